import type { Attempt } from "../channel.ts";
import type { Notification } from "./notification.ts";

/** One push service. */
export interface PushService {
  /** @param token where the service finds the device */
  push(token: string, notification: Notification, signal: AbortSignal): Promise<Attempt>;
  close(): void;
}

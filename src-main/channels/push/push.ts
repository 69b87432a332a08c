import type { PushSettings } from "../../../src-shared/channels/push.ts";
import type { Device } from "../../../src-shared/person/person.ts";
import type { Outbound } from "../../outbound/outbound.ts";
import type { Attempt, Channel } from "../channel.ts";
import { createApns } from "./apns.ts";
import { createFcm } from "./fcm.ts";
import { notificationOf } from "./notification.ts";
import type { PushService } from "./push-service.ts";
import { createWebPush } from "./web-push.ts";

/** What is known of people's devices, and where it is noted that one is gone. */
export interface Devices {
  find(personId: string, deviceId: string): Device | undefined;
  /** The service says that the device no longer receives; a token that was replaced meanwhile stays good. */
  gone(personId: string, device: Device): void;
}

/** What the push channel needs. */
export interface PushParts {
  outbound: Outbound;
  settings: PushSettings;
  secrets: {
    vapidPrivateKey?: string | undefined;
    fcmAccount?: string | undefined;
    apnsKey?: string | undefined;
  };
  devices: Devices;
  /** Epoch ms. */
  now: () => number;
}

/** Push by the service of the device's platform (domain.md, Delivery: at most once). */
export function createPushChannel(parts: PushParts): Channel & { close(): void } {
  const { devices, now } = parts;
  const services = createServices(parts);
  return {
    id: "push",
    guarantee: "at-most-once",
    async deliver(message, signal): Promise<Attempt> {
      const device = devices.find(message.personId, message.to);
      if (device === undefined) return { outcome: "terminal", reason: "no-device" };
      const service = services.get(device.platform.toLowerCase());
      if (service === undefined)
        return { outcome: "terminal", reason: "push-service-not-set-up", detail: device.platform };
      if (device.token === undefined || device.token === "")
        return { outcome: "terminal", reason: "bad-device" };
      const attempt = await service.push(device.token, notificationOf(message, now()), signal);
      if (attempt.outcome === "terminal" && attempt.reason === "device-gone")
        devices.gone(message.personId, device);
      return attempt;
    },
    close: () => {
      for (const service of services.values()) service.close();
    },
  };
}

function createServices({ outbound, settings, secrets, now }: PushParts): Map<string, PushService> {
  const { vapidPrivateKey, fcmAccount, apnsKey } = secrets;
  const services = new Map<string, PushService>();
  if (vapidPrivateKey !== undefined && settings.vapidPublicKey !== "" && settings.vapidSubject !== "")
    services.set("web", createWebPush(outbound, settings, vapidPrivateKey, now));
  if (fcmAccount !== undefined) services.set("android", createFcm(outbound, settings, fcmAccount, now));
  if (apnsKey !== undefined && settings.apnsTopic !== "")
    services.set("ios", createApns(outbound, settings, apnsKey, now));
  return services;
}

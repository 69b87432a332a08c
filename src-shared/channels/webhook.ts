import { z } from "zod";
import { onOff } from "./fields.ts";

/** Settings of webhooks; where they go is said by the steps. Secrets: `signingKey`. */
export const WebhookSettings = z.object({
  on: onOff,
  /** Name the program gives itself to receivers. */
  userAgent: z
    .string()
    .max(200)
    .regex(/^[\x20-\x7e]*$/)
    .default("Parcours"),
});
export type WebhookSettings = z.infer<typeof WebhookSettings>;

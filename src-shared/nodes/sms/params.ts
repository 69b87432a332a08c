import { z } from "zod";
import { collapseKey, longText, messageClass, perMinute } from "../message-params.ts";

/** formats.md, Params by kind: sms. */
export const SmsParams = z.object({
  body: longText,
  class: messageClass,
  urgent: z.boolean().optional(),
  collapseKey,
  perMinute,
});
export type SmsParams = z.infer<typeof SmsParams>;

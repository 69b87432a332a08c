import { z } from "zod";
import { longText } from "../message-params.ts";

/** formats.md, Params by kind: webhook. Url, header values and body are templates. */
export const WebhookParams = z.object({
  method: z.enum(["POST", "PUT", "PATCH", "GET", "DELETE"]).default("POST"),
  url: z.string().max(2_048).default("").meta({ widget: "template-plain" }),
  headers: z.record(z.string(), z.string().max(4_096)).default({}),
  body: longText,
  saveAs: z.string().max(128).optional(),
  timeout: z.string().default("PT30S").meta({ widget: "duration" }),
});
export type WebhookParams = z.infer<typeof WebhookParams>;

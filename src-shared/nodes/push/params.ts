import { z } from "zod";
import {
  Button,
  collapseKey,
  templateLink,
  longText,
  messageClass,
  replyWithin,
  title,
  perMinute,
} from "../message-params.ts";

/** formats.md, Params by kind: push. */
export const PushParams = z.object({
  title,
  body: longText,
  image: z.string().max(2_048).optional(),
  link: templateLink,
  buttons: z.array(Button).max(3).default([]).meta({ widget: "arms" }),
  class: messageClass,
  urgent: z.boolean().optional(),
  replyWithin,
  ttl: z.string().optional().meta({ widget: "duration", folded: true }),
  collapseKey,
  perMinute,
  freshFor: z.string().optional().meta({ widget: "duration", folded: true }),
});
export type PushParams = z.infer<typeof PushParams>;

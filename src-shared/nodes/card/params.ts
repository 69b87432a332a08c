import { z } from "zod";
import { collapseKey, link, longText, messageClass, templateLink, title } from "../message-params.ts";

/** formats.md, Params by kind: card. `expires` is a duration from the moment it is shown, or a date with or without time. */
export const CardParams = z.object({
  title,
  body: longText,
  image: link,
  link: templateLink,
  expires: z.string().max(64).optional(),
  class: messageClass,
  collapseKey,
});
export type CardParams = z.infer<typeof CardParams>;

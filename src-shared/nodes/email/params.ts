import { z } from "zod";
import { LocalizedText } from "../../journey/schema.ts";
import { collapseKey, messageClass, title, perMinute } from "../message-params.ts";

/** formats.md, Params by kind: email. One of mjml, html, text is the source; plain text is made from the other two. */
export const EmailParams = z.object({
  from: z.string().max(320).optional(),
  subject: title,
  preheader: LocalizedText.optional().meta({ widget: "template" }),
  body: z
    .object({
      mjml: LocalizedText.optional().meta({ widget: "mjml" }),
      html: LocalizedText.optional().meta({ widget: "html" }),
      text: LocalizedText.optional().meta({ widget: "template-long" }),
    })
    .default({}),
  class: messageClass,
  urgent: z.boolean().optional(),
  collapseKey,
  perMinute,
});
export type EmailParams = z.infer<typeof EmailParams>;

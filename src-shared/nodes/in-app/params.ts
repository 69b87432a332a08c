import { z } from "zod";
import { Id, LocalizedText } from "../../journey/schema.ts";
import { Button, collapseKey, link, longText, messageClass, replyWithin, title } from "../message-params.ts";

/** One field of a form. Its id is the key of its answer. */
export const FormField = z.object({
  id: Id,
  label: LocalizedText.default("").meta({ widget: "template" }),
  type: z.enum(["text", "long-text", "number", "choice", "yes-no"]).default("text"),
  choices: z
    .array(z.object({ id: Id, label: LocalizedText.default("").meta({ widget: "template" }) }))
    .max(20)
    .default([])
    .meta({ widget: "arms" }),
  required: z.boolean().default(false),
  saveAs: z.string().max(128).optional(),
});
export type FormField = z.infer<typeof FormField>;

/** formats.md, Params by kind: in-app. `form` belongs to the style of that name, `buttons` to every style. */
export const InAppParams = z.object({
  style: z.enum(["modal", "banner", "form"]).default("modal"),
  title,
  body: longText,
  image: link,
  buttons: z.array(Button).max(3).default([]).meta({ widget: "arms" }),
  form: z.array(FormField).max(20).default([]).meta({ widget: "arms" }),
  submit: LocalizedText.optional().meta({ widget: "template" }),
  class: messageClass,
  urgent: z.boolean().optional(),
  replyWithin,
  collapseKey,
});
export type InAppParams = z.infer<typeof InAppParams>;

import { z } from "zod";
import { Condition } from "../../conditions/schema.ts";
import { Id, LocalizedText } from "../../journey/schema.ts";
import { longText, messageClass, replyWithin } from "../message-params.ts";

/** formats.md, Params by kind: survey. */
export const SurveyParams = z.object({
  ask: z.enum(["nps", "csat", "ces", "stars", "thumbs", "choice", "text"]).default("nps"),
  question: longText,
  choices: z
    .array(z.object({ id: Id, label: LocalizedText.default("").meta({ widget: "template" }) }))
    .max(20)
    .default([])
    .meta({ widget: "arms" }),
  followUp: LocalizedText.optional().meta({ widget: "template" }),
  via: z.enum(["email", "push", "in-app", "link"]).default("email"),
  arms: z
    .array(
      z.object({
        id: Id,
        name: z.string().max(100).optional(),
        when: Condition.optional().meta({ widget: "condition" }),
      }),
    )
    .max(50)
    .default([])
    .meta({ widget: "arms" }),
  saveAs: z.string().max(128).optional().meta({ widget: "attribute-name" }),
  replyWithin,
  class: messageClass,
});
export type SurveyParams = z.infer<typeof SurveyParams>;

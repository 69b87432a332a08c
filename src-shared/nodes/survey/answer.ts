import type { Reply } from "../../engine/visit.ts";
import type { SurveyParams } from "./params.ts";
import { SCALES } from "./scales.ts";

const LONGEST_ANSWER = 10_000;

/**
 * The answer in a reply, undefined when there is none: a score is a whole number on the scale, a choice one of those
 * offered, a text not blank. It is looked for as the score or the button, then by the name of the question type and by
 * the step's id, because both name it in conditions (formats.md, Conditions).
 */
export function answerIn(params: SurveyParams, nodeId: string, reply: Reply): string | number | undefined {
  const { answers = {} } = reply;
  const own = (key: string): unknown => (Object.hasOwn(answers, key) ? answers[key] : undefined);
  const given = own(params.ask) ?? own(nodeId);
  switch (params.ask) {
    case "choice": {
      const chosen = reply.button ?? given;
      return params.choices.find(({ id }) => id === chosen)?.id;
    }
    case "text": {
      const text = typeof given === "string" ? given.trim() : "";
      return text === "" || text.length > LONGEST_ANSWER ? undefined : text;
    }
    default: {
      const { least, most } = SCALES[params.ask];
      const score = reply.score ?? given;
      const isOnScale =
        typeof score === "number" && Number.isInteger(score) && score >= least && score <= most;
      return isOnScale ? score : undefined;
    }
  }
}

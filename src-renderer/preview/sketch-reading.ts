import type { SketchAnswer } from "../../src-shared/api/sketch.ts";
import { languageOf } from "../outbox/message.ts";
import { knownLocale, type Answer, type Reading } from "../outbox/reading.ts";
import type { Chosen } from "../persona/use-persona.ts";

type Made = Exclude<SketchAnswer, { is: "unready" }>;

/** What the previews need to know of a message that is only being written. */
export function readingOfSketch(
  made: Made,
  { person, name }: Chosen,
  {
    sender,
    answer,
    onAnswer,
  }: { sender: string; answer: Answer | undefined; onAnswer: (given: Answer) => void },
): Reading {
  return {
    id: "preview",
    runId: "",
    name,
    sender,
    locale: knownLocale(person.locale),
    language: languageOf(person.locale),
    zone: made.zone,
    at: made.at,
    to: made.to ?? "",
    channel: made.channel,
    ...(answer === undefined ? {} : { reply: answer, closed: "replied" as const }),
    onAnswer,
  };
}

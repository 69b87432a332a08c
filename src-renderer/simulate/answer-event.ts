import type { Send } from "../../src-shared/engine/run.ts";
import { RESERVED_EVENTS } from "../../src-shared/person/events.ts";
import { readMessage } from "../outbox/message.ts";
import type { Answer } from "../outbox/reading.ts";
import { trackEvent, type PlannedEvent } from "./plan.ts";

/** How long after she looks at it the persona answers, ms: at the very instant of sending nobody does. */
const THINKS_MS = 60_000;

/** Her answer to a message as the event that tells of it (formats.md, Events). @param now epoch ms */
export function answerEvent(send: Send, given: Answer, now: number): PlannedEvent {
  const { nodeId: node, rendered = {}, channel } = send;
  const at = Math.max(now, send.claimedAt ?? now) + THINKS_MS;
  if ("button" in given) {
    const isSurvey = readMessage(rendered, channel).shape === "survey";
    const name = isSurvey ? RESERVED_EVENTS.surveyAnswered : RESERVED_EVENTS.messageReplied;
    return trackEvent(at, name, { node, button: given.button });
  }
  const { score, comment } = given;
  const answers = { ...given.answers, ...(comment === undefined ? {} : { comment }) };
  return trackEvent(at, RESERVED_EVENTS.surveyAnswered, {
    node,
    ...(score === undefined ? {} : { score }),
    ...(Object.keys(answers).length === 0 ? {} : { answers }),
  });
}

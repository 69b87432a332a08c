import { randomUUID } from "node:crypto";
import type { Send } from "../../../src-shared/engine/run.ts";
import { RESERVED_EVENTS } from "../../../src-shared/person/events.ts";
import { findSend, listSends } from "../../store/sends.ts";
import { ingestEvents } from "../ingest.ts";
import { previewHtml } from "../views/preview.ts";
import { sendDetail, sendSummaries } from "../views/sends.ts";
import { api } from "./base.ts";

export const outbox = {
  list: api.outbox.list.handler(({ context, input }) => {
    const found = listSends(context.db, input);
    return { total: found.total, sends: sendSummaries(context.db, found.sends) };
  }),

  get: api.outbox.get.handler(({ context, input, errors }) => {
    const send = findSend(context.db, input.id);
    const detail = send === undefined ? undefined : sendDetail(context.db, send, context.timeZone);
    if (detail === undefined) throw errors.NOT_FOUND({ data: { what: "send", id: input.id } });
    return detail;
  }),

  answer: api.outbox.answer.handler(({ context, input, errors }) => {
    const send = findSend(context.db, input.id);
    if (send === undefined) throw errors.NOT_FOUND({ data: { what: "send", id: input.id } });
    const { button, score, comment } = input;
    const answers = { ...input.answers, ...(comment === undefined ? {} : { comment }) };
    if (button === undefined && score === undefined && Object.keys(input.answers ?? {}).length === 0)
      throw errors.REFUSED({ data: { code: "empty-answer" } });
    // Only what arrived can be answered.
    if (send.status !== "accepted" && send.status !== "unknown")
      throw errors.REFUSED({ data: { code: "not-sent" } });
    const { db, clock, scheduler } = context.writer();
    const event = {
      messageId: randomUUID(),
      type: "track" as const,
      name: asksSomething(send) ? RESERVED_EVENTS.surveyAnswered : RESERVED_EVENTS.messageReplied,
      personId: send.personId,
      properties: {
        sendId: send.id,
        node: send.nodeId,
        ...(button === undefined ? {} : { button }),
        ...(score === undefined ? {} : { score }),
        ...(Object.keys(answers).length === 0 ? {} : { answers }),
      },
    };
    ingestEvents(db, [event], clock.now());
    scheduler.wake();
    context.changes.tell("events", [event.messageId]);
    return { ok: true as const };
  }),

  preview: api.outbox.preview.handler(({ context, input, errors }) => {
    const send = findSend(context.db, input.id);
    if (send === undefined) throw errors.NOT_FOUND({ data: { what: "send", id: input.id } });
    return { html: previewHtml(context.db, send) };
  }),
};

/** Whether the message is a survey: its answer is an event of its own (formats.md, Events). */
function asksSomething(send: Send): boolean {
  return typeof send.rendered?.["ask"] === "string";
}

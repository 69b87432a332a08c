import { randomUUID } from "node:crypto";
import type { Send } from "../../../src-shared/engine/run.ts";
import { RESERVED_EVENTS } from "../../../src-shared/person/events.ts";
import { mend } from "../../channels/delivery/remedies.ts";
import { unpark } from "../../store/agenda.ts";
import { findSend, listSends } from "../../store/sends.ts";
import { ingestEvents } from "../ingest.ts";
import { outboxHealth, queuedSends } from "../views/deliveries.ts";
import { previewHtml } from "../views/preview.ts";
import { sendDetail, sendSummaries } from "../views/sends.ts";
import { api } from "./base.ts";

export const outbox = {
  list: api.outbox.list.handler(({ context, input }) => {
    const { queue, ...query } = input;
    const found = queue === undefined ? listSends(context.db, query) : queuedSends(context.db, queue, query);
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

  health: api.outbox.health.handler(({ context }) => outboxHealth(context.db, context.channels)),

  mend: api.outbox.mend.handler(({ context, input, errors }) => {
    if (findSend(context.db, input.id) === undefined)
      throw errors.NOT_FOUND({ data: { what: "send", id: input.id } });
    const writer = context.writer();
    const refused = mend(writer, input.id, input.remedy);
    if (refused !== undefined) throw errors.REFUSED({ data: { code: refused } });
    writer.courier.wake();
    writer.scheduler.wake();
    context.changes.tell("sends", [input.id]);
    context.changes.tell("runs");
    return { ok: true as const };
  }),

  unpark: api.outbox.unpark.handler(({ context, input, errors }) => {
    const { db, clock, scheduler } = context.writer();
    if (!unpark(db, input.personId, clock.now())) throw errors.REFUSED({ data: { code: "not-needed" } });
    scheduler.wake();
    context.changes.tell("people");
    context.changes.tell("sends");
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

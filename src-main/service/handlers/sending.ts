import type { Sending } from "../../../src-shared/engine/sending.ts";
import { answerOverdue } from "../../scheduler/catch-up.ts";
import { pauseSending, resumeSending } from "../../scheduler/pause-sending.ts";
import { countHeld, readSending } from "../../store/sending.ts";
import type { ServiceContext } from "../context.ts";
import { viewOverdue } from "../views/overdue.ts";
import { api } from "./base.ts";

/** The pause of all sending. */
export const sending = {
  status: api.workspace.sending.status.handler(({ context }) => stateOf(context, readSending(context.db))),

  pause: api.workspace.sending.pause.handler(({ context }) => {
    const { clock } = context;
    const state = pauseSending(context.writer(), { reason: "by-hand", since: clock.now() });
    context.changes.tell("workspace");
    return stateOf(context, state);
  }),

  resume: api.workspace.sending.resume.handler(({ context, input }) => {
    const writer = context.writer();
    const state = resumeSending(writer, input.reason, context.clock.now());
    writer.scheduler.wake();
    writer.courier.wake();
    for (const topic of ["workspace", "sends"] as const) context.changes.tell(topic);
    return stateOf(context, state);
  }),

  overdue: api.workspace.sending.overdue.handler(({ context }) => viewOverdue(context.db)),

  answerOverdue: api.workspace.sending.answerOverdue.handler(({ context, input, errors }) => {
    const writer = context.writer();
    if (!answerOverdue(writer, input.answer, input.journeyId, context.clock.now()))
      throw errors.REFUSED({ data: { code: "nothing-overdue" } });
    writer.scheduler.wake();
    writer.courier.wake();
    for (const topic of ["workspace", "sends"] as const) context.changes.tell(topic);
    return viewOverdue(context.db);
  }),
};

function stateOf({ db }: ServiceContext, { pauses }: Sending) {
  return { open: pauses.length === 0, pauses, held: countHeld(db) };
}

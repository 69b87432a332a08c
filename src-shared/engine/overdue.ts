import { z } from "zod";
import { Id } from "../journey/schema.ts";
import type { Send } from "./run.ts";

/** What a person says of overdue messages; those she says nothing of expire by their lateness. */
export const OVERDUE_ANSWERS = ["send", "skip"] as const;
const Answer = z.enum(OVERDUE_ANSWERS);
export type OverdueAnswer = z.infer<typeof Answer>;

/**
 * A look at what is overdue after nobody ran for a while (domain.md, Time: more than 100 overdue sends wait for a
 * person's yes). While it is there, sends whose gate should have opened before `before` (epoch ms) wait.
 */
export const OverdueReview = z.object({
  before: z.number(),
  /** False while the overdue work is still being caught up with: how many sends it comes to is not known yet. */
  counted: z.boolean(),
  /**
   * What was said, of one journey or of all others; each speaks for what was planned before `before` of that time, so
   * that what became overdue since is asked about again.
   */
  answers: z.array(z.object({ journeyId: Id.optional(), answer: Answer, before: z.number() })),
});
export type OverdueReview = z.infer<typeof OverdueReview>;

/** Reason of a send that waits in a review. */
export const OVERDUE = "overdue-review";

/**
 * Whether a review speaks of a send: one it holds already, or one that comes to its gate late. A send that a pause
 * held meanwhile is as late as its step was.
 * @param due when the gate should have opened, epoch ms
 */
export function isOverdue(review: OverdueReview, send: Send, due: number): boolean {
  if (send.status === "held" && send.reason === OVERDUE) return true;
  const since = send.status === "held" && send.reason === "sending-paused" ? send.plannedAt : due;
  return since < review.before;
}

/** What was said of an overdue send; undefined while it waits. What was said of its journey goes first. */
export function answerFor(
  review: OverdueReview,
  send: Pick<Send, "journeyId" | "plannedAt">,
): OverdueAnswer | undefined {
  const spoken = review.answers.filter(({ before }) => send.plannedAt < before);
  const own = spoken.find(({ journeyId }) => journeyId === send.journeyId);
  return (own ?? spoken.find(({ journeyId }) => journeyId === undefined))?.answer;
}

/** With an answer for everything overdue of one journey, or of all that are not named. */
export function answered(
  review: OverdueReview,
  answer: OverdueAnswer,
  journeyId: string | undefined,
): OverdueReview {
  const others = review.answers.filter((each) => each.journeyId !== journeyId);
  const said = { answer, before: review.before, ...(journeyId === undefined ? {} : { journeyId }) };
  return { ...review, answers: [...others, said] };
}

/** When a held send is looked at again, epoch ms. One that waited in a review is due as soon as there is an answer. */
export function opensAt(send: Send, review: OverdueReview | undefined): number | undefined {
  if (send.reason !== OVERDUE || send.heldUntil === undefined) return send.heldUntil;
  const waits = review !== undefined && answerFor(review, send) === undefined;
  return waits ? send.heldUntil : Math.min(send.heldUntil, send.plannedAt);
}

import { workOff } from "./advance.ts";
import { judgeAgain } from "./gate.ts";
import { begin, finish, graphOf, putSend, runOf, sendOf } from "./transaction.ts";
import type { Delivery, PersonState, Transition, World } from "./world.ts";

/** What is to be done with a claimed send right before it would go outside. Instants are epoch ms. */
export type Recheck =
  | { go: true }
  /** Not now: look again then. */
  | { go: false; until: number; reason: string }
  /** Not at all: to be given to the engine as what became of it. */
  | { go: false; delivery: Delivery };

/**
 * Whether a claimed send may still go outside (domain.md, Delivery): an exit, a refusal of consent or a newer message
 * that was committed before the channel is asked stops it. To be asked in the transaction that commits the attempt.
 * A send whose answer was lost and that somebody sends again is asked the same, and stays unknown when it may not go.
 * @param now epoch ms
 * @throws Error when the person has no such send, or its run's graph is lost
 */
export function recheckSend(state: PersonState, sendId: string, now: number, world: World): Recheck {
  const tx = begin(state, now, world);
  const send = sendOf(tx, sendId);
  if (send.status !== "claimed" && send.status !== "unknown")
    return { go: false, delivery: { sendId, result: { status: "skipped", reason: "settled" } } };
  const run = runOf(tx, send.runId);
  const found = judgeAgain(tx, graphOf(tx, run), run, send);
  if (found === undefined) return { go: true };
  const { ruling, verdicts } = found;
  switch (ruling.rule) {
    case "hold":
      return { go: false, until: ruling.until, reason: ruling.reason };
    case "expire":
      return {
        go: false,
        delivery: { sendId, result: { status: "expired", reason: ruling.reason }, verdicts },
      };
    case "skip":
    case "fail":
      return {
        go: false,
        delivery: { sendId, result: { status: "skipped", reason: ruling.reason }, verdicts },
      };
    case "claim":
      return { go: true };
  }
}

/**
 * Somebody asks to try a send again. One that failed or came too late goes through the whole gate anew, with content
 * made now; one that is claimed (quarantined at the channel) or whose answer was lost stays as it is and gets its time
 * back. Lateness counts from now on.
 * @param now epoch ms
 * @returns undefined when there is nothing to try again
 */
export function retrySend(
  state: PersonState,
  sendId: string,
  now: number,
  world: World,
): Transition | undefined {
  const tx = begin(state, now, world);
  const whole = sendOf(tx, sendId);
  const { settledAt: _at, reason: _reason, latestAt, ...send } = whole;
  if (send.status === "claimed" || send.status === "unknown") {
    const time = latestAt === undefined ? 0 : latestAt - (send.retriedAt ?? send.plannedAt);
    putSend(tx, { ...whole, retriedAt: now, latestAt: now + time });
    return finish(tx);
  }
  if (send.status !== "failed" && send.status !== "expired") return undefined;
  putSend(tx, { ...send, status: "planned", retriedAt: now });
  tx.soon.push({ sendId, due: now });
  workOff(tx);
  return finish(tx);
}

import { chance } from "../../../src-shared/engine/random.ts";
import type { DeliveryResult } from "../../../src-shared/engine/world.ts";
import type { Attempt, Guarantee } from "../channel.ts";

/** Failures after which a message is set aside (domain.md, Delivery). */
export const MAX_FAILURES = 5;
/** Pause after the first failure; each further one waits three times as long: 1, 3, 9 and 27 minutes. */
const FIRST_PAUSE_MS = 60_000;
const GROWTH = 3;
/** How far chance moves a pause to either side, so that messages that failed together do not come back together. */
const JITTER = 0.2;

/** What is known of a message when its answer comes. Instants are epoch ms. */
interface Asked {
  sendId: string;
  guarantee: Guarantee;
  /** Failures that counted before. */
  failures: number;
  /** After this it is too late for the message. */
  latestAt: number;
  seed: number;
  now: number;
  /** The channel was set up anew meanwhile. */
  isOfFormerSetup: boolean;
}

/** What is to be done after an attempt. */
export type NextStep =
  | { do: "settle"; result: DeliveryResult | { status: "expired"; reason: string } }
  | { do: "wait"; dueAt: number; failures: number; reason: string }
  | { do: "set-aside"; failures: number; reason: string };

/**
 * What an answer means for its message (domain.md, Delivery): taken; never; lost, which only an idempotent channel may
 * be asked again after; or not now. A channel that is down says nothing about the message, so that its attempts are
 * not used up: it waits for the channel. A failure of a setup that is no more does not even make it wait.
 */
export function nextStep(attempt: Attempt, asked: Asked): NextStep {
  switch (attempt.outcome) {
    case "accepted":
      return {
        do: "settle",
        result: {
          status: "accepted",
          ...(attempt.answer === undefined ? {} : { answer: attempt.answer }),
        },
      };
    case "terminal":
      return { do: "settle", result: { status: "failed", reason: attempt.reason } };
    case "unknown":
      return asked.guarantee === "at-most-once"
        ? { do: "settle", result: { status: "unknown", reason: attempt.reason } }
        : asked.isOfFormerSetup
          ? atOnce(attempt.reason, asked)
          : again(attempt.reason, 0, asked);
    case "retryable":
      if (asked.isOfFormerSetup) return atOnce(attempt.reason, asked);
      return attempt.down === true
        ? {
            do: "wait",
            dueAt: asked.now + (attempt.retryAfterMs ?? 0),
            failures: asked.failures,
            reason: attempt.reason,
          }
        : again(attempt.reason, attempt.retryAfterMs ?? 0, asked);
  }
}

function atOnce(reason: string, { now, failures }: Asked): NextStep {
  return { do: "wait", dueAt: now, failures, reason };
}

function again(reason: string, atLeastMs: number, asked: Asked): NextStep {
  const failures = asked.failures + 1;
  if (failures >= MAX_FAILURES) return { do: "set-aside", failures, reason };
  const dueAt = asked.now + Math.max(atLeastMs, pauseMs(failures, asked.seed, asked.sendId));
  // Waiting past its time would only tell later that it is too late.
  return dueAt > asked.latestAt
    ? { do: "settle", result: { status: "expired", reason: "late" } }
    : { do: "wait", dueAt, failures, reason };
}

/** Pause after the n-th failure in ms: exponential, moved by a chance that the same seed gives again. */
function pauseMs(failures: number, seed: number, sendId: string): number {
  const drawn = chance(seed, "retry", sendId, failures) * 2 - 1;
  return Math.round(FIRST_PAUSE_MS * GROWTH ** (failures - 1) * (1 + JITTER * drawn));
}

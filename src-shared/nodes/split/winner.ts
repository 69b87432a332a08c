import type { Outcome, TestSeen, Visit } from "../../engine/visit.ts";
import { dateInstant } from "../../time/moment.ts";
import type { SplitParams } from "./params.ts";

/** With fewer people an arm's rate says nothing: whoever reached the goal did so by chance. */
export const LEAST_PER_ARM = 10;

type Winner = NonNullable<SplitParams["winner"]>;

/** How a winner is looked for; undefined where the form was opened and left empty. */
export function winnerOf({ winner }: SplitParams): Winner | undefined {
  if (winner === undefined) return undefined;
  const { goal, after, on } = winner;
  return goal === "" && after === undefined && (on ?? "") === "" ? undefined : winner;
}

/**
 * The way of somebody who is not in the control group: where it is the same way every time, the arm she took before; else
 * the arm that won, once one did; else the arm she drew, or the winner that is picked now.
 */
export function takeArm(params: SplitParams, winner: Winner, visit: Visit, drawn: string): Outcome {
  const { goal } = winner;
  const seen = visit.test(goal);
  const isArm = (arm: string | undefined): arm is string => params.arms.some(({ id }) => id === arm);
  const before = seen.taken.includes(drawn) ? drawn : seen.taken.find(isArm);
  if (params.sticky && before !== undefined)
    return { do: "leave", port: before, test: { goal, arm: before } };
  if (isArm(seen.winner))
    return {
      do: "leave",
      port: seen.winner,
      facts: { winner: seen.winner },
      test: { goal, arm: seen.winner },
    };
  const best = pickWinner(params, winner, seen, visit);
  if (best === undefined) return { do: "leave", port: drawn, test: { goal, arm: drawn } };
  return {
    do: "leave",
    port: best,
    facts: { winner: best, goal, arms: withRates(seen.arms) },
    test: { goal, arm: best, pickedBy: seen.arms },
  };
}

/**
 * The arm with the highest share of people who reached the goal; of equal ones the first as written. Nobody is picked
 * before `after` people took an arm or the date has come, before each arm with a share was taken by
 * {@link LEAST_PER_ARM} people, and before anybody reached the goal.
 */
function pickWinner(
  { arms }: SplitParams,
  { after, on }: Winner,
  seen: TestSeen,
  { now, zone }: Visit,
): string | undefined {
  const counts = arms.map(({ id, weight }) => ({
    id,
    weight,
    ...(seen.arms[id] ?? { entered: 0, reached: 0 }),
  }));
  const people = counts.reduce((sum, { entered }) => sum + entered, 0);
  const date = dateInstant(on, { zone });
  const isTime = (after !== undefined && people >= after) || (date !== undefined && now >= date);
  const isEnough =
    counts.every(({ weight, entered }) => weight === 0 || entered >= LEAST_PER_ARM) &&
    counts.some(({ reached }) => reached > 0);
  if (!isTime || !isEnough) return undefined;
  let best: { id: string; rate: number } | undefined;
  for (const { id, entered, reached } of counts) {
    const rate = rateOf({ entered, reached });
    if (best === undefined || rate > best.rate) best = { id, rate };
  }
  return best?.id;
}

function rateOf({ entered, reached }: TestSeen["arms"][string]): number {
  return entered === 0 ? 0 : reached / entered;
}

function withRates(arms: TestSeen["arms"]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(arms).map(([id, count]) => [
      id,
      { ...count, rate: Math.round(rateOf(count) * 1e4) / 1e4 },
    ]),
  );
}

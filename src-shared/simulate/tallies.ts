import type { z } from "zod";
import { Tally, type TestKey } from "../engine/tally.ts";
import type { Transition, World } from "../engine/world.ts";
import { Id } from "../journey/schema.ts";

/** How a split's test stands when a simulation begins; `journey` may be left out where there is but one. */
export const GivenTest = Tally.extend({ journey: Id.optional(), node: Id, goal: Id });
export type GivenTest = z.infer<typeof GivenTest>;

/** Counts of tests for a host without a store. */
export interface TallyBook {
  tally: NonNullable<World["tally"]>;
  /** Takes over what a transaction counted and picked. */
  add(transition: Pick<Transition, "counted" | "picked">): void;
}

/** A book that begins with what is given. @param journey id for those that name none */
export function createTallyBook(given: readonly GivenTest[], journey: string): TallyBook {
  const tallies = new Map<string, Tally>();
  const nameOf = ({ journeyId, nodeId, goal }: TestKey): string => `${journeyId}/${nodeId}/${goal}`;
  for (const { journey: journeyId = journey, node: nodeId, goal, ...tally } of given)
    tallies.set(nameOf({ journeyId, nodeId, goal }), tally);
  return {
    tally: (test) => tallies.get(nameOf(test)),
    add: ({ counted, picked }) => {
      for (const { arm, entered, reached, ...test } of counted) {
        const { arms, ...rest } = tallies.get(nameOf(test)) ?? { arms: {} };
        const before = arms[arm] ?? { entered: 0, reached: 0 };
        const count = { entered: before.entered + entered, reached: before.reached + reached };
        tallies.set(nameOf(test), { ...rest, arms: { ...arms, [arm]: count } });
      }
      for (const { arm, ...test } of picked)
        tallies.set(nameOf(test), { ...(tallies.get(nameOf(test)) ?? { arms: {} }), winner: arm });
    },
  };
}

import { z } from "zod";

/** People who took an arm of a split, and how many of them reached the goal; each person counts once. */
const ArmCount = z.object({ entered: z.int().min(0), reached: z.int().min(0) });
export type ArmCount = z.infer<typeof ArmCount>;

/** How a test stands: its arms by id, and the arm that won, once one was picked. */
export const Tally = z.object({
  arms: z.record(z.string(), ArmCount).default({}),
  winner: z.string().optional(),
});
export type Tally = z.infer<typeof Tally>;

/** One test: a split of a journey that looks for the arm which reaches a goal most often (domain.md: split, winner). */
export interface TestKey {
  journeyId: string;
  nodeId: string;
  goal: string;
}

/** What the host adds to an arm's counts. */
export interface Counted extends TestKey, ArmCount {
  arm: string;
}

/** The arm that won, with the instant (epoch ms) and the counts it was picked by. */
export interface Picked extends TestKey {
  arm: string;
  at: number;
  arms: Tally["arms"];
}

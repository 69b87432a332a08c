import type { Counted, Picked, Tally, TestKey } from "../../src-shared/engine/tally.ts";
import type { GivenTest } from "../../src-shared/simulate/tallies.ts";
import type { ReadableDb, WritableDb } from "./db.ts";

/** A test of a journey with how it stands. */
export interface StoredTest extends TestKey, Tally {
  /** Epoch ms. */
  pickedAt?: number;
}

/** How one test stands by now; undefined while nobody was counted. */
export function readTally(db: ReadableDb, { journeyId, nodeId, goal }: TestKey): Tally | undefined {
  const rows = db.all<{ arm: string; entered: number; reached: number }>(
    "SELECT arm, entered, reached FROM split_arm WHERE journey_id = ? AND node_id = ? AND goal = ? ORDER BY arm",
    journeyId,
    nodeId,
    goal,
  );
  const winner = db.get<{ arm: string }>(
    "SELECT arm FROM split_winner WHERE journey_id = ? AND node_id = ? AND goal = ?",
    journeyId,
    nodeId,
    goal,
  )?.arm;
  if (rows.length === 0 && winner === undefined) return undefined;
  return {
    arms: Object.fromEntries(rows.map(({ arm, ...count }) => [arm, count])),
    ...(winner === undefined ? {} : { winner }),
  };
}

/** Every test of a journey that somebody was counted for, by step and goal. */
export function testsOf(db: ReadableDb, journeyId: string): StoredTest[] {
  const keys = db.all<{ nodeId: string; goal: string; pickedAt: number | null }>(
    "SELECT DISTINCT a.node_id AS nodeId, a.goal AS goal, w.picked_at AS pickedAt FROM split_arm a " +
      "LEFT JOIN split_winner w USING (journey_id, node_id, goal) WHERE a.journey_id = ? ORDER BY a.node_id, a.goal",
    journeyId,
  );
  return keys.flatMap(({ nodeId, goal, pickedAt }) => {
    const key = { journeyId, nodeId, goal };
    const tally = readTally(db, key);
    return tally === undefined ? [] : [{ ...key, ...tally, ...(pickedAt === null ? {} : { pickedAt }) }];
  });
}

/** How every test of a journey stands, as a simulation is given it. */
export function givenTests(db: ReadableDb, journeyId: string): GivenTest[] {
  return testsOf(db, journeyId).map(({ nodeId: node, goal, arms, winner }) => ({ node, goal, arms, winner }));
}

/** Adds what a person's transaction counted; to be called inside the store's own. */
export function addCounts(db: WritableDb, counted: readonly Counted[]): void {
  for (const { journeyId, nodeId, goal, arm, entered, reached } of counted)
    db.run(
      "INSERT INTO split_arm (journey_id, node_id, goal, arm, entered, reached) VALUES (?, ?, ?, ?, ?, ?) " +
        "ON CONFLICT DO UPDATE SET entered = entered + excluded.entered, reached = reached + excluded.reached",
      journeyId,
      nodeId,
      goal,
      arm,
      entered,
      reached,
    );
}

/** Keeps winners with the counts they were picked by. */
export function saveWinners(db: WritableDb, picked: readonly Picked[]): void {
  for (const { journeyId, nodeId, goal, arm, at, arms } of picked)
    db.run(
      "INSERT INTO split_winner (journey_id, node_id, goal, arm, picked_at, arms) VALUES (?, ?, ?, ?, ?, ?) " +
        "ON CONFLICT DO UPDATE SET arm = excluded.arm, picked_at = excluded.picked_at, arms = excluded.arms",
      journeyId,
      nodeId,
      goal,
      arm,
      at,
      JSON.stringify(arms),
    );
}

import type { Run } from "./run.ts";
import type { TestKey } from "./tally.ts";
import type { Transaction } from "./transaction.ts";
import type { TestSeen, TestTaken } from "./visit.ts";

/** A test as its split sees it for one person: the host's counts with what this transaction already added. */
export function seeTest(tx: Transaction, run: Run, goal: string): TestSeen {
  const key = { journeyId: run.journeyId, nodeId: run.nodeId, goal };
  const known = tx.world.tally?.(key);
  const arms = new Map(Object.entries(known?.arms ?? {}));
  for (const { arm, entered, reached, ...of } of tx.counted)
    if (isSame(of, key)) {
      const count = arms.get(arm) ?? { entered: 0, reached: 0 };
      arms.set(arm, { entered: count.entered + entered, reached: count.reached + reached });
    }
  const winner = tx.picked.findLast((each) => isSame(each, key))?.arm ?? known?.winner;
  return {
    arms: Object.fromEntries(arms),
    ...(winner === undefined ? {} : { winner }),
    taken: Object.keys(takenOf(tx, key)),
  };
}

/** Counts a person for the arm she took, the first time she takes it, and writes down the winner, if she brought it. */
export function countTaken(
  tx: Transaction,
  run: Run,
  nodeId: string,
  { goal, arm, pickedBy }: TestTaken,
): void {
  const key = { journeyId: run.journeyId, nodeId, goal };
  if (pickedBy !== undefined) tx.picked.push({ ...key, arm, at: tx.now, arms: pickedBy });
  if (Object.hasOwn(takenOf(tx, key), arm)) return;
  tx.counted.push({ ...key, arm, entered: 1, reached: 0 });
  mark(tx, key, arm, false);
}

/** Counts a person for the arms the run took on its way to a goal, the first time she reaches it by each of them. */
export function countReached(tx: Transaction, run: Run, goal: string): void {
  for (const [nodeId, taken] of Object.entries(run.tests ?? {})) {
    const key = { journeyId: run.journeyId, nodeId, goal };
    if (taken.goal !== goal || takenOf(tx, key)[taken.arm] !== false) continue;
    tx.counted.push({ ...key, arm: taken.arm, entered: 0, reached: 1 });
    mark(tx, key, taken.arm, true);
  }
}

/** Arms this person was counted for, each with whether she reached the goal. */
function takenOf(tx: Transaction, key: TestKey): Readonly<Record<string, boolean>> {
  return tx.marks.tests?.[nameOf(key)] ?? {};
}

function mark(tx: Transaction, key: TestKey, arm: string, reached: boolean): void {
  const { tests = {} } = tx.marks;
  const name = nameOf(key);
  tx.marks = { ...tx.marks, tests: { ...tests, [name]: { ...tests[name], [arm]: reached } } };
}

function nameOf({ journeyId, nodeId, goal }: TestKey): string {
  return `${journeyId}/${nodeId}/${goal}`;
}

function isSame(one: TestKey, other: TestKey): boolean {
  return one.journeyId === other.journeyId && one.nodeId === other.nodeId && one.goal === other.goal;
}

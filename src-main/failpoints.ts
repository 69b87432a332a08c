/** Places where a crash hurts most, in the order a message passes them. */
export const FAILPOINTS = [
  "claim.before-commit",
  "claim.after-commit",
  "attempt.before-commit",
  "attempt.after-commit",
  "call.before",
  "call.after",
  "settle.before-commit",
  "settle.after-commit",
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

let act: ((name: Failpoint) => void) | undefined;

/** Passes a place; does nothing in the app people get, which holds nobody who would set {@link onFailpoint}. */
export function failpoint(name: Failpoint): void {
  act?.(name);
}

/** Says what happens at each place; for the test levers alone (levers/pull.ts). */
export function onFailpoint(reached: (name: Failpoint) => void): void {
  act = reached;
}

import { opensAt } from "./overdue.ts";
import type { PersonState, World } from "./world.ts";

/** Something that is due by the clock. */
export type Timer =
  { due: number; sendId: string } | { due: number; runId: string } | { due: number; entry: string };

/**
 * What is due next for a person, epoch ms. At one instant held sends come before runs and runs before entries, each in
 * the order in which they began: this order is part of the semantics, because it decides which of two messages takes the last slot of a cap.
 */
export function nextTimer(
  state: {
    runs: Iterable<PersonState["runs"][number]>;
    sends: Iterable<PersonState["sends"][number]>;
    marks: PersonState["marks"];
  },
  world: Pick<World, "journeys" | "sending" | "overdue">,
): Timer | undefined {
  const paused = pausedJourneys(world);
  const mute = (world.sending?.pauses.length ?? 0) > 0;
  let next: Timer | undefined;
  for (const send of mute ? [] : state.sends) {
    if (send.status !== "held" || paused.has(send.journeyId)) continue;
    const due = opensAt(send, world.overdue);
    if (due !== undefined && (next === undefined || due < next.due)) next = { due, sendId: send.id };
  }
  for (const run of state.runs) {
    const until = run.status === "active" ? run.waiting?.until : undefined;
    if (until === undefined || paused.has(run.journeyId)) continue;
    if (next === undefined || until < next.due) next = { due: until, runId: run.id };
  }
  const { timers } = state.marks;
  for (const entry in timers) {
    const at = timers[entry]?.at;
    if (at === undefined || paused.has(entry.slice(0, entry.lastIndexOf("/")))) continue;
    if (next === undefined || at < next.due) next = { due: at, entry };
  }
  return next;
}

/** Which journeys are paused changes only with the journeys; it is asked for several times in every transaction. */
const pausedBy = new WeakMap<World["journeys"], ReadonlySet<string>>();

/** Ids of the journeys that hold everything (domain.md, Versions and live edits). */
export function pausedJourneys({ journeys }: Pick<World, "journeys">): ReadonlySet<string> {
  let paused = pausedBy.get(journeys);
  if (paused === undefined) {
    paused = new Set(journeys.filter(({ open }) => !open).map(({ graph }) => graph.journey));
    pausedBy.set(journeys, paused);
  }
  return paused;
}

/** The instant at which a person must be looked at again by the clock; undefined when she waits for nothing timed. */
export function nextDue(
  state: PersonState,
  world: Pick<World, "journeys" | "sending" | "overdue">,
): number | undefined {
  return nextTimer(state, world)?.due;
}

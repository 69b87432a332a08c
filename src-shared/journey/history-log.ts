import { z } from "zod";
import { StepSchema } from "./command-schema.ts";
import type { History, Step } from "./history.ts";

/**
 * The history as it is kept beside the draft: one list of numbered steps, the undone ones at its end. It belongs to one
 * revision of the draft; beside any other its steps would lead nowhere.
 */
export const HistoryLog = z.object({
  revision: z.number(),
  /** Number of the first step; earlier ones made room. */
  first: z.number().int().min(0),
  steps: z.array(StepSchema),
  /** Number after the last step that is done; what follows is undone. */
  done: z.number().int().min(0),
});
export type HistoryLog = z.infer<typeof HistoryLog>;

/** What a save changes in the kept list: everything before `first` and from `from` on goes, then `steps` come. */
export const HistoryChange = HistoryLog.omit({ revision: true }).extend({
  from: z.number().int().min(0),
});
export type HistoryChange = z.infer<typeof HistoryChange>;

/** Largest size of a kept history, as JSON (characters). Typing in a long email makes steps of its whole text. */
export const LONGEST_HISTORY = 4 * 1024 * 1024;

/** The history a kept list stands for; none when it no longer reaches the present. */
export function historyOf({ first, steps, done }: Omit<HistoryLog, "revision">): History {
  const past = done - first;
  if (past < 0 || past > steps.length) return { past: [], future: [] };
  return { past: steps.slice(0, past), future: steps.slice(past).reverse() };
}

/** Remembers what of a history is kept already, so that a save carries only what came since. */
interface HistoryKeeper {
  /** What has to be told, whether that is anything at all, and what to call once it is stored. */
  change(history: History): { change: HistoryChange; isNew: boolean; kept: () => void };
  /** The kept list is unknown: the next change tells everything. */
  forget(): void;
}

/** @param kept the list as it was read with the draft, if there was one */
export function keepHistory(kept?: Pick<HistoryLog, "first"> & { history: History }): HistoryKeeper {
  let first = kept?.first ?? 0;
  let known: readonly Step[] = kept === undefined ? [] : inOrder(kept.history);
  let done = first + (kept?.history.past.length ?? 0);
  return {
    change: (history) => {
      const steps = inOrder(history);
      // Steps are never changed, only replaced: the same object is the same step.
      const start = steps[0] === undefined ? -1 : known.indexOf(steps[0]);
      const begins = start < 0 ? 0 : first + start;
      let same = 0;
      while (start >= 0 && same < steps.length && steps[same] === known[start + same]) same += 1;
      const change = {
        first: begins,
        from: begins + same,
        steps: steps.slice(same),
        done: begins + history.past.length,
      };
      return {
        change,
        isNew: steps.length !== known.length || same < steps.length || change.done !== done,
        kept: () => {
          first = begins;
          known = steps;
          done = change.done;
        },
      };
    },
    forget: () => {
      first = 0;
      known = [];
      done = 0;
    },
  };
}

function inOrder({ past, future }: History): readonly Step[] {
  return [...past, ...[...future].reverse()];
}

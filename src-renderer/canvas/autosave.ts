import { keepHistory, type HistoryChange, type HistoryLog } from "../../src-shared/journey/history-log.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { writeJourney } from "../../src-shared/journey/write.ts";
import type { BuilderStore } from "./store.ts";

/** How a save ended: stored, refused because the document changed elsewhere, or not done at all. */
export type SaveResult =
  | { is: "saved"; revision: number; savedAt: number }
  | { is: "conflict"; revision: number }
  | { is: "failed" };

interface Ports {
  save(input: { text: string; baseRevision: number; history: HistoryChange }): Promise<SaveResult>;
  /** Calls back after a while; the answer cancels. */
  after(ms: number, act: () => void): () => void;
}

export interface Autosave {
  /** Saves what is not saved yet; true when everything is stored. */
  flush(): Promise<boolean>;
  /** After a conflict: stores this window's document over the other one. */
  keepMine(): Promise<boolean>;
  /** The revision this window builds on. */
  revision(): number;
  /** Begins to listen to edits; the answer ends it. */
  start(): () => void;
}

/** Quiet time after an edit before it is stored, and between tries after a failure (ms; product.md: within 1 s). */
const quietMs = 500;
const retryMs = 3_000;

/**
 * Stores the document shortly after each edit, one save at a time. What cannot be stored stays in memory and is tried
 * again; a document that changed elsewhere is never overwritten without being asked to.
 */
export function createAutosave(
  store: BuilderStore,
  { revision, savedAt, kept }: { revision: number; savedAt: number; kept?: HistoryLog },
  { save, after }: Ports,
): Autosave {
  let stored: Journey | undefined = store.getState().journey;
  let storedText: string | undefined = writeJourney(stored);
  let storedAt = savedAt;
  const keeper = keepHistory(
    kept === undefined ? undefined : { first: kept.first, history: store.getState().history },
  );
  let base = revision;
  let elsewhere = revision;
  let cancel = () => {};
  let running: Promise<boolean> | undefined;

  const schedule = (ms: number) => {
    cancel();
    cancel = after(ms, () => void flush());
  };
  function start(): () => void {
    const unsubscribe = store.subscribe((now, before) => {
      if (now.journey === before.journey || now.save.is === "conflict") return;
      store.setState({ save: { is: "dirty" } });
      schedule(quietMs);
    });
    return () => {
      unsubscribe();
      cancel();
    };
  }

  async function attempt(): Promise<boolean> {
    for (;;) {
      const { journey, history } = store.getState();
      const text = journey === stored && storedText !== undefined ? storedText : writeJourney(journey);
      // Undoing leads back to what is stored: there is nothing to do then.
      if (text === storedText) {
        stored = journey;
        store.setState({ save: { is: "saved", at: storedAt } });
        return true;
      }
      store.setState({ save: { is: "saving" } });
      const edits = keeper.change(history);
      const result = await save({ text, baseRevision: base, history: edits.change });
      if (result.is === "saved") {
        edits.kept();
        base = result.revision;
        stored = journey;
        storedText = text;
        storedAt = result.savedAt;
        // Edits made while the save was under way go with the next round.
        continue;
      }
      if (result.is === "conflict") elsewhere = result.revision;
      else schedule(retryMs);
      store.setState({ save: { is: result.is } });
      return false;
    }
  }

  function flush(): Promise<boolean> {
    cancel();
    if (store.getState().save.is === "conflict") return Promise.resolve(false);
    running ??= attempt().finally(() => (running = undefined));
    return running;
  }

  return {
    flush,
    keepMine: () => {
      base = elsewhere;
      stored = undefined;
      storedText = undefined;
      // What the other one kept are steps of its own.
      keeper.forget();
      store.setState({ save: { is: "dirty" } });
      return flush();
    },
    revision: () => base,
    start,
  };
}

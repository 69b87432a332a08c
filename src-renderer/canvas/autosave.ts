import { keepHistory, type HistoryChange, type HistoryLog } from "../../src-shared/journey/history-log.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { journeyWriter } from "../../src-shared/journey/write.ts";
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

/**
 * From the first edit that is not stored until it is, and between tries after a failure (ms; product.md: within 1 s).
 * Not from the last one: somebody who types without a pause would have nothing stored.
 */
const gatherMs = 500;
const retryMs = 3_000;

/** What one save carries. */
interface Sending {
  journey: Journey;
  text: string;
  edits: ReturnType<ReturnType<typeof keepHistory>["change"]>;
}

/**
 * Stores the document shortly after each edit, one save at a time. What cannot be stored stays in memory and is tried
 * again; a document that changed elsewhere is never overwritten without being asked to.
 */
export function createAutosave(
  store: BuilderStore,
  { revision, savedAt, kept }: { revision: number; savedAt: number; kept?: HistoryLog },
  { save, after }: Ports,
): Autosave {
  const write = journeyWriter();
  let stored: Journey | undefined = store.getState().journey;
  let storedText: string | undefined = write(stored);
  let storedAt = savedAt;
  const keeper = keepHistory(
    kept === undefined ? undefined : { first: kept.first, history: store.getState().history },
  );
  let base = revision;
  let elsewhere = revision;
  let waiting: { ms: number; cancel: () => void } | undefined;
  let running: Promise<boolean> | undefined;
  /** A save whose answer never came: it may be stored. The very same goes again, which the service knows (drafts.ts). */
  let unsure: Sending | undefined;

  const cancel = () => {
    waiting?.cancel();
    waiting = undefined;
  };
  const schedule = (ms: number) => {
    if (waiting !== undefined && waiting.ms <= ms) return;
    cancel();
    waiting = { ms, cancel: after(ms, () => void flush()) };
  };
  function start(): () => void {
    const unsubscribe = store.subscribe((now, before) => {
      if (now.journey === before.journey || now.save.is === "conflict") return;
      // Each other state than before is drawn anew; a letter more makes none.
      if (now.save.is !== "dirty") store.setState({ save: { is: "dirty" } });
      schedule(gatherMs);
    });
    return () => {
      unsubscribe();
      cancel();
    };
  }

  /** What is not stored yet; undefined when nothing is. */
  function next(): Sending | undefined {
    const { journey, history } = store.getState();
    const text = journey === stored && storedText !== undefined ? storedText : write(journey);
    const edits = keeper.change(history);
    if (text !== storedText || edits.isNew) return { journey, text, edits };
    stored = journey;
    return undefined;
  }

  async function attempt(): Promise<boolean> {
    // Edits made while a save is under way go with the next round.
    for (;;) {
      const sending = unsure ?? next();
      if (sending === undefined) {
        store.setState({ save: { is: "saved", at: storedAt } });
        return true;
      }
      store.setState({ save: { is: "saving" } });
      const { journey, text, edits } = sending;
      const result = await save({ text, baseRevision: base, history: edits.change });
      unsure = result.is === "failed" ? sending : undefined;
      if (result.is === "saved") {
        edits.kept();
        base = result.revision;
        stored = journey;
        storedText = text;
        storedAt = result.savedAt;
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

import { describe, expect, test } from "vitest";
import type { HistoryChange } from "../../src-shared/journey/history-log.ts";
import { emptyJourney } from "../../src-shared/journey/schema.ts";
import { createAutosave, type SaveResult } from "./autosave.ts";
import { createBuilderStore } from "./store.ts";

/** A builder whose saves are answered by hand and whose timers are turned by hand. */
function setUp() {
  const store = createBuilderStore(emptyJourney("j", "Start"), 100);
  const saves: {
    text: string;
    baseRevision: number;
    history: HistoryChange;
    answer: (result: SaveResult) => void;
  }[] = [];
  const timers: { ms: number; act: () => void }[] = [];
  const autosave = createAutosave(
    store,
    { revision: 1, savedAt: 100 },
    {
      save: (input) => new Promise((answer) => saves.push({ ...input, answer })),
      after: (ms, act) => {
        const timer = { ms, act };
        timers.push(timer);
        return () => {
          if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
        };
      },
    },
  );
  autosave.start();
  const rename = (value: string) => store.getState().run({ do: "set-field", place: ["name"], value });
  const elapse = () => timers.splice(0).forEach(({ act }) => act());
  return { store, saves, timers, autosave, rename, elapse };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("autosave", () => {
  test("stores once after a pause, with the newest text on the revision it knows", async () => {
    const { store, saves, timers, rename, elapse } = setUp();
    rename("A");
    rename("AB");
    expect(store.getState().save.is).toBe("dirty");
    expect(timers.map(({ ms }) => ms)).toEqual([500]);
    elapse();
    expect(saves).toHaveLength(1);
    expect(saves[0]?.baseRevision).toBe(1);
    expect(JSON.parse(saves[0]?.text ?? "")).toMatchObject({ name: "AB" });
    saves[0]?.answer({ is: "saved", revision: 2, savedAt: 200 });
    await settled();
    expect(store.getState().save).toEqual({ is: "saved", at: 200 });
  });

  test("what is typed during a save goes with the next one, on the new revision", async () => {
    const { store, saves, rename, elapse } = setUp();
    rename("A");
    elapse();
    rename("AB");
    elapse();
    expect(saves).toHaveLength(1);
    saves[0]?.answer({ is: "saved", revision: 2, savedAt: 200 });
    await settled();
    expect(saves).toHaveLength(2);
    expect(saves[1]?.baseRevision).toBe(2);
    expect(JSON.parse(saves[1]?.text ?? "")).toMatchObject({ name: "AB" });
    saves[1]?.answer({ is: "saved", revision: 3, savedAt: 300 });
    await settled();
    expect(store.getState().save).toEqual({ is: "saved", at: 300 });
  });

  test("a failed save keeps the document and is tried again", async () => {
    const { store, saves, timers, rename, elapse } = setUp();
    rename("A");
    elapse();
    saves[0]?.answer({ is: "failed" });
    await settled();
    expect(store.getState()).toMatchObject({ save: { is: "failed" }, journey: { name: "A" } });
    expect(timers.map(({ ms }) => ms)).toEqual([3_000]);
    elapse();
    saves[1]?.answer({ is: "saved", revision: 2, savedAt: 200 });
    await settled();
    expect(store.getState().save.is).toBe("saved");
  });

  test("a conflict waits for a choice, and keeping one's own stores it over the other", async () => {
    const { store, saves, autosave, rename, elapse } = setUp();
    rename("A");
    elapse();
    saves[0]?.answer({ is: "conflict", revision: 7 });
    await settled();
    rename("AB");
    elapse();
    expect(await autosave.flush()).toBe(false);
    expect(saves).toHaveLength(1);
    const kept = autosave.keepMine();
    expect(saves[1]?.baseRevision).toBe(7);
    saves[1]?.answer({ is: "saved", revision: 8, savedAt: 200 });
    expect(await kept).toBe(true);
    expect(store.getState().save.is).toBe("saved");
    expect(autosave.revision()).toBe(8);
  });

  test("who edits without a pause has it stored all the same", async () => {
    const { saves, timers, rename, elapse } = setUp();
    rename("A");
    const first = timers[0];
    rename("AB");
    rename("ABC");
    expect(timers).toEqual([first]);
    elapse();
    expect(JSON.parse(saves[0]?.text ?? "")).toMatchObject({ name: "ABC" });
    await settled();
  });

  test("a save without an answer goes again as it was, and what came since after it", async () => {
    const { store, saves, rename, elapse } = setUp();
    rename("A");
    elapse();
    saves[0]?.answer({ is: "failed" });
    await settled();
    rename("AB");
    elapse();
    expect(saves[1]).toMatchObject({ text: saves[0]?.text, baseRevision: 1 });
    saves[1]?.answer({ is: "saved", revision: 2, savedAt: 200 });
    await settled();
    expect(saves[2]?.baseRevision).toBe(2);
    expect(JSON.parse(saves[2]?.text ?? "")).toMatchObject({ name: "AB" });
    saves[2]?.answer({ is: "saved", revision: 3, savedAt: 300 });
    await settled();
    expect(store.getState().save).toEqual({ is: "saved", at: 300 });
  });

  test("an edit undone before it was stored can be redone after a restart", async () => {
    const { store, saves, autosave, rename } = setUp();
    rename("A");
    store.getState().undo();
    const flushed = autosave.flush();
    expect(saves[0]?.history).toMatchObject({ done: 0, steps: [{ redo: { value: "A" } }] });
    saves[0]?.answer({ is: "saved", revision: 2, savedAt: 200 });
    expect(await flushed).toBe(true);
    expect(await autosave.flush()).toBe(true);
    expect(saves).toHaveLength(1);
  });
});

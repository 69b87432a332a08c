import fc from "../testing/drawn.ts";
import { expect, test } from "vitest";
import { edit, EMPTY_HISTORY, redo, undo, type Edited } from "./history.ts";
import { historyOf, keepHistory, HistoryLog, type HistoryChange } from "./history-log.ts";
import { readJourney } from "./read.ts";
import { emptyJourney } from "./schema.ts";
import { writeJourney } from "./write.ts";

/** What the store does with a change, on a plain list. */
function store(kept: Omit<HistoryLog, "revision">, change: HistoryChange): Omit<HistoryLog, "revision"> {
  const left = kept.steps.slice(change.first - kept.first, change.from - kept.first);
  return { first: change.first, steps: [...left, ...change.steps], done: change.done };
}

const nothing = { first: 0, steps: [], done: 0 };
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("add" as const), kind: fc.constantFrom("wait", "push") }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("drop" as const), nth: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("move" as const), nth: fc.nat(5), x: fc.integer() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("type" as const), text: fc.string() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom("undo" as const, "redo" as const, "save" as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restart" as const) }) },
);

test("what is kept save by save leads back to the start and forth to the end, whenever the program is started again", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const start = emptyJourney("j", "Start");
      let edited: Edited = { journey: start, history: EMPTY_HISTORY };
      let kept: Omit<HistoryLog, "revision"> = nothing;
      let text = writeJourney(start);
      let keeper = keepHistory();
      let now = 0;
      const save = () => {
        const { change, kept: done } = keeper.change(edited.history);
        kept = store(kept, JSON.parse(JSON.stringify(change)) as HistoryChange);
        text = writeJourney(edited.journey);
        done();
      };
      const restart = () => {
        save();
        const log = HistoryLog.parse(JSON.parse(JSON.stringify({ ...kept, revision: 1 })));
        const { journey } = readJourney(text);
        edited = { journey: journey ?? start, history: historyOf(log) };
        keeper = keepHistory({ first: log.first, history: edited.history });
      };
      for (const one of acts) {
        now += 700;
        const id = edited.journey.nodes["nth" in one ? one.nth : 0]?.id ?? "nobody";
        if (one.do === "add")
          edited = edit(
            edited,
            { do: "add", nodes: [{ item: { id: `n${now}`, kind: one.kind, params: {} } }] },
            { now },
          );
        else if (one.do === "drop") edited = edit(edited, { do: "remove", ids: [id] }, { now });
        else if (one.do === "move")
          edited = edit(edited, { do: "move", to: { [id]: { x: one.x, y: 0 } } }, { now, merge: id });
        else if (one.do === "type")
          edited = edit(
            edited,
            { do: "set-field", place: ["description"], value: one.text },
            { now, merge: "description" },
          );
        else if (one.do === "undo") edited = undo(edited);
        else if (one.do === "redo") edited = redo(edited);
        else if (one.do === "save") save();
        else restart();
      }
      while (edited.history.future.length > 0) edited = redo(edited);
      const end = writeJourney(edited.journey);
      restart();
      expect(writeJourney(edited.journey)).toBe(end);
      while (edited.history.past.length > 0) edited = undo(edited);
      expect(writeJourney(edited.journey)).toBe(writeJourney(start));
      restart();
      while (edited.history.future.length > 0) edited = redo(edited);
      expect(writeJourney(edited.journey)).toBe(end);
    }),
    { numRuns: 300 },
  );
});

test("a save carries only what came since the one before", () => {
  const keeper = keepHistory();
  let edited: Edited = { journey: emptyJourney("j", "Start"), history: EMPTY_HISTORY };
  const rename = (value: string, now: number) =>
    (edited = edit(edited, { do: "set-field", place: ["name"], value }, { now }));
  rename("A", 1);
  rename("B", 2);
  const first = keeper.change(edited.history);
  expect(first.change).toMatchObject({ first: 0, from: 0, done: 2, steps: [{ at: 1 }, { at: 2 }] });
  // Not stored after all: the next one tells the same again.
  rename("C", 3);
  expect(keeper.change(edited.history).change.steps).toHaveLength(3);
  keeper.change(edited.history).kept();
  rename("D", 4);
  expect(keeper.change(edited.history).change).toMatchObject({ from: 3, done: 4, steps: [{ at: 4 }] });
});

test("a list that lost the steps up to the present gives none", () => {
  const step = { redo: { do: "batch", commands: [] }, undo: { do: "batch", commands: [] }, at: 0 } as const;
  expect(historyOf({ first: 5, steps: [step], done: 3 })).toEqual(EMPTY_HISTORY);
  expect(historyOf({ first: 3, steps: [step], done: 9 })).toEqual(EMPTY_HISTORY);
  expect(historyOf({ first: 3, steps: [step, step], done: 4 })).toEqual({ past: [step], future: [step] });
});

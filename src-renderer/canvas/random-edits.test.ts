import fc from "../../src-shared/testing/drawn.ts";
import { expect, test } from "vitest";
import type { Command } from "../../src-shared/journey/commands.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { emptyJourney, Journey } from "../../src-shared/journey/schema.ts";
import { writeJourney } from "../../src-shared/journey/write.ts";
import { KINDS } from "../../src-shared/nodes/registry.ts";
import { createAutosave } from "./autosave.ts";
import { addStep, addStepAfter, connectPort, refusalOf } from "./edits.ts";
import { aligned, distributed } from "./edits/arrange.ts";
import { copyOf, paste } from "./edits/copy.ts";
import { addAtEnd, insertExisting, insertStep } from "./edits/insert.ts";
import { moveItems, noteItem } from "./edits/items.ts";
import { addNote, changeNote } from "./edits/notes.ts";
import { edgeId } from "./flow.ts";
import { viewOf } from "./node-view.ts";
import { positionsOf } from "./placement.ts";
import { duplicateSelected, moveSelected, removeSelected, selectedItems } from "./selection.ts";
import { createBuilderStore, type BuilderStore } from "./store.ts";

/** Everything one can do to the document, driven by four numbers. */
type Gesture = (store: BuilderStore, n: [number, number, number, number]) => Command | undefined | void;

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[at % Math.max(1, list.length)];
}

const gestures: Record<string, Gesture> = {
  add: (store, [a, b, c]) => {
    const kind = pick(KINDS, a);
    return kind && addStep(store.getState().journey, kind, { x: b * 10, y: c * 10 }, "en").command;
  },
  addAfter: (store, [a, b]) => {
    const { journey } = store.getState();
    const kind = pick(KINDS, a);
    const after = pick(journey.nodes, b);
    return kind && after && addStepAfter(journey, after.id, kind, "en")?.command;
  },
  insert: (store, [a, b]) => {
    const { journey } = store.getState();
    const kind = pick(KINDS, a);
    const edge = pick(journey.edges, b);
    return kind && edge && insertStep(journey, edge, kind, "en", () => 80)?.command;
  },
  insertExisting: (store, [a, b]) => {
    const { journey } = store.getState();
    const edge = pick(journey.edges, a);
    const node = pick(journey.nodes, b);
    return edge && node && insertExisting(journey, edge, node.id, "fr");
  },
  connect: (store, [a, b, c]) => {
    const { journey } = store.getState();
    const from = pick(journey.nodes, a);
    const to = pick(journey.nodes, b);
    const port = from && pick(viewOf(from, "en").ports, c);
    if (!from || !to || !port || refusalOf(journey, from.id, to.id) !== undefined) return undefined;
    return connectPort(journey, { from: from.id, port: port.id, to: to.id });
  },
  dropConnection: (store, [a, b, c, d]) => {
    const { journey } = store.getState();
    const from = pick(journey.nodes, a);
    const port = from && pick(viewOf(from, "en").ports, b);
    const kind = pick(KINDS, c);
    if (!from || !port || !kind?.acceptsEdges) return undefined;
    return addAtEnd(journey, { from: from.id, port: port.id }, kind, { x: d, y: d }, "en").command;
  },
  choose: (store, [a, b, c, d]) => {
    const { journey, select } = store.getState();
    const some = [a, b, c].flatMap((at) => pick(journey.nodes, at)?.id ?? []);
    const edge = pick(journey.edges, d);
    const note = pick(journey.notes, d);
    select(
      [...new Set(some)],
      edge && d % 3 === 0 ? [edgeId(edge)] : [],
      note && d % 2 === 0 ? [note.id] : [],
    );
  },
  remove: (store, [a]) => removeSelected(store, { bridge: a % 3 > 0, locale: "en" }),
  duplicate: (store) => duplicateSelected(store),
  nudge: (store, [a]) => moveSelected(store, { x: (a % 3) - 1, y: 20 }),
  drag: (store, [a, b, c]) => {
    const state = store.getState();
    const places = positionsOf(state.journey);
    const items = selectedItems(state).filter((item) => places.has(item));
    return moveItems(state.journey, new Map(items.map((item, at) => [item, { x: a + at, y: b + c }])));
  },
  arrange: (store, [a, b]) => {
    const state = store.getState();
    const places = positionsOf(state.journey);
    const boxes = new Map(
      state.selectedNodes.map((id) => [
        id,
        { ...(places.get(id) ?? { x: 0, y: 0 }), width: 214, height: 60 + (b % 40) },
      ]),
    );
    const sides = ["left", "centre", "right", "top", "middle", "bottom"] as const;
    const to =
      a % 2 === 0 ? aligned(boxes, pick(sides, a) ?? "left") : distributed(boxes, b % 2 === 0 ? "x" : "y");
    return moveItems(state.journey, to);
  },
  copyAndPaste: (store, [a, b]) => {
    const { journey, selectedNodes, selectedNotes } = store.getState();
    const made = paste(journey, copyOf(journey, selectedNodes, selectedNotes), { x: a, y: b });
    return made === "full" ? undefined : made.command;
  },
  note: (store, [a, b]) => addNote(store.getState().journey, { x: a, y: b }).command,
  writeNote: (store, [a, b]) => {
    const { journey, run } = store.getState();
    const note = pick(journey.notes, a);
    const command = note && changeNote(journey, note.id, { text: "x".repeat(b % 9), tone: "blue" });
    if (command) run(command, `note ${note.id}`);
  },
  moveNote: (store, [a, b, c]) => {
    const { journey } = store.getState();
    const note = pick(journey.notes, a);
    return note && moveItems(journey, new Map([[noteItem(note.id), { x: b, y: c }]]));
  },
  type: (store, [a, b]) => {
    const { journey, run } = store.getState();
    const node = pick(journey.nodes, a);
    if (node)
      run({ do: "set-params", node: node.id, place: ["title"], value: "y".repeat(b % 12) }, `t ${node.id}`);
  },
  clear: (store, [a]) => {
    const { journey } = store.getState();
    const node = pick(journey.nodes, a);
    const key = node && pick(Object.keys(node.params), a);
    return node && key !== undefined
      ? { do: "set-params", node: node.id, place: [key], value: undefined }
      : undefined;
  },
  rename: (store, [a, b]) => {
    const node = pick(store.getState().journey.nodes, a);
    return node && { do: "rename", node: node.id, ...(b % 4 === 0 ? {} : { name: `Step ${b}` }) };
  },
  setting: (store, [a]) => {
    store
      .getState()
      .run({ do: "set-field", place: ["settings", "lateness"], value: `PT${(a % 48) + 1}H` }, "lateness");
  },
  undo: (store) => store.getState().undo(),
  redo: (store) => store.getState().redo(),
};

const number = fc.nat(5_000);
/** More is made than taken away, or most gestures would meet an empty canvas. */
const gesture = fc.record({
  name: fc.constantFrom(...Object.keys(gestures), "add", "addAfter", "connect", "choose", "choose"),
  n: fc.tuple(number, number, number, number),
});

test("2,000 random edits: undo all is the start, redo all the end, always a valid document, and the file is what is seen", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(gesture, { minLength: 2_000, maxLength: 2_000 }), async (edits) => {
      const start = emptyJourney("j", "Start");
      const store = createBuilderStore(start, 0);
      let file = { text: writeJourney(start), revision: 1 };
      const autosave = createAutosave(
        store,
        { revision: 1, savedAt: 0 },
        {
          save: async ({ text, baseRevision }) => {
            if (baseRevision !== file.revision) return { is: "conflict", revision: file.revision };
            file = { text, revision: file.revision + 1 };
            return { is: "saved", revision: file.revision, savedAt: 0 };
          },
          after: () => () => {},
        },
      );
      autosave.start();
      const isStored = async () => {
        expect(await autosave.flush()).toBe(true);
        expect(file.text).toBe(writeJourney(store.getState().journey));
      };
      let last = start;
      for (const [index, { name, n }] of edits.entries()) {
        const command = gestures[name]?.(store, n);
        if (command) store.getState().run(command);
        const { journey } = store.getState();
        if (journey === last) continue;
        last = journey;
        // The schema is asked each time; reading the text back, which takes longer, now and then.
        expect(Journey.safeParse(journey).success, name).toBe(true);
        expect(new Set(journey.nodes.map(({ id }) => id)).size).toBe(journey.nodes.length);
        if (index % 100 === 0) {
          await isStored();
          const { journey: read, problems } = readJourney(file.text);
          expect(problems).toEqual([]);
          expect(read && writeJourney(read)).toBe(file.text);
        }
      }
      await isStored();
      const end = file.text;
      const { undo, redo } = store.getState();
      while (store.getState().history.future.length > 0) redo();
      const farthest = writeJourney(store.getState().journey);
      while (store.getState().history.past.length > 0) undo();
      await isStored();
      expect(file.text).toBe(writeJourney(start));
      while (store.getState().history.future.length > 0) redo();
      await isStored();
      expect(file.text).toBe(farthest);
      expect(end.length).toBeGreaterThan(0);
    }),
    { numRuns: 1, endOnFailure: true },
  );
}, 120_000);

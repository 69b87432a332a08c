import { describe, expect, test } from "vitest";
import { applyCommand } from "../../../src-shared/journey/commands.ts";
import { emptyJourney, type Journey } from "../../../src-shared/journey/schema.ts";
import { writeJourney } from "../../../src-shared/journey/write.ts";
import { kindOf, type AnyKind } from "../../../src-shared/nodes/registry.ts";
import { aligned, distributed } from "./arrange.ts";
import { copyOf, paste, readCopy, writeCopy } from "./copy.ts";
import { canInsert, insertExisting, insertStep } from "./insert.ts";
import { removeChosen } from "./remove.ts";

function kindNamed(name: string): AnyKind {
  const kind = kindOf(name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
}

/** start -> ask (survey) -> fork (branch about the answer) -> mail | again (jump back to ask) */
const drawn: Journey = {
  ...emptyJourney("j", "Drawn"),
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "e" } },
    {
      id: "ask",
      kind: "survey",
      params: {
        ask: "csat",
        question: "How?",
        via: "email",
        arms: [{ id: "low", when: { answer: "csat", op: "le", value: 3 } }],
      },
    },
    {
      id: "fork",
      kind: "branch",
      params: {
        arms: [
          {
            id: "good",
            when: {
              all: [
                { answer: "ask", op: "ge", value: 4 },
                { message: "ask", did: "opened" },
              ],
            },
          },
        ],
      },
    },
    {
      id: "mail",
      kind: "email",
      params: { subject: "{{ answers.ask.comment }} {{ answers.asked }}", body: { text: "t" } },
    },
    { id: "again", kind: "jump", params: { node: "ask" } },
  ],
  edges: [
    { from: "start", port: "next", to: "ask", colour: "red" },
    { from: "ask", port: "low", to: "fork" },
    { from: "fork", port: "good", to: "mail" },
    { from: "fork", port: "else", to: "again" },
  ],
  notes: [{ id: "n", text: "Why?", x: 300, y: 0 }],
  layout: {
    start: { x: 0, y: 0 },
    ask: { x: 0, y: 120 },
    fork: { x: 0, y: 260 },
    mail: { x: -120, y: 400 },
    again: { x: 120, y: 400 },
  },
};

describe("copy and paste", () => {
  test("travels as text, and keeps every id where they are free", () => {
    const text = writeCopy(copyOf(drawn, ["ask", "fork"], ["n"]));
    const read = readCopy(text);
    if ("is" in read) throw new Error(read.is);
    const made = paste(emptyJourney("other", "Other"), read.copied, { x: 1000, y: 500 });
    if (made === "full") throw new Error("full");
    const { journey } = applyCommand(emptyJourney("other", "Other"), made.command);
    expect(journey.nodes).toEqual([drawn.nodes[1], drawn.nodes[2]]);
    expect(journey.edges).toEqual([{ from: "ask", port: "low", to: "fork" }]);
    expect(journey.layout).toEqual({ ask: { x: 1000, y: 620 }, fork: { x: 1000, y: 760 } });
    expect(journey.notes).toEqual([{ id: "n", text: "Why?", x: 1300, y: 500 }]);
  });

  test("a copy that asks about a copied step asks about the copy, in conditions, templates and jumps", () => {
    const copied = copyOf(drawn, ["ask", "fork", "mail", "again"], []);
    const made = paste(drawn, copied, { x: 0, y: 0 });
    if (made === "full") throw new Error("full");
    const { journey, inverse } = applyCommand(drawn, made.command);
    const params = (id: string) => journey.nodes.find((node) => node.id === id)?.params;
    expect(made.ids).toEqual(["ask-2", "fork-2", "mail-2", "again-2"]);
    expect(params("fork-2")).toEqual({
      arms: [
        {
          id: "good",
          when: {
            all: [
              { answer: "ask-2", op: "ge", value: 4 },
              { message: "ask-2", did: "opened" },
            ],
          },
        },
      ],
    });
    expect(params("mail-2")?.["subject"]).toBe("{{ answers.ask-2.comment }} {{ answers.asked }}");
    expect(params("again-2")).toEqual({ node: "ask-2" });
    // What stands outside of the copy is not touched, nor is what the answer is called.
    expect(params("fork")).toEqual(drawn.nodes[2]?.params);
    expect(params("ask-2")).toEqual(drawn.nodes[1]?.params);
    expect(writeJourney(applyCommand(journey, inverse).journey)).toBe(writeJourney(drawn));
  });

  test("takes the steps of a whole journey, leaves other text alone, and says what is broken", () => {
    const whole = readCopy(writeJourney(drawn));
    expect("copied" in whole && whole.copied.nodes).toHaveLength(5);
    expect(readCopy("just words")).toEqual({ is: "strange" });
    expect(readCopy('{"a": 1}')).toEqual({ is: "strange" });
    expect(readCopy('{"format": "parcours.steps", "formatVersion": 1, "nodes": [{"id": "a b"}]}')).toEqual({
      is: "broken",
    });
    expect(readCopy('{"format": "parcours.steps", "__proto__": {}}')).toEqual({ is: "strange" });
  });

  test("refuses what would make the journey too large", () => {
    const nodes = Array.from({ length: 4_999 }, (_, index) => ({
      id: `n${index}`,
      kind: "exit",
      params: {},
    }));
    const copied = copyOf(drawn, ["ask", "fork"], []);
    expect(paste({ ...drawn, nodes }, copied, { x: 0, y: 0 })).toBe("full");
  });
});

describe("inserting", () => {
  const edge = drawn.edges[0];
  if (edge === undefined) throw new Error("no edge");

  test("a new step takes the first half of the connection with all it says, and makes room below", () => {
    const made = insertStep(drawn, edge, kindNamed("wait"), "en", () => 80);
    if (made === undefined) throw new Error("not inserted");
    const { journey } = applyCommand(drawn, made.command);
    expect(journey.edges).toContainEqual({ from: "start", port: "next", to: "wait", colour: "red" });
    expect(journey.edges).toContainEqual({ from: "wait", port: "next", to: "ask" });
    const y = (id: string) => journey.layout[id]?.y ?? 0;
    expect(y("wait")).toBeGreaterThanOrEqual(80 + 50);
    expect(y("ask")).toBeGreaterThanOrEqual(y("wait") + 80 + 50);
    expect(y("fork") - y("ask")).toBe(140);
    expect(y("start")).toBe(0);
  });

  test("nothing that ends a run or begins one stands between", () => {
    for (const kind of ["exit", "trigger", "jump"])
      expect(insertStep(drawn, edge, kindNamed(kind), "en", () => 80)).toBeUndefined();
  });

  test("a step that is there goes in only when nothing leads to it and its way on is free", () => {
    const loose = {
      ...drawn,
      nodes: [...drawn.nodes, { id: "w", kind: "wait", params: { for: "duration", duration: "P1D" } }],
    };
    expect(canInsert(loose, "w", "en")).toBe(true);
    expect(canInsert(loose, "mail", "en")).toBe(false);
    expect(canInsert(loose, "start", "en")).toBe(false);
    const { journey } = applyCommand(
      loose,
      insertExisting(loose, edge, "w", "en") ?? { do: "batch", commands: [] },
    );
    expect(journey.edges.slice(-2)).toEqual([
      { from: "start", port: "next", to: "w", colour: "red" },
      { from: "w", port: "next", to: "ask" },
    ]);
  });
});

describe("deleting with a bridge", () => {
  const without = (nodes: string[], bridge = true) =>
    applyCommand(drawn, removeChosen(drawn, { nodes }, { bridge, locale: "en" })).journey.edges;

  test("leads on over one step, and over several in a row", () => {
    expect(without(["ask"])).toContainEqual({ from: "start", port: "next", to: "fork", colour: "red" });
    // The fork leads two ways: which of them is meant nobody knows.
    expect(without(["ask", "fork"])).toEqual([]);
    expect(without(["ask"], false)).not.toContainEqual(expect.objectContaining({ from: "start" }));
  });

  test("goes round no circle and leads nowhere it may not", () => {
    const circle: Journey = {
      ...drawn,
      nodes: ["a", "b"].map((id) => ({ id, kind: "wait", params: { for: "duration", duration: "P1D" } })),
      edges: [
        { from: "a", port: "next", to: "b" },
        { from: "b", port: "next", to: "a" },
      ],
    };
    const left = (nodes: string[]) =>
      applyCommand(circle, removeChosen(circle, { nodes }, { bridge: true, locale: "en" })).journey.edges;
    expect(left(["b"])).toEqual([]);
    expect(left(["a", "b"])).toEqual([]);
  });
});

describe("arranging", () => {
  const boxes = new Map([
    ["a", { x: 0, y: 0, width: 100, height: 50 }],
    ["b", { x: 300, y: 40, width: 200, height: 80 }],
    ["c", { x: 110, y: 200, width: 100, height: 50 }],
  ]);

  test("puts sides and middles in line", () => {
    expect([...aligned(boxes, "right").values()].map(({ x }) => x)).toEqual([400, 300, 400]);
    expect([...aligned(boxes, "centre").values()].map(({ x }) => x)).toEqual([200, 150, 200]);
    expect([...aligned(boxes, "bottom").values()].map(({ y }) => y)).toEqual([200, 170, 200]);
  });

  test("makes gaps equal and keeps the outermost", () => {
    const across = distributed(boxes, "x");
    expect([across.get("a")?.x, across.get("c")?.x, across.get("b")?.x]).toEqual([0, 150, 300]);
    expect(across.get("c")?.y).toBe(200);
  });
});

import fc from "../testing/drawn.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readJourney } from "./read.ts";
import { emptyJourney, type Journey } from "./schema.ts";
import { journeyWriter, writeJourney } from "./write.ts";

const sample = readFileSync(
  join(import.meta.dirname, "../../assets/samples/after-trip/after-trip.journey.json"),
  "utf8",
);

function read(text: string): Journey {
  const { journey, problems } = readJourney(text);
  if (journey === undefined) throw new Error(JSON.stringify(problems));
  return journey;
}

const id = fc.stringMatching(/^[A-Za-z0-9_.:-]{1,12}$/);
const value = fc
  .jsonValue({ maxDepth: 3 })
  .filter((json) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(json)));
const extra = fc.dictionary(fc.stringMatching(/^x[a-z]{1,6}$/), value, { maxKeys: 3 });
const journeys = fc
  .record({
    nodes: fc.uniqueArray(
      fc.record({ id, kind: fc.constantFrom("wait", "push", "teleport"), params: extra, extra }),
      {
        selector: (node) => node.id,
        maxLength: 8,
      },
    ),
    edges: fc.array(fc.record({ from: id, port: id, to: id }), { maxLength: 8 }),
    settings: extra,
    more: extra,
  })
  .map(({ nodes, edges, settings, more }): Journey => ({
    ...emptyJourney("j", "J"),
    ...more,
    settings,
    edges,
    nodes: nodes.map(({ extra: unknown, ...node }) => ({ ...unknown, ...node })),
  }));

describe("canonical text", () => {
  it("is the same after export, import, export: the sample, byte for byte", () => {
    const once = writeJourney(read(sample));
    expect(writeJourney(read(once))).toBe(once);
    expect(once.endsWith("}\n")).toBe(true);
    expect(once.indexOf('"layout"')).toBeGreaterThan(once.indexOf('"edges"'));
  });

  it("round-trips any document, unknown kinds and keys included", () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        const text = writeJourney(journey);
        const again = read(text);
        expect(writeJourney(again)).toBe(text);
        expect(again).toEqual(JSON.parse(text));
      }),
    );
  });

  it("is the same from a writer that knows parts of the document from before", () => {
    fc.assert(
      fc.property(journeys, journeys, (journey, other) => {
        const write = journeyWriter();
        expect(write(journey)).toBe(writeJourney(journey));
        const edited = { ...journey, name: other.name, settings: other.settings, edges: other.edges };
        expect(write(edited)).toBe(writeJourney(edited));
        const mixed = { ...edited, nodes: [...journey.nodes.slice(1), ...other.nodes.slice(0, 1)] };
        expect(write(mixed)).toBe(writeJourney(mixed));
        expect(write(journey)).toBe(writeJourney(journey));
      }),
    );
  });

  it("does not depend on the order in which steps, edges and keys were written", () => {
    fc.assert(
      fc.property(journeys, fc.integer(), (journey, seed) => {
        let noise = seed;
        const next = (): number => (noise = (Math.imul(noise, 1_103_515_245) + 12_345) | 0);
        const shuffled = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, at: next() }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const reordered = {
          ...Object.fromEntries(shuffled(Object.entries(journey))),
          nodes: shuffled(journey.nodes),
          edges: shuffled(journey.edges),
        } as Journey;
        expect(writeJourney(reordered)).toBe(writeJourney(journey));
      }),
    );
  });
});

describe("reading what a stranger wrote", () => {
  const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  const wrap = (inner: string): string =>
    `{"format":"parcours.journey","formatVersion":1,"id":"a","name":"A",${inner}}`;
  it.each([
    ["not-json", "{oops", "line 1, column 2"],
    ["not-json", '{"a": 1,}', "line 1, column 9"],
    ["not-a-journey", "[]", "$"],
    ["not-a-journey", '{"format":"something.else"}', "format"],
    ["unknown-version", '{"format":"parcours.journey","formatVersion":99}', "formatVersion"],
    ["duplicate-key", wrap('"name":"B"'), "line 1, column 68"],
    ["forbidden-key", wrap('"settings":{"__proto__":{}}'), "line 1, column 80"],
    ["forbidden-key", wrap('"settings":{"constructor":1}'), "line 1, column 80"],
    ["not-finite", wrap('"x":1e999'), "line 1, column 72"],
    ["too-deep", wrap(`"x":${nested(64)}`), undefined],
    ["too-deep", "[".repeat(2_000_000), undefined],
    ["duplicate-id", wrap('"nodes":[{"id":"n","kind":"exit"},{"id":"n","kind":"exit"}]'), "nodes[1].id"],
    ["invalid-value", wrap('"nodes":[{"id":"bad id","kind":"exit"}]'), "nodes[0].id"],
    ["invalid-value", wrap('"layout":{"n":{"x":"left","y":0}}'), "layout.n.x"],
  ])("%s, row %#", (code, text, path) => {
    const { journey, problems } = readJourney(text);
    expect(journey).toBeUndefined();
    expect(problems[0]?.code).toBe(code);
    if (path !== undefined) expect(problems[0]?.path).toBe(path);
  });

  it("refuses 21 MiB and 5,001 steps, and accepts 5,000", () => {
    expect(readJourney(wrap(`"x":"${"é".repeat(11 * 1024 * 1024)}"`)).problems[0]?.code).toBe("too-large");
    const steps = (count: number): string =>
      wrap(
        `"nodes":[${Array.from({ length: count }, (_, index) => `{"id":"n${index}","kind":"exit"}`).join(",")}]`,
      );
    expect(readJourney(steps(5_001)).problems[0]?.path).toBe("nodes");
    expect(readJourney(steps(5_000)).problems).toEqual([]);
  });
});

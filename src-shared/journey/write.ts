import type { Journey } from "./schema.ts";

const DOCUMENT_KEYS = ["format", "formatVersion", "id", "name", "description", "settings", "nodes", "edges"];
const DOCUMENT_LAST = ["notes", "stages", "layout"];
const NODE_KEYS = ["id", "kind", "name", "params"];
const EDGE_KEYS = ["from", "port", "to"];

/**
 * The canonical text of a journey (domain.md, Journey document): fixed key order at the levels the format names,
 * every other object's keys sorted, nodes by id, edges by where they start, layout last, two-space indent, newline
 * at the end. Two versions therefore differ line by line where they really differ.
 */
export function writeJourney(journey: Journey): string {
  return write(journey, new WeakMap());
}

/**
 * {@link writeJourney} for a document that is written again and again while it is edited: what is the same object as
 * the last time is not worked out anew. Its parts must be replaced when they change, never altered.
 */
export function journeyWriter(): (journey: Journey) => string {
  const known: Texts = new WeakMap();
  return (journey) => write(journey, known);
}

/** Text of parts of a document, each indented as it stands there. */
type Texts = WeakMap<object, string>;

function write(journey: Journey, known: Texts): string {
  const source: Record<string, unknown> = {
    ...journey,
    nodes: [...journey.nodes].sort((a, b) => compareText(a.id, b.id)),
    edges: [...journey.edges].sort(
      (a, b) => compareText(a.from, b.from) || compareText(a.port, b.port) || compareText(a.to, b.to),
    ),
  };
  // One list that is joined once: the text of a large document is not copied more often than it has to be.
  const pieces: string[] = [];
  for (const key of keysOf(source, DOCUMENT_KEYS, DOCUMENT_LAST)) {
    pieces.push(pieces.length === 0 ? "{\n  " : ",\n  ", JSON.stringify(key), ": ");
    const value = source[key];
    if (key === "nodes") addList(pieces, value as Journey["nodes"], NODE_KEYS, known);
    else if (key === "edges") addList(pieces, value as Journey["edges"], EDGE_KEYS, known);
    else pieces.push(textOf(value, 2, sorted, known));
  }
  pieces.push("\n}\n");
  return pieces.join("");
}

function addList(pieces: string[], items: readonly object[], first: string[], known: Texts): void {
  if (items.length === 0) return void pieces.push("[]");
  items.forEach((item, index) => {
    pieces.push(
      index === 0 ? "[\n    " : ",\n    ",
      textOf(item, 4, (each) => ordered(each, first, []), known),
    );
  });
  pieces.push("\n  ]");
}

/** A value as JSON of two-space indent, standing so many spaces deep. */
function textOf<T>(value: T, depth: number, arrange: (value: T) => unknown, known: Texts): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const before = known.get(value);
  if (before !== undefined) return before;
  const text = JSON.stringify(arrange(value), undefined, 2).replaceAll("\n", `\n${" ".repeat(depth)}`);
  known.set(value, text);
  return text;
}

/** Any JSON value as compact text with sorted keys: equal values have equal text, which is what gets hashed. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** Byte order of UTF-16 units: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Its keys that have a value: some first, some last, the others sorted between. */
function keysOf(source: Record<string, unknown>, first: string[], last: string[]): string[] {
  const named = new Set([...first, ...last]);
  const others = Object.keys(source)
    .filter((key) => !named.has(key))
    .sort(compareText);
  return [...first, ...others, ...last].filter(
    (key) => Object.hasOwn(source, key) && source[key] !== undefined,
  );
}

function ordered(value: object, first: string[], last: string[]): Record<string, unknown> {
  const source = value as Record<string, unknown>;
  const result: Record<string, unknown> = {};
  for (const key of keysOf(source, first, last)) result[key] = sorted(source[key]);
  return result;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const source = value as Record<string, unknown>;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(source).sort(compareText))
    if (source[key] !== undefined) result[key] = sorted(source[key]);
  return result;
}

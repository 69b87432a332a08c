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
  const { nodes, edges, ...rest } = journey;
  const document = {
    ...rest,
    nodes: [...nodes].sort((a, b) => compareText(a.id, b.id)).map((node) => ordered(node, NODE_KEYS, [])),
    edges: [...edges]
      .sort((a, b) => compareText(a.from, b.from) || compareText(a.port, b.port) || compareText(a.to, b.to))
      .map((edge) => ordered(edge, EDGE_KEYS, [])),
  };
  return `${JSON.stringify(ordered(document, DOCUMENT_KEYS, DOCUMENT_LAST), undefined, 2)}\n`;
}

/** Any JSON value as compact text with sorted keys: equal values have equal text, which is what gets hashed. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** Byte order of UTF-16 units: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function ordered(value: object, first: string[], last: string[]): Record<string, unknown> {
  const source = value as Record<string, unknown>;
  const named = new Set([...first, ...last]);
  const others = Object.keys(source)
    .filter((key) => !named.has(key))
    .sort(compareText);
  const result: Record<string, unknown> = {};
  for (const key of [...first, ...others, ...last])
    if (Object.hasOwn(source, key) && source[key] !== undefined)
      result[key] = key === "nodes" || key === "edges" ? source[key] : sorted(source[key]);
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

import type { Journey, JourneyNode } from "../../src-shared/journey/schema.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { fit, fold } from "../actions/search-text.ts";
import { readingOrder } from "./placement.ts";
import { viewOf } from "./node-view.ts";

/** A step or note that fits, and the text by which it does. */
export interface Found {
  id: string;
  node?: JourneyNode;
  text: string;
  by: string;
}

/** More than this is not read, only counted (characters). */
const excerpt = 90;

/**
 * Steps by name, kind, id, and by everything written in them: texts of every language, events, attributes, values.
 * By name come first, then as one reads the journey; notes last.
 */
export function findSteps(journey: Journey, wanted: string, locale: Locale): Found[] {
  const query = fold(wanted.trim());
  const byId = new Map(journey.nodes.map((node) => [node.id, node]));
  const ranked = readingOrder(journey).flatMap((id) => {
    const node = byId.get(id);
    if (node === undefined) return [];
    const { title, kindName, summary } = viewOf(node, locale);
    if (query === "") return [{ id, node, text: title, by: summary, rank: 0 }];
    const rank = fit(title, query);
    if (rank !== undefined) return [{ id, node, text: title, by: summary, rank }];
    const inside = [
      kindName,
      summary,
      node.id,
      ...stringsIn(node.params),
      ...stringsIn(node["mapping"]),
    ].find((text) => fit(text, query) !== undefined);
    return inside === undefined ? [] : [{ id, node, text: title, by: around(inside, query), rank: 10 }];
  });
  const notes = journey.notes
    .filter(({ text }) => query === "" || fit(text, query) !== undefined)
    .map(({ id, text }) => ({ id: `note/${id}`, text: around(text, query), by: "", rank: 20 }));
  return [...ranked, ...notes].sort((a, b) => a.rank - b.rank).map(({ rank: _rank, ...found }) => found);
}

const written = new WeakMap<object, string[]>();

/** Every text inside a value, keys of records included: they name attributes. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number" || typeof value === "boolean") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  const known = written.get(value);
  if (known !== undefined) return known;
  const found = Object.entries(value).flatMap(([key, inner]) =>
    Array.isArray(value) ? stringsIn(inner) : [key, ...stringsIn(inner)],
  );
  written.set(value, found);
  return found;
}

/** The part of a long text around what is searched. */
function around(text: string, query: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= excerpt) return line;
  const at = Math.max(0, fold(line).indexOf(query) - 30);
  return `${at > 0 ? "…" : ""}${line.slice(at, at + excerpt)}…`;
}

import { z } from "zod";
import type { Command } from "../../../src-shared/journey/commands.ts";
import { readGuardedJson } from "../../../src-shared/journey/json-guard.ts";
import {
  Journey,
  JOURNEY_FORMAT,
  JourneyEdge,
  JourneyNode,
  Note,
  Position,
} from "../../../src-shared/journey/schema.ts";
import { LIMITS } from "../../../src-shared/limits.ts";
import { positionsOf } from "../placement.ts";
import { renameReferences } from "./references.ts";

/** What the clipboard holds: a part of a journey as text that can be read, mailed and pasted elsewhere. */
const Copied = z.object({
  format: z.literal("parcours.steps"),
  formatVersion: z.literal(1),
  nodes: z.array(JourneyNode).max(LIMITS.nodes).default([]),
  edges: z.array(JourneyEdge).max(LIMITS.edges).default([]),
  notes: z.array(Note).max(LIMITS.nodes).default([]),
  layout: z.record(z.string(), Position).default({}),
});
type Copied = z.infer<typeof Copied>;

/** Steps and notes with the connections among them, as a part of its own. */
export function copyOf(journey: Journey, ids: readonly string[], noteIds: readonly string[]): Copied {
  const chosen = new Set(ids);
  const places = positionsOf(journey);
  const nodes = journey.nodes.filter(({ id }) => chosen.has(id));
  return {
    format: "parcours.steps",
    formatVersion: 1,
    nodes,
    edges: journey.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    notes: journey.notes.filter(({ id }) => noteIds.includes(id)),
    layout: Object.fromEntries(
      nodes.map(({ id }) => [id, { ...journey.layout[id], ...(places.get(id) ?? { x: 0, y: 0 }) }]),
    ),
  };
}

/** The text of a copy. */
export function writeCopy(copied: Copied): string {
  return `${JSON.stringify(copied, undefined, 2)}\n`;
}

/**
 * Reads what was pasted: a copy, or a whole journey document, of which the steps are taken. `strange` = no part of a
 * journey at all, which is nobody's mistake; `broken` = one that cannot be used.
 */
export function readCopy(text: string): { copied: Copied } | { is: "strange" | "broken" } {
  if (!text.trimStart().startsWith("{")) return { is: "strange" };
  const { value } = readGuardedJson(text);
  const format = typeof value === "object" && value !== null && "format" in value ? value.format : undefined;
  if (format === JOURNEY_FORMAT) {
    const { data } = Journey.safeParse(value);
    if (data === undefined) return { is: "broken" };
    return {
      copied: copyOf(
        data,
        data.nodes.map(({ id }) => id),
        data.notes.map(({ id }) => id),
      ),
    };
  }
  if (format !== "parcours.steps") return { is: "strange" };
  const { data } = Copied.safeParse(value);
  return data === undefined ? { is: "broken" } : { copied: data };
}

/**
 * Puts a copy into a journey with its upper left corner at a place. Ids that are taken get new ones, and what asks about
 * a copied step then asks about the copy. `full` when the journey would have too many steps (domain.md, Limits).
 */
export function paste(
  journey: Journey,
  copied: Copied,
  at: Position,
): { ids: string[]; notes: string[]; command: Command } | "full" {
  if (
    journey.nodes.length + copied.nodes.length > LIMITS.nodes ||
    journey.edges.length + copied.edges.length > LIMITS.edges
  )
    return "full";
  const names = freshIds(
    copied.nodes.map(({ id }) => id),
    journey.nodes.map(({ id }) => id),
  );
  const noteNames = freshIds(
    copied.notes.map(({ id }) => id),
    journey.notes.map(({ id }) => id),
  );
  const corner = cornerOf(copied);
  const moved = ({ x, y }: Position): Position => ({ x: x - corner.x + at.x, y: y - corner.y + at.y });
  const rename = (id: string): string => names.get(id) ?? id;
  const nodes = copied.nodes.map((node) => ({
    item: { ...renameReferences(node, names), id: rename(node.id) },
  }));
  const edges = copied.edges
    .filter(({ from, to }) => names.has(from) && names.has(to))
    .map((edge) => ({ item: { ...edge, from: rename(edge.from), to: rename(edge.to) } }));
  const layout = Object.fromEntries(
    copied.nodes.map(({ id }) => {
      const place = copied.layout[id] ?? corner;
      return [rename(id), { ...place, ...moved(place) }];
    }),
  );
  const notes = copied.notes.map((note) => ({
    ...note,
    ...moved(note),
    id: noteNames.get(note.id) ?? note.id,
  }));
  const commands: Command[] = [{ do: "add", nodes, edges, layout }];
  if (notes.length > 0)
    commands.push({ do: "set-field", place: ["notes"], value: [...journey.notes, ...notes] });
  return {
    ids: [...names.values()],
    notes: notes.map(({ id }) => id),
    command: { do: "batch", commands },
  };
}

/** The upper left corner of everything in a copy (px). */
export function cornerOf({ layout, notes }: Copied): Position {
  const places = [...Object.values(layout), ...notes];
  if (places.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}

/** Each id as it is where it is free, else with the next free number at its end. */
function freshIds(ids: readonly string[], taken: readonly string[]): Map<string, string> {
  const used = new Set(taken);
  const names = new Map<string, string>();
  for (const id of ids) {
    const base = id.replace(/-\d+$/, "").slice(0, 100);
    let fresh = id;
    for (let number = 2; used.has(fresh); number += 1) fresh = `${base}-${number}`;
    used.add(fresh);
    names.set(id, fresh);
  }
  return names;
}

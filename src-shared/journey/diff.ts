import { canonicalJson, compareText } from "./write.ts";
import type { Journey, JourneyEdge, JourneyNode } from "./schema.ts";

/** One value that differs. A side that has none leaves it out. */
export interface FieldChange {
  /** Inside what it belongs to: `params.arms[happy].when.value`; items of lists by their id where they have one. */
  path: string;
  before?: unknown;
  after?: unknown;
}

/** What became of a step. */
export interface StepChange {
  id: string;
  change: "added" | "removed" | "changed" | "moved";
  /** Whether it also stands elsewhere on the canvas. */
  moved: boolean;
  /** The step itself: as it is after, or as it was when it is gone. */
  node: JourneyNode;
  fields: readonly FieldChange[];
}

export interface WayChange {
  change: "added" | "removed";
  way: Pick<JourneyEdge, "from" | "port" | "to">;
}

/** How two documents of a journey differ, in the order of ids. */
export interface JourneyDiff {
  steps: readonly StepChange[];
  ways: readonly WayChange[];
  /** Of the journey itself: name, settings, notes, stages. */
  journey: readonly FieldChange[];
}

/** What is told apart elsewhere, or is the same in every document of a journey. */
const NOT_FIELDS: readonly string[] = ["format", "formatVersion", "id", "nodes", "edges", "layout"];

/** What was added, removed, changed and moved from one document to another; equal documents give empty lists. */
export function diffJourneys(before: Journey, after: Journey): JourneyDiff {
  const fieldsOf = (journey: Journey) =>
    Object.fromEntries(Object.entries(journey).filter(([key]) => !NOT_FIELDS.includes(key)));
  return {
    steps: diffSteps(before, after),
    ways: diffWays(before.edges, after.edges),
    journey: diffValues(fieldsOf(before), fieldsOf(after), ""),
  };
}

/** Whether nothing differs. */
export function isSame({ steps, ways, journey }: JourneyDiff): boolean {
  return steps.length + ways.length + journey.length === 0;
}

function diffSteps(before: Journey, after: Journey): StepChange[] {
  const [old, now] = [byId(before.nodes), byId(after.nodes)];
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort(compareText);
  return ids.flatMap((id): StepChange[] => {
    const [was, is] = [old.get(id), now.get(id)];
    if (is === undefined)
      return was === undefined ? [] : [{ id, change: "removed", moved: false, node: was, fields: [] }];
    if (was === undefined) return [{ id, change: "added", moved: false, node: is, fields: [] }];
    const fields = diffValues(was, is, "");
    const moved = canonicalJson(placeOf(before, id)) !== canonicalJson(placeOf(after, id));
    if (fields.length === 0 && !moved) return [];
    return [{ id, change: fields.length > 0 ? "changed" : "moved", moved, node: is, fields }];
  });
}

function placeOf({ layout }: Journey, id: string): unknown {
  return Object.hasOwn(layout, id) ? layout[id] : null;
}

function diffWays(before: readonly JourneyEdge[], after: readonly JourneyEdge[]): WayChange[] {
  // Documents may hold the same connection twice: each is matched once.
  const left = before.map(nameOf);
  const added = after.filter((edge) => {
    const at = left.indexOf(nameOf(edge));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const removed = left.flatMap((name) => before.find((edge) => nameOf(edge) === name) ?? []);
  return [
    ...removed.map((edge) => wayChange("removed", edge)),
    ...added.map((edge) => wayChange("added", edge)),
  ].sort((a, b) => compareText(nameOf(a.way), nameOf(b.way)));
}

function wayChange(change: WayChange["change"], { from, port, to }: JourneyEdge): WayChange {
  return { change, way: { from, port, to } };
}

function nameOf({ from, port, to }: Pick<JourneyEdge, "from" | "port" | "to">): string {
  return `${from}|${port}|${to}`;
}

function diffValues(before: unknown, after: unknown, path: string): FieldChange[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  const [old, now] = [partsOf(before), partsOf(after)];
  if (old === undefined || now === undefined)
    return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const inner = keys.flatMap((key) => diffValues(old.get(key), now.get(key), join(path, key)));
  // The same items in another order.
  return inner.length > 0 ? inner : [{ path, before, after }];
}

/** The parts of a value by what they are called in a path; undefined for what has none or cannot be told apart. */
function partsOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const ids = value.map((item) => idOf(item));
  const named = ids.every((id) => id !== undefined) && new Set(ids).size === ids.length;
  // A list of plain values is one value.
  if (!named && !value.every((item) => typeof item === "object" && item !== null)) return undefined;
  return new Map(value.map((item: unknown, index) => [`[${named ? (ids[index] ?? "") : index}]`, item]));
}

function idOf(item: unknown): string | undefined {
  const id = typeof item === "object" && item !== null ? (item as Record<string, unknown>)["id"] : undefined;
  return typeof id === "string" ? id : undefined;
}

function join(path: string, key: string): string {
  return path === "" || key.startsWith("[") ? `${path}${key}` : `${path}.${key}`;
}

function byId(nodes: readonly JourneyNode[]): Map<string, JourneyNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}

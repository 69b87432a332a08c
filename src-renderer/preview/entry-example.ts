import type { Known, KnownFact } from "../../src-shared/compile/known.ts";
import type { FactType } from "../../src-shared/conditions/fact-types.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";

/** The event that started a run, as templates see it. */
export interface Entry {
  name: string;
  properties: Record<string, unknown>;
}

/** A week ahead: far enough for what happens before it, near enough for what happens after. */
const AHEAD_MS = 7 * 24 * 3_600_000;

/**
 * What might have started a run of a journey: her own newest event where she has one, else an example made of what
 * data knows of such events and of what the journey's texts read. `‹name›` stands for what nobody knows.
 * @param now epoch ms
 */
export function exampleEntry(
  journey: Pick<Journey, "id" | "nodes">,
  known: Known | undefined,
  events: readonly { name: string; properties: Record<string, unknown> }[],
  now: number,
): Entry {
  const entries = journey.nodes.flatMap((node) => {
    const kind = kindOf(node.kind);
    const read = kind?.params.safeParse(node.params);
    return kind?.entry === undefined || read?.success !== true
      ? []
      : [kind.entry.sample(read.data, journey.id)];
  });
  const own = events.find(({ name }) => entries.some((entry) => entry.name === name));
  if (own !== undefined) return { name: own.name, properties: own.properties };
  const entry = entries[0] ?? { name: "", properties: {} };
  const facts = known?.events?.find(({ name }) => name === entry.name)?.properties ?? [];
  const read = propertiesRead(journey);
  const invented = new Map([
    ...read.map((name): [string, unknown] => [name, invent(name, undefined, now)]),
    ...facts.map((fact): [string, unknown] => [fact.name, invent(fact.name, fact, now)]),
  ]);
  return { name: entry.name, properties: { ...nested(invented), ...entry.properties } };
}

/** Names of properties of the entry event that a journey's params mention anywhere. */
function propertiesRead({ nodes }: Pick<Journey, "nodes">): string[] {
  const text = JSON.stringify(nodes.map(({ params }) => params));
  // In templates, and where conditions, dates and keys name a property.
  const names = [
    ...text.matchAll(/\bentry\.properties\.([A-Za-z_][\w.]*\w|[A-Za-z_])/g),
    ...text.matchAll(/"(?:entry|key)":"(?:properties\.)?([A-Za-z_][\w.]*)"/g),
  ];
  return names.map(([, name = ""]) => name);
}

function invent(name: string, fact: KnownFact | undefined, now: number): unknown {
  if (fact?.values?.[0] !== undefined) return fact.values[0];
  const type: FactType = fact?.types[0] ?? (looksLikeDate(name) ? "date" : "text");
  switch (type) {
    case "date":
      return new Date(Math.ceil(now / 3_600_000) * 3_600_000 + AHEAD_MS).toISOString();
    case "number":
      return 1;
    case "boolean":
      return true;
    case "list":
      return [];
    case "group":
      return {};
    case "text":
      return `‹${name}›`;
  }
}

function looksLikeDate(name: string): boolean {
  return /(?:date|time|departure|arrival|deadline|until|At)$/.test(name);
}

/** `{"seat.row": 1}` as `{"seat": {"row": 1}}`, as templates read it. */
function nested(values: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [path, value] of values) {
    const steps = path.split(".");
    let inside = made;
    for (const step of steps.slice(0, -1)) {
      const next = inside[step];
      inside = (typeof next === "object" && next !== null ? next : (inside[step] = {})) as Record<
        string,
        unknown
      >;
    }
    const last = steps.at(-1);
    if (last !== undefined && inside[last] === undefined) inside[last] = value;
  }
  return made;
}

import { typeOf, type FactType } from "../conditions/fact-types.ts";
import type { Side } from "../conditions/sides.ts";
import { PERSON_FIELDS } from "../person/person.ts";
import type { Draft } from "./draft.ts";
import { PRODUCT_EVENTS, type Known, type KnownFact } from "./known.ts";

/** What is known, by name. */
interface Index {
  events: ReadonlyMap<string, Facts> | undefined;
  attributes: Facts | undefined;
  segments: ReadonlySet<string> | undefined;
}

/** Types each name was seen in. */
export type Facts = ReadonlyMap<string, readonly FactType[]>;

/** What is known outside the journey and what the journey itself makes. */
export interface Knowledge extends Index {
  /** Events the product makes or a step lets happen: they may come, and what they carry is not known from data. */
  made: ReadonlySet<string>;
  /** Attributes that steps set; their types are not known from data. */
  set: ReadonlySet<string>;
  /** Events that start runs; undefined when people come in otherwise. */
  entries: readonly string[] | undefined;
}

/** An index is as lasting as what it is made from: the page compiles many times with the same. */
const indexes = new WeakMap<Known, Index>();

/** Everything the checks of names and types ask. */
export function knowledgeOf(draft: Draft): Knowledge {
  const steps = [...draft.nodes.values()];
  const entries = steps
    .filter(({ kind }) => kind.entry !== undefined)
    .map(({ kind, params }) => (kind.mentions?.(params) ?? []).find(({ of }) => of === "event")?.name);
  return {
    ...indexOf(draft.known ?? {}),
    made: new Set([
      ...PRODUCT_EVENTS,
      ...steps.flatMap(({ kind, params }) => kind.makesEvents?.(params) ?? []),
    ]),
    set: new Set(steps.flatMap(({ kind, params }) => kind.setsAttributes?.(params) ?? [])),
    entries: entries.every((name) => name !== undefined) && entries.length > 0 ? entries : undefined,
  };
}

/** What events of some names carry; undefined when that is not known of each of them. */
export function propertiesOf(knowledge: Knowledge, events: readonly string[] | undefined): Facts | undefined {
  const each = (events ?? []).map((name) =>
    knowledge.made.has(name) ? undefined : knowledge.events?.get(name),
  );
  const [first, ...others] = each;
  if (first === undefined || others.length === 0) return first;
  const together = new Map<string, FactType[]>();
  for (const facts of each) {
    if (facts === undefined) return undefined;
    for (const [name, types] of facts)
      together.set(name, [...new Set([...(together.get(name) ?? []), ...types])]);
  }
  return together;
}

/**
 * The types one side of a comparison can have; undefined when nobody knows.
 * @param event name of the event looked at
 */
export function typesOf(
  knowledge: Knowledge,
  side: Side,
  event: string | undefined,
): readonly FactType[] | undefined {
  switch (side.of) {
    case "value": {
      const type = typeOf(side.value);
      return type === undefined ? undefined : [type];
    }
    case "attr": {
      const name = side.path.replace(/^traits\./, "");
      if (name === "id" || PERSON_FIELDS.some((field) => field === name)) return ["text"];
      return knowledge.set.has(name) ? undefined : seen(knowledge.attributes?.get(name));
    }
    case "prop":
      return seen(propertiesOf(knowledge, event === undefined ? [] : [event])?.get(side.path));
    case "event":
      return fieldTypes(side.path, propertiesOf(knowledge, event === undefined ? [] : [event]));
    case "entry":
      return fieldTypes(side.path, propertiesOf(knowledge, knowledge.entries));
    default:
      return undefined;
  }
}

/** Types of an event's own fields, or of one of its properties. */
function fieldTypes(path: string, properties: Facts | undefined): readonly FactType[] | undefined {
  if (path.startsWith("properties.")) return seen(properties?.get(path.slice("properties.".length)));
  if (path === "timestamp") return ["date"];
  return ["name", "event", "messageId"].includes(path) ? ["text"] : undefined;
}

function seen(types: readonly FactType[] | undefined): readonly FactType[] | undefined {
  return types === undefined || types.length === 0 ? undefined : types;
}

function indexOf(known: Known): Index {
  const kept = indexes.get(known);
  if (kept !== undefined) return kept;
  const index: Index = {
    events: known.events && new Map(known.events.map(({ name, properties }) => [name, factsOf(properties)])),
    attributes: known.attributes && factsOf(known.attributes),
    segments: known.segments && new Set(known.segments),
  };
  indexes.set(known, index);
  return index;
}

function factsOf(facts: readonly KnownFact[]): Facts {
  return new Map(facts.map(({ name, types }) => [name, types]));
}

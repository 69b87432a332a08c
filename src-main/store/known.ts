import type { Known, KnownEvent, KnownFact } from "../../src-shared/compile/known.ts";
import { PRODUCT_EVENTS } from "../../src-shared/compile/known.ts";
import { FACT_TYPES, type FactType } from "../../src-shared/conditions/fact-types.ts";
import type { ReadableDb } from "./db.ts";
import { sampleAttributes, sampleProperties, type Sampled } from "./known-values.ts";
import { MOST_NAMES } from "./learn.ts";
import { readPolicies } from "./settings.ts";

interface Row {
  event: string;
  name: string;
  type: FactType | "event";
}

/**
 * Names and types learnt from the people and events of this workspace, and, when asked for, values many of them share.
 * Names cost a read of the few rows learnt, values a bounded sample; neither looks at everybody. A list is absent as
 * long as there is no data to know it from.
 */
export function readKnown(db: ReadableDb, options: { values?: boolean } = {}): Known {
  const rows = db.all<Row>("SELECT event, name, type FROM known_fact ORDER BY event, name");
  const segments = Object.keys(readPolicies(db).segments).sort();
  // Full: what is not listed may still be there.
  if (rows.length >= MOST_NAMES) return {};
  const wanted = options.values === true && rows.length > 0;
  const attributes = factsOf(rows, "", wanted ? sampleAttributes(db) : undefined);
  const properties = wanted ? sampleProperties(db) : undefined;
  const events = [...Map.groupBy(rows, ({ event }) => event)].flatMap(([name, own]): KnownEvent[] =>
    name === "" ? [] : [{ name, properties: factsOf(own, name, properties?.get(name)) }],
  );
  return {
    ...(events.some(({ name }) => !PRODUCT_EVENTS.has(name)) ? { events } : {}),
    ...(attributes.length === 0 ? {} : { attributes }),
    ...(rows.length === 0 && segments.length === 0 ? {} : { segments }),
  };
}

/** Grows whenever a new name or type is learnt. */
export function knownRevision(db: ReadableDb): number {
  return db.get<{ seq: number | null }>("SELECT max(seq) AS seq FROM known_fact")?.seq ?? 0;
}

/** Names of track events ever received, sorted. */
export function eventNames(db: ReadableDb): string[] {
  return db
    .all<{ event: string }>("SELECT event FROM known_fact WHERE type = 'event' ORDER BY event")
    .map(({ event }) => event);
}

function factsOf(rows: readonly Row[], event: string, sampled: Sampled | undefined): KnownFact[] {
  const own = rows.filter((row) => row.event === event && row.type !== "event");
  return [...Map.groupBy(own, ({ name }) => name)].map(([name, found]): KnownFact => {
    const types = FACT_TYPES.filter((type) => found.some((row) => row.type === type));
    const values = sampled?.get(name) ?? [];
    return { name, types, ...(values.length === 0 ? {} : { values }) };
  });
}

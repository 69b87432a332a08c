import type { ReadableDb } from "./db.ts";

/** Values by name, the most frequent first. */
export type Sampled = ReadonlyMap<string, Value[]>;

type Value = string | number | boolean;

/** People looked at: this many stretches of the table, with so many in each. */
const STRETCHES = 16;
const STRETCH = 64;
/** Events looked at, the last that came in. */
const EVENTS = 2_000;
/** Values offered for one name. */
const OFFERED = 20;
/** A name with more different values than this in the sample tells people apart: none is offered. */
const MOST_VALUES = 50;
/** A value is offered only when at least so many people have it. */
const FEWEST_PEOPLE = 2;
/** Longer texts are prose. */
const LONGEST = 64;

/**
 * Values that several people share, from people evenly spread over the table (about 1,000 of them, however many there
 * are). Names, addresses and whatever else differs from person to person is left out.
 */
export function sampleAttributes(db: ReadableDb): Sampled {
  const counts = new Counts();
  const ends = db.get<{ first: number | null; last: number | null }>(
    "SELECT min(rowid) AS first, max(rowid) AS last FROM person",
  );
  if (ends?.first == null || ends.last == null) return counts.offered();
  const width = Math.max(STRETCH, Math.ceil((ends.last - ends.first + 1) / STRETCHES));
  for (let from = ends.first; from <= ends.last; from += width)
    for (const { id, traits } of db.all<{ id: string; traits: string | null }>(
      "SELECT id, json_extract(profile, '$.traits') AS traits FROM person WHERE rowid >= ? AND rowid < ? LIMIT ?",
      from,
      from + width,
      STRETCH,
    ))
      counts.add(id, traits);
  return counts.offered();
}

/** Values that events of several people share, by event, from the last events that came in. */
export function sampleProperties(db: ReadableDb): Map<string, Sampled> {
  const byEvent = new Map<string, Counts>();
  for (const { name, person_id, properties } of db.all<{
    name: string;
    person_id: string;
    properties: string | null;
  }>(
    "SELECT name, person_id, json_extract(body, '$.properties') AS properties FROM event WHERE type = 'track' ORDER BY seq DESC LIMIT ?",
    EVENTS,
  )) {
    const counts = byEvent.get(name) ?? new Counts();
    byEvent.set(name, counts.add(person_id, properties));
  }
  return new Map([...byEvent].map(([name, counts]) => [name, counts.offered()]));
}

/** Who has which value of which name. */
class Counts {
  readonly #seen = new Map<string, Map<Value, Set<string>>>();
  readonly #people = new Map<string, Set<string>>();

  add(personId: string, json: string | null): this {
    if (json !== null) this.#addObject(personId, JSON.parse(json) as unknown, "");
    return this;
  }

  #addObject(personId: string, object: unknown, before: string): void {
    if (typeof object !== "object" || object === null || Array.isArray(object)) return;
    for (const [key, value] of Object.entries(object)) {
      const name = `${before}${key}`;
      if (before === "" && typeof value === "object") this.#addObject(personId, value, `${key}.`);
      else if (typeof value === "string" ? value.length <= LONGEST && value !== "" : isScalar(value))
        this.#count(personId, name, value as Value);
    }
  }

  #count(personId: string, name: string, value: Value): void {
    const values = this.#seen.get(name) ?? new Map<Value, Set<string>>();
    this.#seen.set(name, values);
    const people = this.#people.get(name) ?? new Set<string>();
    this.#people.set(name, people.add(personId));
    // One more than is tolerated says enough.
    if (values.size > MOST_VALUES && !values.has(value)) return;
    values.set(value, (values.get(value) ?? new Set<string>()).add(personId));
  }

  offered(): Sampled {
    const offered = new Map<string, Value[]>();
    for (const [name, values] of this.#seen) {
      const people = this.#people.get(name)?.size ?? 0;
      if (values.size > MOST_VALUES || values.size * FEWEST_PEOPLE > people) continue;
      const shared = [...values]
        .filter(([, having]) => having.size >= FEWEST_PEOPLE)
        .sort(([a, one], [b, other]) => other.size - one.size || (String(a) < String(b) ? -1 : 1))
        .slice(0, OFFERED);
      if (shared.length > 0)
        offered.set(
          name,
          shared.map(([value]) => value),
        );
    }
    return offered;
  }
}

function isScalar(value: unknown): boolean {
  return typeof value === "number" || typeof value === "boolean";
}

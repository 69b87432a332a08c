import { typeOf, type FactType } from "../../src-shared/conditions/fact-types.ts";
import type { WritableDb } from "./db.ts";

/** No more than this many names are learnt: names made up by the million (ids as keys) must not fill the file. */
export const MOST_NAMES = 20_000;
/** Longer names are data rather than names. */
const LONGEST = 128;

interface Name {
  /** Empty for attributes. */
  event: string;
  /** Empty for the event itself. */
  name: string;
  type: FactType | "event";
}

/**
 * Learns the names of a person's attributes and the types they have, and those one level deeper. Never a value, so that
 * erasing a person leaves nothing of her there.
 */
export function learnAttributes(db: WritableDb, traits: Readonly<Record<string, unknown>>): void {
  store(db, [...newFields(db, "", traits)]);
}

/** Learns the name of a track event, and its properties as {@link learnAttributes} does. */
export function learnEvent(
  db: WritableDb,
  event: string,
  properties: Readonly<Record<string, unknown>>,
): void {
  store(db, [
    ...newName(db, { event, name: "", type: "event" }, event.length),
    ...newFields(db, event, properties),
  ]);
}

function* newFields(
  db: WritableDb,
  event: string,
  object: Readonly<Record<string, unknown>>,
): Iterable<Name> {
  for (const [key, value] of Object.entries(object)) {
    const type = typeOf(value);
    if (type === undefined) continue;
    yield* newName(db, { event, name: key, type }, key.length);
    if (type !== "group") continue;
    for (const [deeper, inner] of Object.entries(value as Record<string, unknown>)) {
      const innerType = typeOf(inner);
      if (innerType !== undefined)
        yield* newName(db, { event, name: `${key}.${deeper}`, type: innerType }, key.length + deeper.length);
    }
  }
}

/** Asked for every property of every event, and almost always about a name that was learnt long ago. */
function newName(db: WritableDb, name: Name, length: number): Name[] {
  return length > 0 && length <= LONGEST && db.memory.isNewName(name) ? [name] : [];
}

function store(db: WritableDb, names: readonly Name[]): void {
  if (names.length === 0) return;
  db.transaction(() => {
    const learnt = db.get<{ n: number }>("SELECT coalesce(max(seq), 0) AS n FROM known_fact")?.n ?? 0;
    for (const { event, name, type } of names.slice(0, Math.max(0, MOST_NAMES - learnt)))
      db.run(
        "INSERT INTO known_fact (event, name, type) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        event,
        name,
        type,
      );
    if (learnt >= MOST_NAMES) db.memory.namesAreFull();
  });
}

import type { Person } from "../person/person.ts";
import { PERSON_FIELDS } from "../person/person.ts";
import { formatInstant } from "../time/instant.ts";
import type { EventFact, Facts } from "./facts.ts";
import type { FactKey } from "./sides.ts";

/** The value of a fact by key and path; undefined when it is missing, and null counts as missing. */
export function lookUp(of: FactKey, path: string, facts: Facts): unknown {
  const found = read(of, path, facts);
  return found === null ? undefined : found;
}

function read(of: FactKey, path: string, facts: Facts): unknown {
  switch (of) {
    case "attr":
      return lookUpAttribute(facts.person, path);
    case "entry":
      return facts.entry === undefined ? undefined : readEvent(facts.entry, path);
    case "event":
      return facts.event === undefined ? undefined : readEvent(facts.event, path);
    case "prop":
      return facts.event === undefined ? undefined : readPath(facts.event.properties, path);
    case "var":
      return readPath(facts.vars, path);
    case "answer":
      return readPath(facts.answers, path);
  }
}

/** The person's own fields come first; anything else, and whatever is written with `traits.`, is a trait. */
export function lookUpAttribute(person: Person, path: string): unknown {
  const field = path === "id" ? "id" : PERSON_FIELDS.find((known) => known === path);
  if (field !== undefined) return person[field];
  const trait = readPath(person.traits, path);
  if (trait !== undefined || !path.startsWith("traits.")) return trait;
  return readPath(person.traits, path.slice("traits.".length));
}

/** `properties.…`, or one of the event's own fields; the timestamp is ISO 8601, so that it compares as an instant. */
function readEvent(event: EventFact, path: string): unknown {
  if (path.startsWith("properties.")) return readPath(event.properties, path.slice("properties.".length));
  switch (path) {
    case "name":
    case "event":
      return event.name;
    case "messageId":
      return event.messageId;
    case "timestamp":
      return formatInstant(event.at);
    default:
      return undefined;
  }
}

/**
 * Follows a dotted path through own properties only, so that data can never reach a prototype. A key that contains the
 * dots itself is found first.
 */
function readPath(root: unknown, path: string): unknown {
  if (typeof root !== "object" || root === null) return undefined;
  if (Object.hasOwn(root, path)) return (root as Record<string, unknown>)[path];
  let value: unknown = root;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

import { formatInstant } from "../time/instant.ts";
import type { PersonEvent } from "./events.ts";
import { RESERVED_EVENTS } from "./events.ts";
import type { Person } from "./person.ts";
import { PERSON_FIELDS } from "./person.ts";

/**
 * What an event changes about a person's profile: `identify` merges its traits (the latest value wins, known fields
 * such as `email` leave the traits), `Consent Changed` records one more consent. Every other event, and a consent that
 * names no channel, purpose or state, leaves the very same object.
 */
export function applyEvent(person: Person, event: PersonEvent): Person {
  if (event.type === "identify") return mergeTraits(person, event.traits ?? {});
  if (event.type === "track" && event.name === RESERVED_EVENTS.consentChanged)
    return recordConsent(person, event);
  return person;
}

/**
 * A text (or null, which forgets it) under a known field's name is that field; anything else is a trait. Traits are put
 * together by `fromEntries`, which makes even a trait called `__proto__` a plain property.
 */
function mergeTraits(person: Person, given: Record<string, unknown>): Person {
  const fields: Partial<Record<(typeof PERSON_FIELDS)[number], string | undefined>> = {};
  const traits = new Map(Object.entries(person.traits));
  for (const [name, value] of Object.entries(given)) {
    const field = PERSON_FIELDS.find((known) => known === name);
    if (field !== undefined && (typeof value === "string" || value === null))
      fields[field] = value ?? undefined;
    else traits.set(name, value);
  }
  const merged: Person = { ...person, ...fields, traits: Object.fromEntries(traits) };
  for (const field of PERSON_FIELDS) if (merged[field] === undefined) delete merged[field];
  return merged;
}

function recordConsent(person: Person, event: PersonEvent): Person {
  const { channel, purpose, state, source } = event.properties;
  if (typeof channel !== "string" || channel === "" || typeof purpose !== "string" || purpose === "")
    return person;
  if (state !== "granted" && state !== "denied") return person;
  const consent = {
    channel,
    purpose,
    state,
    at: formatInstant(event.timestamp),
    ...(typeof source === "string" ? { source } : {}),
  } as const;
  return { ...person, consents: [...person.consents, consent] };
}

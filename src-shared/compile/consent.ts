import { conditionReferences } from "../conditions/references.ts";
import type { Condition } from "../conditions/schema.ts";
import { RESERVED_EVENTS } from "../person/events.ts";
import type { DraftNode } from "./draft.ts";

/** Recorded consent to promotion on a channel (formats.md, Person and persona). */
export function granted(channel: string): Condition {
  return { consent: { channel, purpose: "marketing" }, is: "granted" };
}

/** Whether a step waits for, or starts with, a change of consent: behind it people may have agreed. */
export function awaitsConsent({ kind, params }: DraftNode): boolean {
  return (kind.mentions?.(params) ?? []).some(
    ({ of, name }) => of === "event" && name === RESERVED_EVENTS.consentChanged,
  );
}

/** Whether a step looks at consent to a channel, at its being reachable, or at people's agreeing to it. */
export function looksAtConsent(read: DraftNode, channel: string): boolean {
  if (awaitsConsent(read)) return true;
  const { kind, params } = read;
  return (kind.conditions?.(params) ?? []).some(({ condition }) =>
    conditionReferences(condition).channels.includes(channel),
  );
}

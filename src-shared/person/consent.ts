import { parseInstant } from "../time/instant.ts";
import type { Channel, Person } from "./person.ts";

/** What is recorded about a channel and a purpose; `none` when nothing is. */
export interface ConsentState {
  state: "granted" | "denied" | "none";
  /** ISO 8601, as recorded. */
  at?: string;
  source?: string;
}

/** The class of a message decides which consent it needs (formats.md, Person). */
export type MessageClass = "promotional" | "service";

/** The facts of a verdict about consent, kept with the send so that "why" always has an answer. */
export interface ConsentFacts {
  channel: string;
  purpose: "marketing" | "service";
  class: MessageClass;
  consent: ConsentState["state"];
  /** The workspace lets this channel send without recorded consent until the person objects. */
  optOut: boolean;
  at?: string;
  source?: string;
}

/**
 * The consent that holds for a channel and purpose: the latest by `at`; of equally old ones the one recorded last; one
 * without a date is older than every dated one.
 */
export function consentState(person: Person, channel: Channel, purpose: string): ConsentState {
  let latest = -Infinity;
  let found: ConsentState = { state: "none" };
  for (const consent of person.consents) {
    if (consent.channel !== channel || consent.purpose !== purpose) continue;
    const at = (consent.at === undefined ? undefined : parseInstant(consent.at)) ?? -Infinity;
    if (at < latest) continue;
    latest = at;
    found = {
      state: consent.state,
      ...(consent.at === undefined ? {} : { at: consent.at }),
      ...(consent.source === undefined ? {} : { source: consent.source }),
    };
  }
  return found;
}

/**
 * Whether a person's consents allow a message (formats.md, Person): `promotional` needs a recorded grant for
 * `marketing`, or on a channel whose policy is opt-out merely no denial; `service` needs no denial for `service`.
 */
export function mayReceive(
  person: Person,
  channel: Channel,
  messageClass: MessageClass,
  policy: { optOut: readonly string[] },
): { ok: boolean; facts: ConsentFacts } {
  const purpose = messageClass === "promotional" ? "marketing" : "service";
  const { state, ...proof } = consentState(person, channel, purpose);
  const optOut = policy.optOut.includes(channel);
  const needsGrant = messageClass === "promotional" && !optOut;
  const ok = needsGrant ? state === "granted" : state !== "denied";
  return { ok, facts: { channel, purpose, class: messageClass, consent: state, optOut, ...proof } };
}

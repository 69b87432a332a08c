import { z } from "zod";
import { LIMITS } from "../limits.ts";
import { parseInstant } from "../time/instant.ts";

/** Ways a message can reach a person. A channel is an id, so that a workspace may name others. */
export const CHANNELS = ["push", "email", "sms", "in-app", "card", "webhook", "link"] as const;
export type Channel = (typeof CHANNELS)[number] | (string & {});

const Id = z.string().regex(LIMITS.idPattern);
const Instant = z
  .string()
  .refine((text) => parseInstant(text) !== undefined, { error: "not a real date and time" });

const Device = z.looseObject({
  id: Id,
  /** `ios`, `android`, `web`… */
  platform: z.string().min(1),
  /** Where the push service finds it; a persona's device has none. */
  token: z.string().optional(),
  /** When its push service said that it no longer receives; it does not count as reachable since. */
  gone: Instant.optional(),
});
export type Device = z.infer<typeof Device>;

export const Consent = z.looseObject({
  channel: z.string().min(1),
  /** `marketing` covers promotional messages, `service` the rest (formats.md, Person). */
  purpose: z.string().min(1),
  state: z.enum(["granted", "denied"]),
  /** When it was given; without it the consent counts as older than every dated one. */
  at: Instant.optional(),
  /** Where it was given: `primer`, `import`, `unsubscribe`… */
  source: z.string().optional(),
});
export type Consent = z.infer<typeof Consent>;

/** One customer, or a persona, which has the same shape (formats.md, Person and persona). Unknown keys are kept. */
export const Person = z.looseObject({
  id: Id,
  email: z.string().optional(),
  phone: z.string().optional(),
  /** IANA zone; one the zone database does not know falls back with a warning (domain.md, Time). */
  timeZone: z.string().optional(),
  locale: z.string().optional(),
  traits: z.record(z.string(), z.unknown()).default({}),
  devices: z.array(Device).default([]),
  /** The whole history in the order it was recorded; the latest of a channel and purpose holds. */
  consents: z.array(Consent).default([]),
});
export type Person = z.infer<typeof Person>;

/** The fields that are not traits, as files and `identify` events spell them. */
export const PERSON_FIELDS = ["email", "phone", "timeZone", "locale"] as const;

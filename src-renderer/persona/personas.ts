import type { Known } from "../../src-shared/compile/known.ts";
import { Person } from "../../src-shared/person/person.ts";

/** Somebody made up, to look at a journey through (domain.md, Words: persona). */
export interface Persona {
  id: string;
  person: Person;
  /** Whether she gets what people have in common in this workspace, where she has nothing of her own. */
  typical: boolean;
}

type Channel = "push" | "email" | "sms" | "in-app" | "card";
const ALL: readonly Channel[] = ["push", "email", "sms", "in-app", "card"];

function consents(granted: readonly Channel[], denied: readonly Channel[] = []): Person["consents"] {
  const at = "2026-03-02T20:00:00Z";
  const recorded = (state: "granted" | "denied") => (channel: Channel) => ({
    channel,
    purpose: "marketing",
    state,
    at,
    source: "persona",
  });
  return [...granted.map(recorded("granted")), ...denied.map(recorded("denied"))];
}

function persona(id: string, fields: Omit<Person, "id">, typical = true): Persona {
  return { id, person: Person.parse({ id, ...fields }), typical };
}

/** Six people who differ in what makes messages go wrong: language, zone, consent, length of names, and nothing known at all. */
export const personas = (): readonly Persona[] => (made ??= make());
let made: readonly Persona[] | undefined;

/** Made when somebody is looked through: a page that only draws needs none. */
const make = (): readonly Persona[] => [
  persona("sara", {
    email: "sara@example.com",
    phone: "+15125550100",
    timeZone: "America/Chicago",
    locale: "en",
    traits: { firstName: "Sara", lastName: "Hightower-Kellerman", city: "Austin" },
    devices: [{ id: "sara-phone", platform: "ios" }],
    consents: consents(ALL),
  }),
  persona("amelie", {
    email: "amelie@example.com",
    phone: "+64215550100",
    timeZone: "Pacific/Auckland",
    locale: "fr",
    traits: { firstName: "Amélie", lastName: "Roussel", city: "Auckland" },
    devices: [{ id: "amelie-phone", platform: "android" }],
    consents: consents(["push", "email", "in-app", "card"]),
  }),
  persona("tom", {
    email: "tom@example.com",
    timeZone: "Europe/London",
    locale: "en",
    traits: { firstName: "Tom", lastName: "Okafor", city: "Leeds" },
    devices: [{ id: "tom-browser", platform: "web" }],
    consents: consents(["email"], ["push"]),
  }),
  persona("jin", {
    email: "jin@example.com",
    phone: "+821055550100",
    // One that no zone database knows: the journey's is used, with a warning.
    timeZone: "Asia/Busan",
    locale: "ko",
    traits: { firstName: "Jin" },
    devices: [{ id: "jin-phone", platform: "android" }],
    consents: consents(ALL),
  }),
  persona("maximiliane", {
    email: "maximiliane@example.com",
    phone: "+493055550100",
    timeZone: "Europe/Berlin",
    locale: "de",
    traits: {
      firstName: "Maximiliane-Alexandra",
      lastName: "von Hohenlohe-Waldenburg-Schillingsfürst",
      city: "Garmisch-Partenkirchen",
    },
    devices: [{ id: "maximiliane-phone", platform: "ios" }],
    consents: consents(ALL),
  }),
  persona("nobody", { traits: {}, devices: [], consents: [] }, false),
];

/** A persona as somebody of this workspace: attributes she lacks have the value most people have. */
export function dressed({ person, typical }: Persona, known: Known | undefined): Person {
  if (!typical) return person;
  const common = (known?.attributes ?? []).flatMap(({ name, values }) =>
    values?.[0] === undefined || name.includes(".") ? [] : [[name, values[0]] as const],
  );
  return { ...person, traits: { ...Object.fromEntries(common), ...person.traits } };
}

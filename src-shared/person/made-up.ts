import type { Person } from "./person.ts";

/** Numbers that are given to nobody (North American Numbering Plan: 555-0100 to 555-0199). */
const NOBODYS_PHONE = "+15555550100";

/**
 * A persona made from a person (domain.md, Words: persona): the same in all that decides what she lives through, and
 * without anything by which messages or anybody could reach her. Names in her attributes stay.
 * @param id of the persona
 */
export function madeUpCopy(person: Person, id: string): Person {
  const { email, phone, devices } = person;
  const addresses = new Set([email, phone, person.id, ...devices.map(({ token }) => token)]);
  const reaches = (value: unknown): boolean => typeof value === "string" && addresses.has(value);
  return {
    ...person,
    id,
    ...(email === undefined ? {} : { email: `${id}@example.com` }),
    ...(phone === undefined ? {} : { phone: NOBODYS_PHONE }),
    devices: devices.map(({ platform }, index) => ({
      id: `${id}-device-${index + 1}`,
      platform,
      token: "made-up",
    })),
    traits: Object.fromEntries(Object.entries(person.traits).filter(([, value]) => !reaches(value))),
  };
}

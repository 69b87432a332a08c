import { LIMITS } from "../limits.ts";
import type { Problem } from "../problems.ts";
import { isTimeZone } from "../time/zone.ts";
import { isEmailAddress, isPhoneNumber } from "./address.ts";
import { finding } from "./findings.ts";
import { Person } from "./person.ts";
import { joinPath, untrustedProblem } from "./untrusted.ts";

/**
 * Reads persons or personas from parsed JSON (formats.md, Person and persona): one person, a list, or an object with
 * `people`. A person with an error is left out and named; an address that cannot be used or an unknown zone is a
 * warning and the person stays. At most 100 problems are collected.
 */
export function parsePeople(json: unknown): { people: Person[]; problems: Problem[] } {
  const people: Person[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { value, path } of candidatesIn(json)) {
    const read = parsePerson(value, path);
    problems.push(...read.problems);
    if (read.person === undefined) continue;
    if (seen.has(read.person.id)) {
      problems.push(finding("duplicate-person", joinPath(path, "id"), { id: read.person.id }));
      continue;
    }
    seen.add(read.person.id);
    people.push(read.person);
  }
  return { people, problems: problems.slice(0, LIMITS.problems) };
}

/** Reads one person; undefined when an error is among the problems. */
export function parsePerson(value: unknown, path: string): { person?: Person; problems: Problem[] } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return {
      problems: [finding("not-an-object", path, { found: Array.isArray(value) ? "[]" : String(value) })],
    };
  }
  const unsafe = untrustedProblem(value, path);
  if (unsafe !== undefined) return { problems: [unsafe] };
  const parsed = Person.safeParse(value);
  if (parsed.success) return { person: parsed.data, problems: addressWarnings(parsed.data, path) };
  return {
    problems: parsed.error.issues.map((issue) => {
      const at = issue.path.reduce<string>((so, step) => joinPath(so, step as string | number), path);
      const given = issue.path.reduce<unknown>(
        (so, step) => (so as Record<PropertyKey, unknown>)[step],
        value,
      );
      if (issue.path.length === 1 && issue.path[0] === "id") {
        return typeof given === "string" ? finding("bad-id", at, { id: given }) : finding("missing-id", at);
      }
      if (issue.code === "custom") return finding("bad-date", at, { text: String(given) });
      return finding("bad-shape", at, { detail: issue.message });
    }),
  };
}

/** What is wrong with how a person can be reached; sending will skip that channel, so these are warnings. */
export function addressWarnings(
  person: Person,
  path: string,
  pathOf: (path: string, field: string) => string = joinPath,
): Problem[] {
  const problems: Problem[] = [];
  const { email, phone, timeZone } = person;
  if (email !== undefined && !isEmailAddress(email)) {
    problems.push(finding("bad-email", pathOf(path, "email"), { text: email }));
  }
  if (phone !== undefined && !isPhoneNumber(phone)) {
    problems.push(finding("bad-phone", pathOf(path, "phone"), { text: phone }));
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    problems.push(finding("unknown-zone", pathOf(path, "timeZone"), { zone: timeZone }));
  }
  return problems;
}

function candidatesIn(json: unknown): { value: unknown; path: string }[] {
  const listed = typeof json === "object" && json !== null && "people" in json ? json.people : json;
  if (!Array.isArray(listed)) return [{ value: listed, path: "" }];
  const base = listed === json ? "" : "people";
  return listed.map((value: unknown, index) => ({ value, path: joinPath(base, index) }));
}

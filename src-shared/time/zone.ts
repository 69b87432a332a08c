/** Asking the zone database costs microseconds each time; names come from data, so what is kept is bounded. */
const KEPT_ANSWERS = 2_000;
const answers = new Map<string, boolean>();

/** Whether a text names a zone of the IANA database (`Europe/Paris`, `UTC`); bare offsets such as `+02:00` do not. */
export function isTimeZone(name: string): boolean {
  const known = answers.get(name);
  if (known !== undefined) return known;
  const answer = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name) && formats(name);
  if (answers.size >= KEPT_ANSWERS) answers.clear();
  answers.set(name, answer);
  return answer;
}

/**
 * Picks the zone a person's clock is read in: the first candidate the zone database knows (domain.md, Time: person,
 * else journey, else workspace). Candidates that are absent or empty are passed over in silence.
 * @returns the zone, and the unknown names met before it, each of which deserves a warning; `UTC` when none is known
 */
export function resolveZone(candidates: readonly (string | undefined)[]): {
  zone: string;
  unknown: string[];
} {
  const unknown: string[] = [];
  for (const name of candidates) {
    if (name === undefined || name === "") continue;
    if (isTimeZone(name)) return { zone: name, unknown };
    unknown.push(name);
  }
  return { zone: "UTC", unknown };
}

function formats(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

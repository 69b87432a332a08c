import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";

/** Where a rule without DTSTART begins to count: a Monday, and the first of a year and a month. */
const ANCHOR = "20240101T000000";
/** A rule finer than this would be a loop, not a schedule (domain.md, Time: 60 s). */
const FREQUENCIES = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"] as const;
/** Wall times that a gap folds onto each other are passed over one by one, at most the two hours of the widest gap. */
const FOLDED_AT_MOST = 121;

const kept = new Map<string, RRuleTemporal | undefined>();

/** Whether a text is a recurrence rule (RFC 5545, RRULE, with or without DTSTART) of at most one start a minute. */
export function isRecurrence(rule: string): boolean {
  return readRule(rule) !== undefined;
}

/**
 * The first start of a recurrence after an instant. The rule counts wall times; each is then read in the zone as
 * Temporal's `compatible` reads it: one that falls into a gap is later by the gap's length, one in an overlap is its
 * first occurrence, once (domain.md, Time). Starts that a gap folds onto one instant are one start.
 * @param after epoch ms; a start exactly there does not count
 * @param zone a known IANA zone
 * @returns epoch ms; undefined when the rule has no more starts, or is none
 */
export function nextOccurrence(rule: string, after: number, zone: string): number | undefined {
  const read = readRule(rule);
  if (read === undefined) return undefined;
  // The wall clock may have been set back since: what lies up to a day before may still be ahead in this zone.
  let wall = Temporal.Instant.fromEpochMilliseconds(after)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .subtract({ hours: 3 });
  for (let folded = 0; folded < FOLDED_AT_MOST * 2; folded += 1) {
    const next = read.next(wall.toZonedDateTime("UTC"));
    if (next === null || next === undefined) return undefined;
    wall = Temporal.PlainDateTime.from(next.toPlainDateTime().toString());
    const at = wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
    if (at > after) return at;
  }
  return undefined;
}

/** Rules are read once: the scheduler asks for the same one for every person. */
function readRule(rule: string): RRuleTemporal | undefined {
  if (!kept.has(rule)) {
    if (kept.size > 500) kept.clear();
    kept.set(rule, parse(rule));
  }
  return kept.get(rule);
}

function parse(rule: string): RRuleTemporal | undefined {
  const text = rule.trim();
  if (
    text.length > 1_000 ||
    !FREQUENCIES.some((name) => new RegExp(`(^|[;:\\n])FREQ=${name}(;|$)`, "i").test(text))
  )
    return undefined;
  const [head, ...rest] = text.includes("\n") ? text.split(/\r?\n/) : [text];
  const hasStart = /^DTSTART/i.test(head ?? "");
  const start = hasStart ? /(\d{8}T\d{6})/.exec(head ?? "")?.[1] : ANCHOR;
  const body = (hasStart ? rest.join("") : text).replace(/^RRULE:/i, "");
  if (start === undefined || body === "") return undefined;
  try {
    const read = new RRuleTemporal({ rruleString: `DTSTART:${start}Z\nRRULE:${body}`, strict: true });
    // A rule such as BYHOUR=99 reads, and never comes.
    return read.next(Temporal.ZonedDateTime.from("1970-01-01T00:00[UTC]")) === null ? undefined : read;
  } catch {
    return undefined;
  }
}

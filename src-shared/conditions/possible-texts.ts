import { parseDay, parseInstant } from "../time/instant.ts";
import { compare } from "./compare.ts";
import type { Demand } from "./demand.ts";

/**
 * Whether a text that is no date can meet the demands. Where a demand lists the texts that would do, each is tried;
 * otherwise order, beginnings, ends and parts are held against each other. In doubt true.
 */
export function textsCanMeet(demands: readonly Demand[]): boolean {
  const listed = demands
    .map(textsListedBy)
    .filter((texts) => texts !== undefined)
    .sort((a, b) => a.length - b.length)[0];
  if (listed !== undefined)
    return listed.some((text) =>
      // No date is involved on the left, so the place does not matter.
      demands.every(
        ({ op, value, holds }) => compare(text, op, value ?? undefined, { now: 0, zone: "UTC" }) === holds,
      ),
    );
  return demands.every(suitsPlainText) && orderAllows(demands) && partsAgree(demands);
}

/** Beginnings, ends and parts of a text, whether it is a date or not. */
export function partsAgree(demands: readonly Demand[]): boolean {
  const wanted = demands.filter(({ holds }) => holds);
  const begins = textsOf(wanted, "startsWith");
  const ends = textsOf(wanted, "endsWith");
  const parts = [...begins, ...ends, ...textsOf(wanted, "contains")];
  const unwanted = demands.filter(({ holds }) => !holds);
  return (
    begins.every((one) => begins.every((other) => one.startsWith(other) || other.startsWith(one))) &&
    ends.every((one) => ends.every((other) => one.endsWith(other) || other.endsWith(one))) &&
    !textsOf(unwanted, "startsWith").some((text) => begins.some((begin) => begin.startsWith(text))) &&
    !textsOf(unwanted, "endsWith").some((text) => ends.some((end) => end.endsWith(text))) &&
    !textsOf(unwanted, "contains").some((text) => parts.some((part) => part.includes(text)))
  );
}

/** Whether a text is what comparisons take for a date. */
export function isDateText(text: string): boolean {
  return text.length >= "2027-03-12".length && (parseInstant(text) ?? parseDay(text)) !== undefined;
}

/** The texts, dates apart, one of which a positive `eq` or `in` asks for; dates equal in ways that depend on the zone. */
function textsListedBy({ op, value, holds }: Demand): string[] | undefined {
  if (!holds || (op !== "eq" && op !== "in")) return undefined;
  const items: unknown[] = op === "eq" ? [value] : Array.isArray(value) ? value : [];
  return items.filter((item) => typeof item === "string").filter((text) => !isDateText(text));
}

/** What one demand by itself says about some text that is no date. */
function suitsPlainText(demand: Demand): boolean {
  switch (demand.op) {
    case "before":
    case "after":
    case "withinLast":
    case "withinNext":
      return !demand.holds;
    default:
      return suitsText(demand);
  }
}

/** What one demand by itself says about some text: one that must hold needs a right side of a type texts compare with. */
export function suitsText({ op, value, holds }: Demand): boolean {
  switch (op) {
    case "exists":
      return holds;
    case "missing":
      return !holds;
    case "ne":
    case "lt":
    case "le":
    case "gt":
    case "ge":
    case "startsWith":
    case "endsWith":
    case "contains":
    case "matches":
      return !holds || typeof value === "string";
    case "notIn":
      return (
        !holds ||
        (Array.isArray(value) && (value.length === 0 || value.some((item) => typeof item === "string")))
      );
    default:
      return true;
  }
}

/**
 * Texts stand in the order of their characters where one side is no date, a negated comparison being the opposite one;
 * demands with a date on the right are for who knows what stands on the left.
 */
export function orderAllows(demands: readonly Demand[]): boolean {
  const bounds = demands.flatMap(({ op, value, holds }) => {
    if (typeof value !== "string") return [];
    if (op === "lt" || op === "ge")
      return (op === "lt") === holds ? [upTo(value, true)] : [from(value, false)];
    if (op === "le" || op === "gt")
      return (op === "le") === holds ? [upTo(value, false)] : [from(value, true)];
    return [];
  });
  const upper = bounds.filter(({ below }) => below);
  const lower = bounds.filter(({ below }) => !below);
  return lower.every((low) =>
    upper.every((high) => low.value < high.value || (low.value === high.value && !low.open && !high.open)),
  );
}

/** `open` leaves the text itself out. */
interface Bound {
  below: boolean;
  value: string;
  open: boolean;
}

function upTo(value: string, open: boolean): Bound {
  return { below: true, value, open };
}

function from(value: string, open: boolean): Bound {
  return { below: false, value, open };
}

function textsOf(demands: readonly Demand[], op: Demand["op"]): string[] {
  return demands.flatMap((demand) =>
    demand.op === op && typeof demand.value === "string" ? [demand.value] : [],
  );
}

import { describeDuration, parseDuration } from "../time/duration.ts";
import type { Window } from "../time/window.ts";
import type { Comparison, Condition, EventCondition } from "./schema.ts";
import type { Side } from "./sides.ts";
import { isComparison, sidesOf } from "./sides.ts";
import { WORDS, type Words } from "./words.ts";

type Locale = "en" | "fr";

/**
 * A condition as a sentence without a subject: "plan is pro and did purchase at least 1 time in 30 days". Groups inside
 * groups stand in parentheses.
 */
export function describeCondition(condition: Condition, locale: Locale): string {
  const words = WORDS[locale];
  if ("all" in condition) return join(condition.all, words.and, words.everyone, locale);
  if ("any" in condition) return join(condition.any, words.or, words.nobody, locale);
  if ("not" in condition) return words.not(describeCondition(condition.not, locale));
  if (isComparison(condition)) return describeComparison(condition, words, locale);
  if ("consent" in condition) {
    return words.consent[condition.is ?? "granted"](condition.consent.channel, condition.consent.purpose);
  }
  if ("reachable" in condition) return words.reachable(condition.reachable);
  if ("message" in condition) return words.message[condition.did](condition.message);
  if ("segment" in condition) return words.segment(condition.segment);
  if ("time" in condition) return describeTime(condition.time, words);
  return describeEvent(condition, words, locale);
}

function join(parts: readonly Condition[], word: string, none: string, locale: Locale): string {
  if (parts.length === 0) return none;
  const said = parts.map((part) => {
    const text = describeCondition(part, locale);
    const inner = "all" in part ? part.all : "any" in part ? part.any : [];
    return inner.length > 1 && parts.length > 1 ? `(${text})` : text;
  });
  return said.join(` ${word} `);
}

function describeComparison(comparison: Comparison, words: Words, locale: Locale): string {
  const { left, right } = sidesOf(comparison);
  return words.op[comparison.op](
    words.fact[left.of](left.path),
    right === undefined ? "…" : describeSide(right, comparison, words, locale),
  );
}

function describeSide(side: Side, { op }: Comparison, words: Words, locale: Locale): string {
  if (side.of === "attr") return words.attribute(side.path);
  if (side.of !== "value") return words.fact[side.of](side.path);
  const isDuration = (op === "withinLast" || op === "withinNext") && typeof side.value === "string";
  return isDuration && parseDuration(String(side.value)) !== undefined
    ? describeDuration(String(side.value), locale)
    : describeValue(side.value, words);
}

function describeValue(value: unknown, words: Words): string {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "string") return value === "" ? '""' : value;
  if (Array.isArray(value)) return value.map((item) => describeValue(item, words)).join(", ");
  return JSON.stringify(value);
}

function describeEvent(condition: EventCondition, words: Words, locale: Locale): string {
  const { op, value } = condition.count ?? { op: "ge", value: 1 };
  const within =
    condition.within === undefined ? "" : words.within(describeDuration(condition.within, locale));
  const where = condition.where === undefined ? "" : words.where(describeCondition(condition.where, locale));
  const without = condition.without === undefined ? "" : words.without(condition.without, condition.per);
  return words.event(condition.event, words.times(op, String(value))) + within + where + without;
}

function describeTime(window: Window, words: Words): string {
  const days = (window.days ?? []).map((day) => words.days[day - 1]).filter((name) => name !== undefined);
  const { from, to } = window;
  const said: string[] = [];
  if (days.length > 0) said.push(words.on(listOf(days, words.or)));
  if (from !== undefined && to !== undefined) said.push(words.between(from, to));
  else if (from !== undefined) said.push(words.since(from));
  else if (to !== undefined) said.push(words.until(to));
  return said.length === 0 ? words.anyTime : said.join(` ${words.and} `);
}

function listOf(names: readonly string[], word: string): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1) ?? ""}`;
}

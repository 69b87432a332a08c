import type { Locale } from "../../problems.ts";
import { describeDuration, parseDuration } from "../../time/duration.ts";
import type { WaitParams } from "./params.ts";

/** The line on the canvas. */
export function summary(params: WaitParams, locale: Locale): string {
  if (params.for === "duration")
    return parseDuration(params.duration) === undefined
      ? params.duration
      : describeDuration(params.duration, locale);
  if (params.for === "window") {
    const days =
      params.days.length === 0
        ? locale === "fr"
          ? "chaque jour"
          : "every day"
        : dayNames(params.days, locale);
    return params.from === undefined && params.to === undefined
      ? days
      : `${days} ${params.from ?? "00:00"}–${params.to ?? "24:00"}`;
  }
  if (params.for === "date") return dateSummary(params, locale);
  if (params.for === "smart") return locale === "fr" ? "à son heure habituelle" : "at their usual hour";
  const arms = params.arms
    .map((arm) => arm.name ?? arm.event ?? arm.id)
    .join(locale === "fr" ? " ou " : " or ");
  const latest =
    params.timeout === undefined || parseDuration(params.timeout) === undefined
      ? ""
      : locale === "fr"
        ? ` · au plus ${describeDuration(params.timeout, locale)}`
        : ` · at most ${describeDuration(params.timeout, locale)}`;
  return `${locale === "fr" ? "jusqu’à" : "until"} ${arms}${latest}`;
}

const DAYS: Record<Locale, readonly string[]> = {
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  fr: ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"],
};

function dayNames(days: readonly number[], locale: Locale): string {
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => DAYS[locale][day - 1] ?? "?")
    .join(", ");
}

function dateSummary({ date, offset, at }: Extract<WaitParams, { for: "date" }>, locale: Locale): string {
  const [read = ""] = [date.attribute, date.entry, date.var].filter(Boolean);
  const named = read.replace(/^(\w+\.)?properties\./, "") || date.literal;
  const source = named || (locale === "fr" ? "choisissez une date" : "pick a date");
  const duration = offset === undefined ? undefined : parseDuration(offset);
  const words = locale === "fr" ? { before: "avant", after: "après" } : { before: "before", after: "after" };
  const shift =
    duration === undefined || offset === undefined
      ? ""
      : `${describeDuration(offset.replace(/^-/, ""), locale)} ${duration.sign < 0 ? words.before : words.after} `;
  return `${shift}${source}${at === undefined ? "" : ` · ${at}`}`;
}

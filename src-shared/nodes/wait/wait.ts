import type { Visit } from "../../engine/visit.ts";
import type { Locale } from "../../problems.ts";
import { addDuration, describeDuration, minimumMs, parseDuration } from "../../time/duration.ts";
import { isWindow, nextOpening } from "../../time/window.ts";
import { defineKind, type ParamProblem } from "../define.ts";
import { checkOwnPorts, paramProblem } from "../own-ports.ts";
import { NEXT, ownPort, TIMEOUT } from "../ports.ts";
import { WaitParams } from "./params.ts";
import { en, fr } from "./texts.ts";
import { enterUntil, resumeUntil, timeoutOf } from "./until.ts";

/** Holds a person for a time, for opening hours, or until something happens (domain.md, Node kinds: wait; Time). */
export const wait = defineKind<WaitParams>({
  kind: "wait",
  group: "flow",
  acceptsEdges: true,
  params: WaitParams,
  texts: { en, fr },
  starter: () => ({ for: "duration", duration: "P1D" }),
  ports: (params) =>
    params.for === "until"
      ? [...params.arms.map((arm) => ownPort(arm.id, "arm", arm.name ?? arm.event)), TIMEOUT]
      : [NEXT],
  summary,
  validate,
  conditions: (params) =>
    params.for !== "until"
      ? []
      : params.arms.flatMap((arm, index) => [
          ...(arm.where === undefined ? [] : [{ path: `arms[${index}].where`, condition: arm.where }]),
          ...(arm.when === undefined
            ? []
            : [{ path: `arms[${index}].when`, condition: arm.when, port: arm.id }]),
        ]),
  mentions: (params) =>
    params.for !== "until"
      ? []
      : params.arms.flatMap((arm, index) =>
          (arm.event ?? "") === ""
            ? []
            : [{ path: `arms[${index}].event`, of: "event" as const, name: arm.event ?? "" }],
        ),
  mayHoldForEver: (params) => params.for === "until" && params.timeout === undefined,
  shortestStayMs: (params) => {
    if (params.for !== "duration") return 0;
    const duration = parseDuration(params.duration);
    return duration === undefined ? 0 : minimumMs(duration);
  },
  enter: (params, visit) => {
    if (params.for === "until") return enterUntil(params, visit);
    const until = goesOnAt(params, visit);
    return until === undefined || until <= visit.now
      ? { do: "leave", port: NEXT.id }
      : { do: "wait", until, state: {} };
  },
  resume: (params, visit, signal) => {
    if (params.for === "until") return resumeUntil(params, visit, signal);
    if (signal.type !== "due") return undefined;
    if (params.for === "duration") return { do: "leave", port: NEXT.id };
    // A late wake-up may fall after the window closed again: wait for the next opening rather than pass outside it.
    const until = nextOpening(params, visit.now, visit.zone);
    return until <= visit.now ? { do: "leave", port: NEXT.id } : { do: "wait", until, state: {} };
  },
  redue: goesOnAt,
});

/** The instant a wait ends by the clock, from when the person arrived and where she lives. */
function goesOnAt(params: WaitParams, visit: Visit): number | undefined {
  if (params.for === "until") return timeoutOf(params, visit);
  if (params.for === "window") return nextOpening(params, visit.since, visit.zone);
  return addDuration(visit.since, params.duration, visit.zone);
}

function summary(params: WaitParams, locale: Locale): string {
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
  const arms = params.arms
    .map((arm) => arm.name ?? arm.event ?? arm.id)
    .join(locale === "fr" ? " ou " : " or ");
  const latest =
    params.timeout === undefined || parseDuration(params.timeout) === undefined
      ? ""
      : locale === "fr"
        ? ` · au plus ${describeDuration(params.timeout, locale)}`
        : ` · at most ${describeDuration(params.timeout, locale)}`;
  return `${locale === "fr" ? "jusqu'à" : "until"} ${arms}${latest}`;
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

function validate(params: WaitParams): ParamProblem[] {
  if (params.for === "duration") return durationProblems(params.duration, "duration");
  if (params.for === "window") return isWindow(params) ? [] : [paramProblem("bad-window", "from")];
  const arms = params.arms.flatMap((arm, index): ParamProblem[] =>
    (arm.event ?? "") === "" && arm.when === undefined
      ? [paramProblem("arm-without-cause", `arms[${index}].event`)]
      : [],
  );
  const timeout =
    params.timeout === undefined
      ? [paramProblem("no-timeout", "timeout")]
      : durationProblems(params.timeout, "timeout");
  return [...checkOwnPorts("arms", params.arms), ...arms, ...timeout];
}

function durationProblems(text: string, path: string): ParamProblem[] {
  const duration = parseDuration(text);
  if (duration === undefined) return [paramProblem("bad-duration", path, { text })];
  return duration.sign < 0 ? [paramProblem("negative-duration", path, { text })] : [];
}

import type { Visit } from "../../engine/visit.ts";
import { addDuration, minimumMs, parseDuration } from "../../time/duration.ts";
import { nextOpening } from "../../time/window.ts";
import { defineKind } from "../define.ts";
import { MISSED, NEXT, ownPort, TIMEOUT } from "../ports.ts";
import { dateDue, enterDate, hasOtherSource, redueDate } from "./by-date.ts";
import { armsOf, datesOf, endsByTheClock, timeoutOf } from "./parts.ts";
import { WaitParams } from "./params.ts";
import { smartInstant } from "./smart.ts";
import { summary } from "./summary.ts";
import { en, fr } from "./texts.ts";
import { validate } from "./validate.ts";
import { enterUntil, resumeUntil, untilDue } from "./until.ts";

/** Holds a person for a time, for opening hours, or until something happens (domain.md, Node kinds: wait; Time). */
export const wait = defineKind<WaitParams>({
  kind: "wait",
  group: "flow",
  acceptsEdges: true,
  params: WaitParams,
  texts: { en, fr },
  starter: () => ({ for: "duration", duration: "P1D" }),
  ports: (params) => {
    if (params.for === "until")
      return [...params.arms.map((arm) => ownPort(arm.id, "arm", arm.name ?? arm.event)), TIMEOUT];
    return params.for === "date" ? [NEXT, MISSED] : [NEXT];
  },
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
  mentions: (params) => [
    ...datesOf(params).flatMap(({ path, date: { attribute, entry } }) => [
      ...(attribute ? [{ path: `${path}.attribute`, of: "attribute" as const, name: attribute }] : []),
      ...(entry ? [{ path: `${path}.entry`, of: "entry" as const, name: entry }] : []),
    ]),
    ...armsOf(params).map((arm, index) => ({
      path: `arms[${index}].event`,
      of: "event" as const,
      name: arm.event ?? "",
    })),
  ],
  setsVariables: (params) =>
    armsOf(params).flatMap(({ id, saveAs }) => (saveAs ? [{ name: saveAs, port: id }] : [])),
  readsVariables: (params) =>
    datesOf(params).flatMap(({ path, date }) =>
      date.var ? [{ path: `${path}.var`, name: date.var, hasFallback: hasOtherSource(date) }] : [],
    ),
  mayHoldForEver: (params) => params.for === "until" && !endsByTheClock(params),
  shortestStayMs: (params, { port }) => {
    // Only the clock takes the time-out; an event, a condition or a date may let her pass at once.
    const text =
      params.for === "duration" ? params.duration : port === TIMEOUT.id ? timeoutOf(params) : undefined;
    const duration = text === undefined ? undefined : parseDuration(text);
    return duration === undefined ? 0 : minimumMs(duration);
  },
  enter: (params, visit) => {
    if (params.for === "until") return enterUntil(params, visit);
    if (params.for === "date") return enterDate(params, visit);
    const until = goesOnAt(params, visit);
    return until === undefined || until <= visit.now
      ? { do: "leave", port: NEXT.id }
      : { do: "wait", until, state: {} };
  },
  resume: (params, visit, signal) => {
    if (params.for === "until") return resumeUntil(params, visit, signal);
    if (signal.type !== "due") return undefined;
    if (params.for === "date") return dateDue(params, visit, signal.at);
    if (params.for !== "window") return { do: "leave", port: NEXT.id };
    // A late wake-up may fall after the window closed again: wait for the next opening rather than pass outside it.
    const until = nextOpening(params, visit.now, visit.zone);
    return until <= visit.now ? { do: "leave", port: NEXT.id } : { do: "wait", until, state: {} };
  },
  redue: goesOnAt,
});

/** The instant a wait ends by the clock, from when the person arrived and where she lives. */
function goesOnAt(params: WaitParams, visit: Visit): number | undefined {
  if (params.for === "until") return untilDue(params, visit);
  if (params.for === "window") {
    const first = nextOpening(params, visit.since, visit.zone);
    // Already passed by late: what was waited for then is the next opening from now.
    return first >= visit.now ? first : nextOpening(params, visit.now, visit.zone);
  }
  if (params.for === "date") return redueDate(params, visit);
  if (params.for === "smart") return smartInstant(params, visit);
  return addDuration(visit.since, params.duration, visit.zone);
}

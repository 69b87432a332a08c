import { describeDuration, parseDuration } from "../../time/duration.ts";
import { isRecurrence } from "../../time/recurrence.ts";
import { parseClock } from "../../time/window.ts";
import { isTimeZone } from "../../time/zone.ts";
import type { Locale } from "../../problems.ts";
import { defineKind, type ParamProblem } from "../define.ts";
import { paramProblem } from "../own-ports.ts";
import { NEXT } from "../ports.ts";
import { entry } from "./entry.ts";
import { TriggerParams } from "./params.ts";
import { en, fr, SUMMARIES } from "./texts.ts";

/** Entry of a journey (domain.md, Node kinds: trigger). */
export const trigger = defineKind<TriggerParams>({
  kind: "trigger",
  group: "entry",
  acceptsEdges: false,
  params: TriggerParams,
  texts: { en, fr },
  starter: () => ({ on: "event", event: "" }),
  ports: () => [NEXT],
  summary,
  validate,
  conditions: (params) => {
    if (params.on === "event" && params.where !== undefined)
      return [{ path: "where", condition: params.where }];
    return (params.on === "schedule" || params.on === "date") && params.audience !== undefined
      ? [{ path: "audience", condition: params.audience }]
      : [];
  },
  mentions: (params) => {
    if (params.on === "event") return [{ path: "event", of: "event", name: params.event }];
    if (params.on === "segment") return [{ path: "segment", of: "segment", name: params.segment }];
    return params.on === "date" ? [{ path: "attribute", of: "attribute", name: params.attribute }] : [];
  },
  shortestStayMs: () => 0,
  entry,
  enter: () => ({ do: "leave", port: NEXT.id }),
});

function summary(params: TriggerParams, locale: Locale): string {
  const words = SUMMARIES[locale];
  switch (params.on) {
    case "manual":
      return words.manual;
    case "event":
      if (params.event === "") return words.pickEvent;
      return params.where === undefined ? params.event : `${params.event} · ${words.filtered}`;
    case "segment":
      return params.segment === "" ? words.pickSegment : `${words[params.does]} ${params.segment}`;
    case "schedule":
      return params.rrule;
    case "date": {
      if (params.attribute === "") return words.pickAttribute;
      const offset = params.offset === undefined ? undefined : parseDuration(params.offset);
      const shift =
        offset === undefined || params.offset === undefined
          ? ""
          : ` ${offset.sign < 0 ? words.before : words.after} ${describeDuration(params.offset.replace(/^-/, ""), locale)}`;
      return `${params.attribute}${shift}${params.at === undefined ? "" : ` · ${params.at}`}`;
    }
    case "place":
      return params.place === "" ? words.pickPlace : `${words[params.does]} ${params.place}`;
  }
}

function validate(params: TriggerParams): ParamProblem[] {
  switch (params.on) {
    case "event":
      return params.event === "" ? [paramProblem("missing-event", "event")] : [];
    case "segment":
      return params.segment === "" ? [paramProblem("missing-segment", "segment")] : [];
    case "schedule":
      return [
        ...(isRecurrence(params.rrule)
          ? []
          : [paramProblem("bad-recurrence", "rrule", { text: params.rrule })]),
        ...(params.timeZone === undefined || isTimeZone(params.timeZone)
          ? []
          : [paramProblem("bad-time-zone", "timeZone", { zone: params.timeZone })]),
      ];
    case "date":
      return [
        ...(params.attribute === "" ? [paramProblem("missing-attribute", "attribute")] : []),
        ...durationProblem(params.offset, "offset"),
        ...(params.at === undefined || parseClock(params.at) !== undefined
          ? []
          : [paramProblem("bad-window", "at")]),
      ];
    case "place":
      return [
        ...(params.place === "" ? [paramProblem("missing-place", "place")] : []),
        ...durationProblem(params.dwell, "dwell"),
        ...(params.does === "dwell" && params.dwell === undefined
          ? [paramProblem("missing-dwell", "dwell")]
          : []),
      ];
    case "manual":
      return [];
  }
}

function durationProblem(text: string | undefined, path: string): ParamProblem[] {
  return text === undefined || parseDuration(text) !== undefined
    ? []
    : [paramProblem("bad-duration", path, { text })];
}

import { lookUpAttribute } from "../../conditions/lookup.ts";
import { ENTRY_DUE, MANUAL_START, SEGMENT_ENTERED, SEGMENT_LEFT } from "../../engine/reserved-events.ts";
import { RESERVED_EVENTS } from "../../person/events.ts";
import { addDuration } from "../../time/duration.ts";
import { dateInstant } from "../../time/moment.ts";
import { nextOccurrence } from "../../time/recurrence.ts";
import { isTimeZone } from "../../time/zone.ts";
import type { Entry } from "../define.ts";
import type { TriggerParams } from "./params.ts";

const YEARS_AHEAD = 9;

/** How each way of starting lets people in (domain.md, Node kinds: trigger). */
export const entry: Entry<TriggerParams> = {
  admits: (params, event, evaluate, journeyId) => {
    switch (params.on) {
      case "event":
        return event.name === params.event && (params.where === undefined || evaluate(params.where));
      case "manual":
        return event.name === MANUAL_START && event.properties["journey"] === journeyId;
      case "segment":
        return (
          event.name === (params.does === "enters" ? SEGMENT_ENTERED : SEGMENT_LEFT) &&
          event.properties["segment"] === params.segment
        );
      case "place":
        if (params.does === "dwell") return event.name === ENTRY_DUE;
        return (
          event.name ===
            (params.does === "enter" ? RESERVED_EVENTS.placeEntered : RESERVED_EVENTS.placeLeft) &&
          event.properties["place"] === params.place
        );
      case "schedule":
      case "date":
        return event.name === ENTRY_DUE && (params.audience === undefined || evaluate(params.audience));
    }
  },

  byTheClock: (params) => params.on === "schedule" || params.on === "date",

  nextAt: (params, after, { person, zone }) => {
    if (params.on === "schedule") {
      const own = params.timeZone !== undefined && isTimeZone(params.timeZone) ? params.timeZone : zone;
      return nextOccurrence(params.rrule, after, own);
    }
    if (params.on !== "date") return undefined;
    const value = lookUpAttribute(person, params.attribute);
    for (let years = 0; years <= (params.yearly === true ? YEARS_AHEAD : 0); years += 1) {
      const at = dateInstant(value, {
        offset: params.offset,
        time: params.at,
        zone,
        yearOf: yearOf(params, after, years),
      });
      if (at === undefined) return undefined;
      if (at > after) return at;
    }
    return undefined;
  },

  clock: (params, event, zone) => {
    if (params.on !== "place" || params.does !== "dwell" || event.properties["place"] !== params.place)
      return undefined;
    if (event.name === RESERVED_EVENTS.placeLeft) return "stop";
    return event.name === RESERVED_EVENTS.placeEntered
      ? addDuration(event.at, params.dwell ?? "PT0S", zone)
      : undefined;
  },

  segments: (params) => (params.on === "segment" ? [params.segment] : []),

  unprompted: (params) => params.on === "segment" || params.on === "schedule" || params.on === "date",

  listensTo: (params) => {
    if (params.on === "event") return params.event === "" ? [] : [params.event];
    if (params.on === "place") return [RESERVED_EVENTS.placeEntered, RESERVED_EVENTS.placeLeft];
    return params.on === "manual" ? [MANUAL_START] : [];
  },

  sample: (params, journeyId) => {
    switch (params.on) {
      case "event":
        return { name: params.event, properties: {} };
      case "segment":
        return {
          name: params.does === "enters" ? SEGMENT_ENTERED : SEGMENT_LEFT,
          properties: { segment: params.segment },
        };
      case "place":
        return {
          name: params.does === "exit" ? RESERVED_EVENTS.placeLeft : RESERVED_EVENTS.placeEntered,
          properties: { place: params.place },
        };
      default:
        return { name: MANUAL_START, properties: { journey: journeyId } };
    }
  },
};

/** A yearly date is looked for from the year before, so that an offset over New Year is not missed. */
function yearOf(
  params: { yearly?: boolean | undefined },
  after: number,
  years: number,
): { from: number; plus: number } | undefined {
  return params.yearly === true ? { from: after, plus: years - 1 } : undefined;
}

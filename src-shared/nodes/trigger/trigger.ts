import { MANUAL_START } from "../../engine/reserved-events.ts";
import { defineKind } from "../define.ts";
import { paramProblem } from "../own-ports.ts";
import { NEXT } from "../ports.ts";
import { TriggerParams } from "./params.ts";
import { en, fr } from "./texts.ts";

/** Entry of a journey (domain.md, Node kinds: trigger). */
export const trigger = defineKind<TriggerParams>({
  kind: "trigger",
  group: "entry",
  acceptsEdges: false,
  params: TriggerParams,
  texts: { en, fr },
  starter: () => ({ on: "event", event: "" }),
  ports: () => [NEXT],
  summary: (params, locale) => {
    if (params.on === "manual") return locale === "fr" ? "lancé à la main" : "started by hand";
    if (params.event === "") return locale === "fr" ? "choisissez un événement" : "pick an event";
    return params.where === undefined
      ? params.event
      : `${params.event} ${locale === "fr" ? "· filtré" : "· filtered"}`;
  },
  validate: (params) =>
    params.on === "event" && params.event === "" ? [paramProblem("missing-event", "event")] : [],
  conditions: (params) =>
    params.on === "event" && params.where !== undefined ? [{ path: "where", condition: params.where }] : [],
  mentions: (params) =>
    params.on === "event" && params.event !== "" ? [{ path: "event", of: "event", name: params.event }] : [],
  shortestStayMs: () => 0,
  entry: {
    admits: (params, event, evaluate, journeyId) => {
      if (params.on === "manual")
        return event.name === MANUAL_START && event.properties["journey"] === journeyId;
      return event.name === params.event && (params.where === undefined || evaluate(params.where));
    },
    listensTo: (params) => [params.on === "manual" ? MANUAL_START : params.event],
    sample: (params, journeyId) =>
      params.on === "manual"
        ? { name: MANUAL_START, properties: { journey: journeyId } }
        : { name: params.event, properties: {} },
  },
  enter: () => ({ do: "leave", port: NEXT.id }),
});

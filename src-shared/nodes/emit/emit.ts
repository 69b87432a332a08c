import { z } from "zod";
import { LocalizedText } from "../../journey/schema.ts";
import { defineKind } from "../define.ts";
import { paramProblem } from "../own-ports.ts";
import { NEXT } from "../ports.ts";
import { en, fr } from "./texts.ts";

/** formats.md, Params by kind: emit. Property texts are templates. */
export const EmitParams = z.object({
  event: z.string().max(256).default("").meta({ widget: "event-name" }),
  properties: z
    .record(z.string().min(1).max(128), z.union([z.number(), z.boolean(), z.null(), LocalizedText]))
    .default({}),
});
export type EmitParams = z.infer<typeof EmitParams>;

/** Lets an event happen to the person, which her other runs and journeys hear (domain.md, Node kinds: emit). */
export const emit = defineKind<EmitParams>({
  kind: "emit",
  group: "data",
  acceptsEdges: true,
  params: EmitParams,
  texts: { en, fr },
  starter: () => ({ event: "" }),
  ports: () => [NEXT],
  summary: (params, locale) =>
    params.event || (locale === "fr" ? "choisissez un événement" : "pick an event"),
  validate: (params) => (params.event === "" ? [paramProblem("missing-event", "event")] : []),
  templates: (params) =>
    Object.entries(params.properties).flatMap(([name, text]) =>
      typeof text === "string" || (typeof text === "object" && text !== null)
        ? [{ path: `properties.${name}`, text, format: "text" as const }]
        : [],
    ),
  makesEvents: (params) => (params.event === "" ? [] : [params.event]),
  shortestStayMs: () => 0,
  enter: (params, visit) => {
    const properties = Object.fromEntries(
      Object.entries(params.properties).map(([name, value]) => [
        name,
        typeof value === "string" || (typeof value === "object" && value !== null)
          ? (visit.render(value) ?? null)
          : value,
      ]),
    );
    return { do: "leave", port: NEXT.id, emit: [{ name: params.event, properties }] };
  },
});

import { z } from "zod";
import { LocalizedText } from "../../journey/schema.ts";
import { defineKind } from "../define.ts";
import { paramProblem } from "../own-ports.ts";
import { NEXT } from "../ports.ts";
import { en, fr } from "./texts.ts";

/** formats.md, Params by kind: update. A text is a template; numbers, booleans and null are taken as they are. */
export const UpdateParams = z.object({
  set: z
    .record(z.string().min(1).max(128), z.union([z.number(), z.boolean(), z.null(), LocalizedText]))
    .default({}),
});
export type UpdateParams = z.infer<typeof UpdateParams>;

/** Sets attributes of the person (domain.md, Node kinds: update). */
export const update = defineKind<UpdateParams>({
  kind: "update",
  group: "data",
  acceptsEdges: true,
  params: UpdateParams,
  texts: { en, fr },
  starter: () => ({ set: {} }),
  ports: () => [NEXT],
  summary: (params, locale) =>
    Object.keys(params.set).join(", ") || (locale === "fr" ? "rien à changer" : "nothing to change"),
  validate: (params) => (Object.keys(params.set).length === 0 ? [paramProblem("nothing-to-set", "set")] : []),
  templates: (params) =>
    Object.entries(params.set).flatMap(([name, text]) =>
      isText(text) ? [{ path: `set.${name}`, text, format: "text" as const }] : [],
    ),
  setsAttributes: (params) => Object.keys(params.set),
  shortestStayMs: () => 0,
  enter: (params, visit) => {
    const attributes: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(params.set)) {
      // A template that fails leaves the attribute as it was: the trace says so, and no empty value hides the old one.
      const rendered = isText(value) ? visit.render(value) : value;
      if (rendered !== undefined) attributes[name] = rendered;
    }
    return { do: "leave", port: NEXT.id, attributes };
  },
});

function isText(value: UpdateParams["set"][string]): value is LocalizedText {
  return typeof value === "string" || (typeof value === "object" && value !== null);
}

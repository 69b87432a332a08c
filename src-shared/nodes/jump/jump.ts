import { z } from "zod";
import { MANUAL_START } from "../../engine/reserved-events.ts";
import { defineKind } from "../define.ts";
import { paramProblem } from "../own-ports.ts";
import { en, fr } from "./texts.ts";

/** formats.md, Params by kind: jump. One of the two. */
export const JumpParams = z.object({
  node: z.string().max(128).optional().meta({ widget: "node" }),
  journey: z.string().max(128).optional().meta({ widget: "journey" }),
});
export type JumpParams = z.infer<typeof JumpParams>;

/**
 * Goes on elsewhere (domain.md, Node kinds: jump): at another step of this journey, or at the manual trigger of
 * another journey, where a run of its own starts while this one is over.
 */
export const jump = defineKind<JumpParams>({
  kind: "jump",
  group: "flow",
  acceptsEdges: true,
  params: JumpParams,
  texts: { en, fr },
  starter: () => ({}),
  ports: () => [],
  summary: (params, locale) =>
    params.node || params.journey || (locale === "fr" ? "choisissez où aller" : "pick where to go"),
  validate: (params) => {
    if ((params.node ?? "") === "" && (params.journey ?? "") === "")
      return [paramProblem("jump-nowhere", "node")];
    return (params.node ?? "") !== "" && (params.journey ?? "") !== ""
      ? [paramProblem("jump-twice", "journey")]
      : [];
  },
  jumpsTo: (params) => (params.node === undefined || params.node === "" ? [] : [params.node]),
  shortestStayMs: () => 0,
  enter: (params) => {
    if (params.node !== undefined && params.node !== "") return { do: "jump", to: params.node };
    const journey = params.journey ?? "";
    return {
      do: "end",
      reason: `jumped to ${journey}`,
      emit: [{ name: MANUAL_START, properties: { journey } }],
    };
  },
});

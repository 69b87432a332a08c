import { z } from "zod";
import { defineKind } from "../define.ts";
import { en, fr } from "./texts.ts";

/** formats.md, Params by kind: exit. */
export const ExitParams = z.object({ reason: z.string().max(200).default("") });
export type ExitParams = z.infer<typeof ExitParams>;

/** Ends the run with a reason of the author's (domain.md, Node kinds: exit). */
export const exit = defineKind<ExitParams>({
  kind: "exit",
  group: "end",
  acceptsEdges: true,
  params: ExitParams,
  texts: { en, fr },
  starter: () => ({ reason: "" }),
  ports: () => [],
  summary: (params, locale) => params.reason || (locale === "fr" ? "fin du parcours" : "end of the journey"),
  shortestStayMs: () => 0,
  enter: (params) => ({ do: "end", reason: params.reason === "" ? "exit" : params.reason }),
});

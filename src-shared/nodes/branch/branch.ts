import { evaluate } from "../../conditions/evaluate.ts";
import { defineKind } from "../define.ts";
import { checkOwnPorts, paramProblem } from "../own-ports.ts";
import { ELSE, ownPort } from "../ports.ts";
import { BranchParams } from "./params.ts";
import { en, fr } from "./texts.ts";

/** Sends each person down the first arm whose condition holds (domain.md, Node kinds: branch). */
export const branch = defineKind<BranchParams>({
  kind: "branch",
  group: "flow",
  acceptsEdges: true,
  params: BranchParams,
  texts: { en, fr },
  starter: (locale) => ({
    arms: [{ id: "yes", name: locale === "fr" ? "oui" : "yes" }],
  }),
  ports: (params) => [...params.arms.map((arm) => ownPort(arm.id, "arm", arm.name)), ELSE],
  summary: (params, locale) =>
    params.arms.length === 1
      ? locale === "fr"
        ? "une condition, sinon"
        : "one condition, else"
      : locale === "fr"
        ? `${params.arms.length} conditions, la première vraie`
        : `${params.arms.length} conditions, first match`,
  validate: (params) => [
    ...checkOwnPorts("arms", params.arms),
    ...params.arms.flatMap((arm, index) =>
      arm.when === undefined
        ? [paramProblem("arm-without-condition", `arms[${index}].when`, { arm: arm.name ?? arm.id })]
        : [],
    ),
  ],
  conditions: (params) =>
    params.arms.flatMap((arm, index) =>
      arm.when === undefined ? [] : [{ path: `arms[${index}].when`, condition: arm.when, port: arm.id }],
    ),
  shortestStayMs: () => 0,
  enter: (params, visit) => ({
    do: "leave",
    port: params.arms.find((arm) => arm.when !== undefined && evaluate(arm.when, visit.facts))?.id ?? ELSE.id,
  }),
});

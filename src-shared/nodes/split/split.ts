import { defineKind, type ParamProblem } from "../define.ts";
import { checkOwnPorts, paramProblem } from "../own-ports.ts";
import { CONTROL, ownPort } from "../ports.ts";
import { draw, sumOfWeights } from "./draw.ts";
import { SplitParams } from "./params.ts";
import { en, fr } from "./texts.ts";

/** Parts people by chance, for good or for each passage (domain.md, Node kinds: split). */
export const split = defineKind<SplitParams>({
  kind: "split",
  group: "flow",
  acceptsEdges: true,
  params: SplitParams,
  texts: { en, fr },
  starter: () => ({
    arms: [
      { id: "a", name: "A", weight: 50 },
      { id: "b", name: "B", weight: 50 },
    ],
  }),
  ports: (params) => [
    ...params.arms.map((arm) => ownPort(arm.id, "arm", arm.name)),
    ...(params.control === undefined ? [] : [CONTROL]),
  ],
  summary: (params, locale) => {
    const shares = params.arms.map((arm) => share(arm.weight, locale)).join(" / ");
    if (params.control === undefined) return shares;
    const name = locale === "fr" ? "témoin" : "control";
    return `${shares} · ${name} ${share(params.control, locale)}`;
  },
  validate,
  shortestStayMs: () => 0,
  enter: (params, visit) => ({
    do: "leave",
    port: draw(params, params.sticky ? visit.sticky() : visit.random()),
  }),
});

function validate(params: SplitParams): ParamProblem[] {
  const sum = sumOfWeights(params.arms);
  return [
    ...checkOwnPorts("arms", params.arms),
    ...(sum === 100 ? [] : [paramProblem("weights-not-100", "arms", { sum })]),
    ...params.arms.flatMap((arm, index) =>
      arm.weight === 0
        ? [paramProblem("arm-without-share", `arms[${index}].weight`, { arm: arm.name ?? arm.id })]
        : [],
    ),
    ...(params.control === 100 ? [paramProblem("control-takes-all", "control")] : []),
  ];
}

function share(percent: number, locale: "en" | "fr"): string {
  const text = String(Math.round(percent * 100) / 100);
  return locale === "fr" ? `${text.replace(".", ",")} %` : `${text}%`;
}

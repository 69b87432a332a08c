import { dateInstant } from "../../time/moment.ts";
import { defineKind, type ParamProblem, type ValidateContext } from "../define.ts";
import { checkOwnPorts, paramProblem } from "../own-ports.ts";
import { CONTROL, ownPort } from "../ports.ts";
import { draw, sumOfWeights } from "./draw.ts";
import { SplitParams } from "./params.ts";
import { en, fr } from "./texts.ts";
import { LEAST_PER_ARM, takeArm, winnerOf } from "./winner.ts";

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
    const parts = [params.arms.map((arm) => share(arm.weight, locale)).join(" / ")];
    if (params.control !== undefined)
      parts.push(`${locale === "fr" ? "témoin" : "control"} ${share(params.control, locale)}`);
    if (winnerOf(params) !== undefined)
      parts.push(locale === "fr" ? "la meilleure voie gagne" : "the best arm wins");
    return parts.join(" · ");
  },
  validate,
  shortestStayMs: () => 0,
  enter: (params, visit) => {
    const port = draw(params, params.sticky ? visit.sticky() : visit.random());
    const winner = port === CONTROL.id ? undefined : winnerOf(params);
    return winner === undefined ? { do: "leave", port } : takeArm(params, winner, visit, port);
  },
});

function validate(params: SplitParams, { settings }: ValidateContext): ParamProblem[] {
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
    ...checkWinner(params, settings.goals ?? []),
  ];
}

/** What cannot pick a winner, or would do so later than it says. */
function checkWinner(params: SplitParams, goals: readonly { id: string }[]): ParamProblem[] {
  const winner = winnerOf(params);
  if (winner === undefined) return [];
  const { goal, after, on = "" } = winner;
  const arms = params.arms.filter(({ weight }) => weight > 0).length;
  const least = arms * LEAST_PER_ARM;
  return [
    ...(goal === ""
      ? [paramProblem("winner-without-goal", "winner.goal")]
      : goals.some(({ id }) => id === goal)
        ? []
        : [paramProblem("unknown-goal", "winner.goal", { goal })]),
    ...(after === undefined && on === "" ? [paramProblem("winner-never-picked", "winner.after")] : []),
    ...(on !== "" && dateInstant(on, { zone: "UTC" }) === undefined
      ? [paramProblem("bad-date", "winner.on", { text: on })]
      : []),
    ...(arms === 1 ? [paramProblem("winner-without-choice", "winner")] : []),
    ...(after !== undefined && arms > 1 && after < least
      ? [paramProblem("winner-too-soon", "winner.after", { after, least, each: LEAST_PER_ARM })]
      : []),
  ];
}

function share(percent: number, locale: "en" | "fr"): string {
  const text = String(Math.round(percent * 100) / 100);
  return locale === "fr" ? `${text.replace(".", ",")} %` : `${text}%`;
}

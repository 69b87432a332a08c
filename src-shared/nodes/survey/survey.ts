import { evaluate } from "../../conditions/evaluate.ts";
import type { Reply, Visit } from "../../engine/visit.ts";
import { defineKind, type ParamProblem } from "../define.ts";
import { checkReplyWithin, isBlank } from "../message-checks.ts";
import { previewText } from "../message-summary.ts";
import { resumeMessage } from "../messaging.ts";
import { checkOwnPorts, paramProblem } from "../own-ports.ts";
import { NO_REPLY, NOT_SENT, ownPort } from "../ports.ts";
import { SurveyParams } from "./params.ts";
import { isOnScale, SCALES } from "./scales.ts";
import { en, fr } from "./texts.ts";

/** One question whose answer decides the way (domain.md, Node kinds: survey). */
export const survey = defineKind<SurveyParams>({
  kind: "survey",
  group: "listen",
  acceptsEdges: true,
  params: SurveyParams,
  texts: { en, fr },
  starter: (locale) => ({
    ask: "nps",
    question: "",
    via: "email",
    arms: SCALES.nps.arms.map((arm) => ({
      id: arm.id,
      name: arm.name[locale],
      when: {
        all: [
          { answer: "nps", op: "ge", value: arm.from },
          { answer: "nps", op: "le", value: arm.to },
        ],
      },
    })),
  }),
  ports: (params) => [...params.arms.map((arm) => ownPort(arm.id, "arm", arm.name)), NO_REPLY, NOT_SENT],
  summary: (params, locale) => {
    const question = previewText(params.question, locale);
    const asked = params.ask.toUpperCase();
    if (question === "")
      return `${asked} · ${locale === "fr" ? "pas encore de question" : "no question yet"}`;
    return `${asked} · ${question}`;
  },
  validate,
  conditions: (params) =>
    params.arms.flatMap((arm, index) =>
      arm.when === undefined ? [] : [{ path: `arms[${index}].when`, condition: arm.when }],
    ),
  templates: (params) => [
    { path: "question", text: params.question, format: "text" },
    ...(params.followUp === undefined
      ? []
      : [{ path: "followUp", text: params.followUp, format: "text" as const }]),
  ],
  answerKeys: (params) => [params.ask],
  shortestStayMs: () => 0,
  message: (params) => ({
    channel: params.via,
    ...(params.class === undefined ? {} : { class: params.class }),
    parts: {
      question: { template: params.question, format: "text" },
      ...(params.followUp === undefined
        ? {}
        : { followUp: { template: params.followUp, format: "text" as const } }),
    },
    required: ["question"],
    extras: { ask: params.ask, least: SCALES[params.ask].least, most: SCALES[params.ask].most },
  }),
  enter: () => ({ do: "send" }),
  resume: (params, visit, signal) =>
    resumeMessage(
      {
        replyPorts: params.arms.map((arm) => arm.id),
        otherwise: NO_REPLY.id,
        replyWithin: params.replyWithin,
        route: (reply) => route(params, visit, reply),
      },
      visit,
      signal,
    ),
});

/** An answer off the scale is not an answer: the run keeps waiting for one. */
function route(
  params: SurveyParams,
  visit: Visit,
  reply: Reply,
): ReturnType<Parameters<typeof resumeMessage>[0]["route"]> {
  const score = reply.score ?? reply.answers?.[params.ask];
  if (!isOnScale(params.ask, score)) return undefined;
  const answers = { ...reply.answers, [visit.nodeId]: score, [params.ask]: score };
  const facts = { ...visit.facts, answers: { ...visit.facts.answers, ...answers } };
  const arm = params.arms.find(({ when }) => when !== undefined && evaluate(when, facts));
  return {
    port: arm?.id ?? NO_REPLY.id,
    answers,
    ...(params.saveAs === undefined || params.saveAs === ""
      ? {}
      : { attributes: { [params.saveAs]: score } }),
  };
}

function validate(params: SurveyParams): ParamProblem[] {
  return [
    ...(isBlank(params.question) ? [paramProblem("survey-without-question", "question")] : []),
    ...checkOwnPorts("arms", params.arms),
    ...params.arms.flatMap((arm, index) =>
      arm.when === undefined
        ? [paramProblem("arm-without-condition", `arms[${index}].when`, { arm: arm.name ?? arm.id })]
        : [],
    ),
    ...checkReplyWithin(params.replyWithin),
  ];
}

import { factsWith } from "../../conditions/facts.ts";
import { evaluate } from "../../conditions/evaluate.ts";
import type { Reply, Visit } from "../../engine/visit.ts";
import type { Locale } from "../../problems.ts";
import { defineKind, type ParamProblem } from "../define.ts";
import { checkReplyWithin, isBlank } from "../message-checks.ts";
import { deliveryOf, plain } from "../message-delivery.ts";
import { previewText } from "../message-summary.ts";
import { redueMessage, resumeMessage, stayWithoutReply, type MessageWays } from "../messaging.ts";
import { checkOwnPorts, paramProblem } from "../own-ports.ts";
import { NO_REPLY, NOT_SENT, ownPort } from "../ports.ts";
import { answerIn } from "./answer.ts";
import { hasArmForEvery } from "./every-answer.ts";
import { SurveyParams } from "./params.ts";
import { NPS_ARMS, SCALES } from "./scales.ts";
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
    arms: NPS_ARMS.map((arm) => ({
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
    const asked = ASKED[locale][params.ask];
    if (question === "")
      return `${asked} · ${locale === "fr" ? "pas encore de question" : "no question yet"}`;
    return `${asked} · ${question}`;
  },
  validate,
  conditions: (params) =>
    params.arms.flatMap((arm, index) =>
      arm.when === undefined ? [] : [{ path: `arms[${index}].when`, condition: arm.when, port: arm.id }],
    ),
  templates: (params) => [
    plain("question", params.question),
    ...offered(params).map(({ label }, index) => plain(`choices[${index}].label`, label)),
    ...(params.followUp === undefined ? [] : [plain("followUp", params.followUp)]),
  ],
  answerKeys: (params) => [params.ask],
  otherAnswerKeys: (params) => (isBlank(params.followUp) ? [] : ["comment"]),
  possibleAnswers,
  setsAttributes: (params) => (params.saveAs === undefined || params.saveAs === "" ? [] : [params.saveAs]),
  // An answer that no arm takes leaves by “no reply” as well, at once.
  shortestStayMs: (params, way) =>
    hasArmForEvery(params, possibleAnswers(params)) ? stayWithoutReply(ways(params), way) : 0,
  message: (params) => ({
    channel: params.via,
    ...deliveryOf(params),
    parts: {
      question: { template: params.question, format: "text" },
      ...Object.fromEntries(
        offered(params).map(({ id, label }) => [
          `choice.${id}`,
          { template: label, format: "text" as const },
        ]),
      ),
      ...(params.followUp === undefined
        ? {}
        : { followUp: { template: params.followUp, format: "text" as const } }),
    },
    required: ["question"],
    extras: { ask: params.ask, ...frame(params) },
  }),
  enter: () => ({ do: "send" }),
  resume: (params, visit, signal) => resumeMessage(ways(params), visit, signal),
  redue: (params, visit) => redueMessage(params.replyWithin, visit),
});

function ways(params: SurveyParams): MessageWays {
  return {
    replyPorts: params.arms.map((arm) => arm.id),
    otherwise: NO_REPLY.id,
    replyWithin: params.replyWithin,
    route: (reply, visit) => route(params, visit, reply),
  };
}

/** The question type in a word, for the canvas. */
const ASKED: Record<Locale, Record<SurveyParams["ask"], string>> = {
  en: {
    nps: "NPS",
    csat: "CSAT",
    ces: "CES",
    stars: "Stars",
    thumbs: "Thumbs",
    choice: "Choice",
    text: "Text",
  },
  fr: {
    nps: "NPS",
    csat: "CSAT",
    ces: "CES",
    stars: "Étoiles",
    thumbs: "Pouce",
    choice: "Choix",
    text: "Texte",
  },
};

/** What a preview needs to draw the answers: the ends of the scale, or the choices; nothing for free text. */
function frame({ ask, choices }: SurveyParams): Record<string, unknown> {
  switch (ask) {
    case "choice":
      return { choices: choices.map(({ id }) => ({ id })) };
    case "text":
      return {};
    default:
      return { ...SCALES[ask] };
  }
}

function possibleAnswers({ ask, choices }: SurveyParams): unknown[] | undefined {
  switch (ask) {
    case "choice":
      return choices.map(({ id }) => id);
    case "text":
      return undefined;
    default: {
      const { least, most } = SCALES[ask];
      return Array.from({ length: most - least + 1 }, (_, index) => least + index);
    }
  }
}

/** Choices mean something to a question of choice only. */
function offered(params: SurveyParams): SurveyParams["choices"] {
  return params.ask === "choice" ? params.choices : [];
}

/** What is no answer to the question does not count as one: the run keeps waiting. */
function route(params: SurveyParams, visit: Visit, reply: Reply): ReturnType<MessageWays["route"]> {
  const answer = answerIn(params, visit.nodeId, reply);
  if (answer === undefined) return undefined;
  const answers = { ...reply.answers, [visit.nodeId]: answer, [params.ask]: answer };
  const facts = factsWith(visit.facts, { answers: { ...visit.facts.answers, ...answers } });
  const arm = params.arms.find(({ when }) => when !== undefined && evaluate(when, facts));
  return {
    port: arm?.id ?? NO_REPLY.id,
    answers,
    ...(params.saveAs === undefined || params.saveAs === ""
      ? {}
      : { attributes: { [params.saveAs]: answer } }),
  };
}

function validate(params: SurveyParams): ParamProblem[] {
  return [
    ...(isBlank(params.question) ? [paramProblem("survey-without-question", "question")] : []),
    ...checkChoices(params),
    ...checkOwnPorts("arms", params.arms),
    ...params.arms.flatMap((arm, index) =>
      arm.when === undefined
        ? [paramProblem("arm-without-condition", `arms[${index}].when`, { arm: arm.name ?? arm.id })]
        : [],
    ),
    ...checkReplyWithin(params.replyWithin),
  ];
}

function checkChoices(params: SurveyParams): ParamProblem[] {
  const choices = offered(params);
  const ids = new Set(choices.map(({ id }) => id));
  return [
    ...(params.ask === "choice" && ids.size < 2 ? [paramProblem("too-few-choices", "choices")] : []),
    ...choices.flatMap(({ id, label }, index) => [
      ...(choices.findIndex((choice) => choice.id === id) < index
        ? [paramProblem("duplicate-choice", `choices[${index}].id`, { id })]
        : []),
      ...(isBlank(label) ? [paramProblem("choice-without-text", `choices[${index}].label`)] : []),
    ]),
  ];
}

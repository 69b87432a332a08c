import type { Remember, Reply, Visit } from "../../engine/visit.ts";
import { defineKind, type MessagePart, type Port } from "../define.ts";
import { checkLink, checkReplyWithin, isBlank } from "../message-checks.ts";
import {
  buttonExtras,
  buttonParts,
  buttonTemplates,
  deliveryOf,
  keyTemplate,
  plain,
} from "../message-delivery.ts";
import { previewText } from "../message-summary.ts";
import { redueMessage, resumeMessage, stayWithoutReply, type MessageWays } from "../messaging.ts";
import { checkOwnPorts, paramProblem } from "../own-ports.ts";
import { NEXT, NOT_SENT, ownPort } from "../ports.ts";
import { attributesOf, checkForm, readForm } from "./form.ts";
import { InAppParams } from "./params.ts";
import { en, fr } from "./texts.ts";

/** Where a person goes on who sent the form in. */
const SUBMITTED: Port = { id: "submitted", role: "reply", label: { en: "submitted", fr: "rempli" } };

/** A message inside the app: over it, at its top edge, or as a form (domain.md, Node kinds: in-app). */
export const inApp = defineKind<InAppParams>({
  kind: "in-app",
  group: "messages",
  acceptsEdges: true,
  params: InAppParams,
  texts: { en, fr },
  starter: () => ({ style: "modal", title: "", body: "", buttons: [] }),
  ports: (params) => [
    NEXT,
    ...(params.style === "form" ? [SUBMITTED] : []),
    ...params.buttons.map((button) =>
      ownPort(button.id, "reply", previewText(button.label, "en"), previewText(button.label, "fr")),
    ),
    NOT_SENT,
  ],
  summary: (params, locale) => {
    const text = previewText(params.title, locale) || previewText(params.body, locale);
    const texts = locale === "fr" ? fr : en;
    const style = texts.fields["style"]?.options?.[params.style] ?? params.style;
    return `${style} · ${text === "" ? (locale === "fr" ? "pas encore de texte" : "no text yet") : text}`;
  },
  validate: (params) => [
    ...(isBlank(params.title) && isBlank(params.body)
      ? [paramProblem("message-without-content", "title")]
      : []),
    ...checkOwnPorts("buttons", params.buttons),
    ...params.buttons.flatMap((button, index) => [
      ...(button.id === SUBMITTED.id && params.style === "form"
        ? [paramProblem("reserved-port", `buttons[${index}].id`, { id: button.id })]
        : []),
      ...(isBlank(button.label) ? [paramProblem("button-without-text", `buttons[${index}].label`)] : []),
      ...checkLink(button.link, `buttons[${index}].link`),
    ]),
    ...checkLink(params.image, "image"),
    ...checkForm(params),
    ...checkReplyWithin(params.replyWithin),
  ],
  templates: (params) => [
    plain("title", params.title),
    plain("body", params.body),
    ...keyTemplate(params),
    ...buttonTemplates(params.buttons),
    ...shownFields(params).flatMap((field, index) => [
      plain(`form[${index}].label`, field.label),
      ...field.choices.map((choice, at) => plain(`form[${index}].choices[${at}].label`, choice.label)),
    ]),
    ...(params.submit === undefined ? [] : [plain("submit", params.submit)]),
  ],
  answerKeys: (params) => shownFields(params).map(({ id }) => id),
  setsAttributes: (params) =>
    shownFields(params).flatMap(({ saveAs }) => (saveAs === undefined || saveAs === "" ? [] : [saveAs])),
  shortestStayMs: (params, way) => stayWithoutReply(ways(params), way),
  message: (params) => ({
    channel: "in-app",
    ...deliveryOf(params),
    parts: {
      title: { template: params.title, format: "text" },
      body: { template: params.body, format: "text" },
      ...buttonParts(params.buttons),
      ...fieldParts(params),
    },
    required: ["title", "body"],
    extras: {
      style: params.style,
      ...(params.image === undefined ? {} : { image: params.image }),
      buttons: buttonExtras(params.buttons),
      ...(params.style === "form"
        ? {
            form: params.form.map(({ id, type, required, choices }) => ({
              id,
              type,
              required,
              ...(type === "choice" ? { choices: choices.map((choice) => ({ id: choice.id })) } : {}),
            })),
          }
        : {}),
    },
  }),
  enter: () => ({ do: "send" }),
  resume: (params, visit, signal) => resumeMessage(ways(params), visit, signal),
  redue: (params, visit) => redueMessage(params.replyWithin, visit),
});

function ways(params: InAppParams): MessageWays {
  return {
    replyPorts: [
      ...(params.style === "form" ? [SUBMITTED.id] : []),
      ...params.buttons.map((button) => button.id),
    ],
    otherwise: NEXT.id,
    replyWithin: params.replyWithin,
    route: (reply, visit) => route(params, visit, reply),
  };
}

/**
 * A tap on a button, or a form sent in. Answers are kept under the step's id and each under its own key. A reply whose
 * port leads nowhere is one all the same: the run goes on instead of waiting for a second.
 */
function route(params: InAppParams, visit: Visit, reply: Reply): ({ port: string } & Remember) | undefined {
  const { button, answers = {} } = reply;
  const go = (port: string) => ({ port: visit.connected(port) ? port : NEXT.id });
  if (button !== undefined) return params.buttons.some(({ id }) => id === button) ? go(button) : undefined;
  const values = params.style === "form" ? readForm(params.form, answers) : undefined;
  if (values === undefined) return undefined;
  return {
    ...go(SUBMITTED.id),
    answers: { ...values, [visit.nodeId]: values },
    attributes: attributesOf(params.form, values),
  };
}

function shownFields(params: InAppParams): InAppParams["form"] {
  return params.style === "form" ? params.form : [];
}

/** Labels of fields and choices as parts, because they may hold the person's data. */
function fieldParts(params: InAppParams): Record<string, MessagePart> {
  const text = (template: MessagePart["template"]): MessagePart => ({ template, format: "text" });
  return Object.fromEntries([
    ...shownFields(params).flatMap((field) => [
      [`field.${field.id}`, text(field.label)] as const,
      ...(field.type === "choice" ? field.choices : []).map(
        (choice) => [`field.${field.id}/${choice.id}`, text(choice.label)] as const,
      ),
    ]),
    ...(params.style === "form" && params.submit !== undefined
      ? [["submit", text(params.submit)] as const]
      : []),
  ]);
}

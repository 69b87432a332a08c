import { parseDuration } from "../../time/duration.ts";
import { defineKind } from "../define.ts";
import { checkLink, checkReplyWithin, isBlank } from "../message-checks.ts";
import { buttonExtras, buttonParts, buttonTemplates, deliveryOf, keyTemplate } from "../message-delivery.ts";
import { previewText } from "../message-summary.ts";
import { redueMessage, resumeMessage, stayWithoutReply, type MessageWays } from "../messaging.ts";
import { checkOwnPorts, paramProblem } from "../own-ports.ts";
import { NEXT, NOT_SENT, ownPort } from "../ports.ts";
import { PushParams } from "./params.ts";
import { en, fr } from "./texts.ts";

/** A push notification whose buttons are ways out (domain.md, Node kinds: push). */
export const push = defineKind<PushParams>({
  kind: "push",
  group: "messages",
  acceptsEdges: true,
  params: PushParams,
  texts: { en, fr },
  starter: () => ({ title: "", body: "", buttons: [] }),
  ports: (params) => [
    NEXT,
    ...params.buttons.map((button) =>
      ownPort(button.id, "reply", previewText(button.label, "en"), previewText(button.label, "fr")),
    ),
    NOT_SENT,
  ],
  summary: (params, locale) => {
    const text = previewText(params.title, locale) || previewText(params.body, locale);
    if (text === "") return locale === "fr" ? "pas encore de texte" : "no text yet";
    const buttons = params.buttons.length;
    if (buttons === 0) return text;
    return `${text} · ${buttons} ${locale === "fr" ? "bouton" : "button"}${buttons > 1 ? "s" : ""}`;
  },
  validate: (params) => [
    ...(isBlank(params.title) && isBlank(params.body)
      ? [paramProblem("message-without-content", "title")]
      : []),
    ...checkOwnPorts("buttons", params.buttons),
    ...params.buttons.flatMap((button, index) => [
      ...(isBlank(button.label) ? [paramProblem("button-without-text", `buttons[${index}].label`)] : []),
      ...checkLink(button.link, `buttons[${index}].link`),
    ]),
    ...checkLink(params.link, "link"),
    ...checkLink(params.image, "image"),
    ...checkReplyWithin(params.replyWithin),
    ...(["ttl", "freshFor"] as const).flatMap((field) => {
      const text = params[field];
      return text !== undefined && parseDuration(text) === undefined
        ? [paramProblem("bad-duration", field, { text })]
        : [];
    }),
  ],
  templates: (params) => [
    { path: "title", text: params.title, format: "text" },
    { path: "body", text: params.body, format: "text" },
    ...keyTemplate(params),
    ...buttonTemplates(params.buttons),
    ...(params.link === undefined ? [] : [{ path: "link", text: params.link, format: "text" as const }]),
  ],
  shortestStayMs: (params, way) => stayWithoutReply(ways(params), way),
  message: (params) => ({
    channel: "push",
    ...deliveryOf(params),
    ...(params.freshFor === undefined ? {} : { freshFor: params.freshFor }),
    ...(params.ttl === undefined ? {} : { ttl: params.ttl }),
    parts: {
      title: { template: params.title, format: "text" },
      body: { template: params.body, format: "text" },
      ...(params.link === undefined ? {} : { link: { template: params.link, format: "text" as const } }),
      ...buttonParts(params.buttons),
    },
    required: ["title", "body"],
    extras: {
      ...(params.image === undefined ? {} : { image: params.image }),
      ...(params.ttl === undefined || params.ttl === "" ? {} : { ttl: params.ttl }),
      buttons: buttonExtras(params.buttons),
      // The push service keeps and replaces by these; what they say is not rendered.
      ...(params.ttl === undefined ? {} : { ttl: params.ttl }),
      ...(params.collapseKey === undefined ? {} : { collapseKey: params.collapseKey }),
    },
  }),
  enter: () => ({ do: "send" }),
  resume: (params, visit, signal) => resumeMessage(ways(params), visit, signal),
  redue: (params, visit) => redueMessage(params.replyWithin, visit),
});

function ways(params: PushParams): MessageWays {
  return {
    replyPorts: params.buttons.map((button) => button.id),
    otherwise: NEXT.id,
    replyWithin: params.replyWithin,
    // A tap on a button that leads nowhere is a reply all the same: the run goes on instead of waiting for a second one.
    route: (reply, visit) =>
      reply.button === undefined || !params.buttons.some((button) => button.id === reply.button)
        ? undefined
        : { port: visit.connected(reply.button) ? reply.button : NEXT.id },
  };
}

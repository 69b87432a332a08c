import type { LocalizedText } from "../../journey/schema.ts";
import { smsSize } from "../../render/sms-segments.ts";
import { defineKind } from "../define.ts";
import { isBlank } from "../message-checks.ts";
import { deliveryOf, keyTemplate, plain } from "../message-delivery.ts";
import { previewText } from "../message-summary.ts";
import { resumeMessage } from "../messaging.ts";
import { paramProblem } from "../own-ports.ts";
import { NEXT, NOT_SENT } from "../ports.ts";
import { SmsParams } from "./params.ts";
import { en, fr } from "./texts.ts";

/** A text message (domain.md, Node kinds: sms). */
export const sms = defineKind<SmsParams>({
  kind: "sms",
  group: "messages",
  acceptsEdges: true,
  params: SmsParams,
  texts: { en, fr },
  starter: () => ({ body: "" }),
  ports: () => [NEXT, NOT_SENT],
  summary: (params, locale) => {
    const text = previewText(params.body, locale);
    if (text === "") return locale === "fr" ? "pas encore de texte" : "no text yet";
    const { segments, open } = longest(params.body);
    // What it costs comes first: the text may be cut off on the canvas.
    return `${segments}${open ? "+" : ""} segment${segments > 1 || open ? "s" : ""} · ${text}`;
  },
  validate: (params) => (isBlank(params.body) ? [paramProblem("message-without-content", "body")] : []),
  templates: (params) => [plain("body", params.body), ...keyTemplate(params)],
  shortestStayMs: () => 0,
  message: (params) => ({
    channel: "sms",
    ...deliveryOf(params),
    parts: { body: { template: params.body, format: "text" } },
    required: ["body"],
    extras: {},
  }),
  enter: () => ({ do: "send" }),
  resume: (_params, visit, signal) =>
    resumeMessage(
      { replyPorts: [], otherwise: NEXT.id, replyWithin: "PT0S", route: () => undefined },
      visit,
      signal,
    ),
});

/** The most segments any language takes; open when what a template fills in may make it more. */
function longest(body: LocalizedText): { segments: number; open: boolean } {
  const texts = typeof body === "string" ? [body] : Object.values(body);
  const fixed = texts.map((text) => text.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, ""));
  return {
    segments: Math.max(1, ...fixed.map((text) => smsSize(text).segments)),
    open: fixed.some((text, index) => text !== texts[index]),
  };
}

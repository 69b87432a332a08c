import { defineKind, type MessagePart } from "../define.ts";
import { isBlank } from "../message-checks.ts";
import { deliveryOf, keyTemplate } from "../message-delivery.ts";
import { previewText } from "../message-summary.ts";
import { resumeMessage } from "../messaging.ts";
import { paramProblem } from "../own-ports.ts";
import { NEXT, NOT_SENT } from "../ports.ts";
import { EmailParams } from "./params.ts";
import { en, fr } from "./texts.ts";

/** An email (domain.md, Node kinds: email). */
export const email = defineKind<EmailParams>({
  kind: "email",
  group: "messages",
  acceptsEdges: true,
  params: EmailParams,
  texts: { en, fr },
  starter: () => ({ subject: "", body: { text: "" } }),
  ports: () => [NEXT, NOT_SENT],
  summary: (params, locale) =>
    previewText(params.subject, locale) || (locale === "fr" ? "pas encore d’objet" : "no subject yet"),
  validate: (params) => [
    ...(isBlank(params.subject) ? [paramProblem("email-without-subject", "subject")] : []),
    ...(bodyPart(params) === undefined ? [paramProblem("message-without-content", "body.text")] : []),
    ...(params.from !== undefined && /[\r\n]/.test(params.from) ? [paramProblem("bad-address", "from")] : []),
  ],
  templates: (params) => [
    { path: "subject", text: params.subject, format: "text" },
    ...keyTemplate(params),
    ...(params.preheader === undefined
      ? []
      : [{ path: "preheader", text: params.preheader, format: "text" as const }]),
    ...(["mjml", "html", "text"] as const).flatMap((format) => {
      const text = params.body[format];
      return text === undefined ? [] : [{ path: `body.${format}`, text, format }];
    }),
  ],
  shortestStayMs: () => 0,
  message: (params) => ({
    channel: "email",
    ...deliveryOf(params),
    parts: parts(params),
    ...(isBlank(params.body.text) ? { plainTextFrom: "html" } : {}),
    required: ["subject"],
    extras: params.from === undefined ? {} : { from: params.from },
  }),
  enter: () => ({ do: "send" }),
  resume: (_params, visit, signal) =>
    resumeMessage(
      { replyPorts: [], otherwise: NEXT.id, replyWithin: "PT0S", route: () => undefined },
      visit,
      signal,
    ),
});

/** The source of the HTML: MJML before HTML; undefined when there is only text, or nothing. */
function bodyPart(params: EmailParams): "mjml" | "html" | "text" | undefined {
  return (["mjml", "html", "text"] as const).find((format) => !isBlank(params.body[format]));
}

function parts(params: EmailParams): Record<string, MessagePart> {
  const result: Record<string, MessagePart> = { subject: { template: params.subject, format: "text" } };
  if (params.preheader !== undefined) result["preheader"] = { template: params.preheader, format: "text" };
  const source = bodyPart(params);
  if (source === "mjml" || source === "html")
    result["html"] = { template: params.body[source] ?? "", format: source };
  if (!isBlank(params.body.text)) result["text"] = { template: params.body.text ?? "", format: "text" };
  return result;
}

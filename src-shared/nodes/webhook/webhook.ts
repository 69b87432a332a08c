import { LIMITS } from "../../limits.ts";
import { minimumMs, parseDuration } from "../../time/duration.ts";
import { defineKind, type ParamProblem } from "../define.ts";
import { paramProblem } from "../own-ports.ts";
import { FAILED, NEXT } from "../ports.ts";
import { WebhookParams } from "./params.ts";
import { en, fr } from "./texts.ts";

/** Calls another system and keeps its answer (domain.md, Node kinds: webhook). Delivered like a message, once per visit. */
export const webhook = defineKind<WebhookParams>({
  kind: "webhook",
  group: "data",
  acceptsEdges: true,
  params: WebhookParams,
  texts: { en, fr },
  starter: () => ({ method: "POST", url: "", body: '{ "person": "{{ person.id }}" }' }),
  ports: () => [NEXT, FAILED],
  summary: (params, locale) =>
    params.url === ""
      ? locale === "fr"
        ? "pas encore d’adresse"
        : "no address yet"
      : `${params.method} ${params.url}`,
  validate,
  templates: (params) => [
    { path: "url", text: params.url, format: "text" },
    { path: "body", text: params.body, format: "text" },
    ...Object.entries(params.headers).map(([name, text]) => ({
      path: `headers.${name}`,
      text,
      format: "text" as const,
    })),
  ],
  setsVariables: (params) =>
    params.saveAs === undefined || params.saveAs === "" ? [] : [{ name: params.saveAs, port: NEXT.id }],
  shortestStayMs: () => 0,
  message: (params) => ({
    channel: "webhook",
    class: "service",
    ungated: true,
    parts: {
      url: { template: params.url, format: "text" },
      body: { template: params.body, format: "text" },
      ...Object.fromEntries(
        Object.entries(params.headers).map(([name, template]) => [
          `header.${name}`,
          { template, format: "text" as const },
        ]),
      ),
    },
    required: ["url"],
    extras: { method: params.method, timeout: params.timeout },
  }),
  enter: () => ({ do: "send" }),
  resume: (params, visit, signal) => {
    if (signal.type !== "settled") return undefined;
    const { sent, answer } = signal.settled;
    if (!sent) return { do: "leave", port: visit.connected(FAILED.id) ? FAILED.id : NEXT.id };
    const keep = params.saveAs !== undefined && params.saveAs !== "" && answer !== undefined;
    return { do: "leave", port: NEXT.id, ...(keep ? { vars: { [params.saveAs ?? ""]: answer } } : {}) };
  },
});

/** The start of the address must be certain: a template may fill in the rest, never choose the protocol or the host. */
function validate(params: WebhookParams): ParamProblem[] {
  const timeout = parseDuration(params.timeout);
  return [
    ...(/^https?:\/\/[^\s{}/?#@]+([/?#]|$)/i.test(params.url)
      ? []
      : [paramProblem("bad-webhook-url", "url")]),
    ...Object.entries(params.headers).flatMap(([name, value]) =>
      /^[A-Za-z0-9-]{1,64}$/.test(name) && !/[\r\n]/.test(value)
        ? []
        : [paramProblem("bad-header", `headers.${name}`, { name })],
    ),
    ...(timeout === undefined || timeout.sign < 0
      ? [paramProblem("bad-duration", "timeout", { text: params.timeout })]
      : minimumMs(timeout) > LIMITS.webhookMs
        ? [paramProblem("timeout-too-long", "timeout", { text: params.timeout })]
        : []),
  ];
}

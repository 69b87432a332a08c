import { describeDuration, parseDuration } from "../../time/duration.ts";
import { parseDay, parseInstant } from "../../time/instant.ts";
import { defineKind, type ParamProblem } from "../define.ts";
import { checkLink, isBlank } from "../message-checks.ts";
import { deliveryOf, keyTemplate, plain } from "../message-delivery.ts";
import { previewText } from "../message-summary.ts";
import { resumeMessage } from "../messaging.ts";
import { paramProblem } from "../own-ports.ts";
import { NEXT, NOT_SENT } from "../ports.ts";
import { CardParams } from "./params.ts";
import { en, fr } from "./texts.ts";

/** A card in the app's feed that stays until it expires or the person leaves the journey (domain.md, Node kinds: card). */
export const card = defineKind<CardParams>({
  kind: "card",
  group: "messages",
  acceptsEdges: true,
  params: CardParams,
  texts: { en, fr },
  starter: () => ({ title: "", body: "", expires: "P7D" }),
  ports: () => [NEXT, NOT_SENT],
  summary: (params, locale) => {
    const text = previewText(params.title, locale) || previewText(params.body, locale);
    if (text === "") return locale === "fr" ? "pas encore de texte" : "no text yet";
    const { expires } = params;
    if (expires === undefined || expires === "") return text;
    const until = parseDuration(expires) === undefined ? expires : describeDuration(expires, locale);
    return `${text} · ${until}`;
  },
  validate: (params) => [
    ...(isBlank(params.title) && isBlank(params.body)
      ? [paramProblem("message-without-content", "title")]
      : []),
    ...checkLink(params.link, "link"),
    ...checkLink(params.image, "image"),
    ...checkExpiry(params.expires),
  ],
  templates: (params) => [
    plain("title", params.title),
    plain("body", params.body),
    ...keyTemplate(params),
    ...(params.link === undefined ? [] : [plain("link", params.link)]),
  ],
  shortestStayMs: () => 0,
  message: (params) => ({
    channel: "card",
    ...deliveryOf(params),
    parts: {
      title: { template: params.title, format: "text" },
      body: { template: params.body, format: "text" },
      ...(params.link === undefined ? {} : { link: { template: params.link, format: "text" as const } }),
    },
    required: ["title", "body"],
    extras: {
      staysOnShow: true,
      ...(params.image === undefined ? {} : { image: params.image }),
      ...(params.expires === undefined || params.expires === "" ? {} : { expires: params.expires }),
    },
  }),
  enter: () => ({ do: "send" }),
  resume: (_params, visit, signal) =>
    resumeMessage(
      { replyPorts: [], otherwise: NEXT.id, replyWithin: "PT0S", route: () => undefined },
      visit,
      signal,
    ),
});

/** A duration ahead, a day or an instant. */
function checkExpiry(text: string | undefined): ParamProblem[] {
  if (text === undefined || text === "") return [];
  const duration = parseDuration(text);
  if (duration !== undefined)
    return duration.sign < 0 ? [paramProblem("negative-duration", "expires", { text })] : [];
  return parseDay(text) === undefined && parseInstant(text) === undefined
    ? [paramProblem("bad-date", "expires", { text })]
    : [];
}

import { LIMITS } from "../limits.ts";
import { OutputTooLarge } from "./bounded.ts";
import { createLiquid, templateLimit } from "./liquid.ts";
import type { ParsedTemplate, TemplateLanguage } from "./liquid.ts";
import { plainText } from "./plain-text.ts";
import { renderFailure } from "./request.ts";
import type { RenderRequest, RenderResult } from "./request.ts";
import { fitsScope } from "./scope-limit.ts";

/** Templates of published graphs come back for each person; more than this many at once are rare. */
const keptTemplates = 256;

/** Renders requests whose parts are text or HTML; one per thread, because it keeps parsed templates. */
export type PartRenderer = (request: RenderRequest) => RenderResult;

/**
 * Creates a renderer for text and HTML parts. It is the one implementation behind the worker, the tests and the page
 * (architecture.md, rule 2): hosts differ only in what can stop it.
 */
export function createPartRenderer(): PartRenderer {
  const languages = { text: createLiquid("none"), html: createLiquid("html"), url: createLiquid("url") };
  const kept = new Map<string, ParsedTemplate>();
  const parse = (language: TemplateLanguage, key: string, template: string): ParsedTemplate => {
    const known = kept.get(key);
    if (known) return known;
    const parsed = language.parse(template);
    if (kept.size >= keptTemplates) kept.clear();
    kept.set(key, parsed);
    return parsed;
  };

  return ({ parts, scope, zone, locale, plainTextFrom }) => {
    if (!fitsScope(scope)) return dataTooLarge();
    const finished: Record<string, string> = {};
    const missing = new Set<string>();
    let bytes = 0;
    for (const [name, { template, format }] of Object.entries(parts)) {
      if (format === "mjml")
        return renderFailure("mjml-needs-worker", "MJML is compiled in the worker only.", name);
      if (template.length > templateLimit) return tooLarge(name);
      try {
        const parsed = parse(languages[format], `${format}:${template}`, template);
        finished[name] = languages[format].render(parsed, { scope, zone, locale, missing });
      } catch (error) {
        return describeFailure(error, name);
      }
      bytes += utf8Length(finished[name] ?? "");
      if (bytes > LIMITS.renderedBytes) return tooLarge(name);
    }
    const source = plainTextFrom === undefined ? undefined : finished[plainTextFrom];
    if (source !== undefined && finished["text"] === undefined) finished["text"] = plainText(source);
    return { ok: true, parts: finished, missing: [...missing].sort() };
  };
}

/** True when nothing has to be done to a part: no template sign and no MJML. */
export function isFinished(request: RenderRequest): boolean {
  return (
    request.plainTextFrom === undefined &&
    Object.values(request.parts).every(
      ({ template, format }) => format !== "mjml" && !template.includes("{{") && !template.includes("{%"),
    )
  );
}

/** The result of a request that {@link isFinished}: the templates themselves, within the limit. */
export function passThrough(request: RenderRequest): RenderResult {
  const finished: Record<string, string> = {};
  let bytes = 0;
  for (const [name, { template }] of Object.entries(request.parts)) {
    bytes += utf8Length(template);
    if (bytes > LIMITS.renderedBytes) return tooLarge(name);
    finished[name] = template;
  }
  return { ok: true, parts: finished, missing: [] };
}

/** The answer to a request whose scope does not fit; nothing of it was rendered. */
export function dataTooLarge(): RenderResult {
  return renderFailure(
    "data-too-large",
    `What is known of the person is more than the ${LIMITS.renderScope} characters a template may be given.`,
  );
}

function tooLarge(part: string): RenderResult {
  return renderFailure(
    "template-too-large",
    `The message is larger than ${LIMITS.renderedBytes} bytes.`,
    part,
  );
}

function describeFailure(error: unknown, part: string): RenderResult {
  const first = (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
  // The library hangs the place behind whatever ends the sentence.
  const message = first.replace(/\.?, line:(\d+), col:(\d+)$/, " (line $1, column $2)");
  if (/^template render limit exceeded/.test(message))
    return renderFailure("template-timeout", message, part);
  if (causeOf(error) instanceof OutputTooLarge || /^parse length limit exceeded/.test(message))
    return tooLarge(part);
  if (/^memory alloc limit exceeded/.test(message))
    return renderFailure("template-out-of-memory", message, part);
  return renderFailure("template-error", message, part);
}

/** The error behind the library's own, which adds line and column. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && "originalError" in error ? causeOf(error.originalError) : error;
}

/** Bytes of a text in UTF-8, counted without making them. */
function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

import { Context, EchoTag, Liquid, Output, toValueSync } from "liquidjs";
import type { Scope, Template, Value } from "liquidjs";
import { boundFilters, boundOutput } from "./bounded.ts";
import { formatDate } from "./date-filter.ts";

/** Longest template, in characters; what comes out of it is limited by the caller (domain.md, Limits). */
export const templateLimit = 1024 * 1024;
/**
 * What one rendering may allocate by the count of the library and of {@link boundFilters}. Far below the worker's 128 MB
 * on purpose: a list needs eight bytes for each of what is counted here as one.
 */
const memoryLimit = 8 * 1024 * 1024;
/** Longest pattern of the date filter: each sign of it may become a word. */
const longestPattern = 200;
/** The library's own time limit in milliseconds; it is only looked at between two tags. */
const timeLimit = 1_000;

/**
 * Filters that templates may use. Left out on purpose: `raw` (it would switch escaping off), everything that parses
 * its argument as an expression (values are never parsed again), `sample` (random), cryptography, and the other date
 * filters (they read the process's zone).
 */
const allowedFilters = (
  "abs append at_least at_most capitalize ceil compact concat default divided_by downcase escape escape_once " +
  "find first floor has join json last lstrip map minus modulo newline_to_br plus prepend reject remove " +
  "remove_first remove_last replace replace_first replace_last reverse round rstrip size slice sort " +
  "sort_natural split squish strip strip_html strip_newlines sum times truncate truncatewords uniq upcase " +
  "url_encode where"
).split(" ");

/** Every filter templates may use, for editors that complete them; `date` is the product's own. */
export const TEMPLATE_FILTERS: readonly string[] = [...allowedFilters, "date"].sort();

/** Tags that templates may use: everything but what would look for another file. */
const forbiddenTags = ["include", "render", "layout", "block"];

/** One rendering: carries what filters need and notes the names that had no value where one was to be written. */
class RenderContext extends Context {
  readonly zone: string;
  readonly language: string;
  readonly missing = new Set<string>();
  /** Greater than zero while a value is being written without a default. */
  noting = 0;

  constructor(liquid: Liquid, options: Liquid["options"], scope: object, zone: string, language: string) {
    super(scope, options, { sync: true }, { liquid });
    this.zone = zone;
    this.language = language;
  }

  override *_get(paths: Parameters<Context["_get"]>[0]): IterableIterator<unknown> {
    const value: unknown = yield super._get(paths);
    if (this.noting > 0 && (value === undefined || value === null))
      this.missing.add(paths.map((step) => toText(step)).join("."));
    return value;
  }

  override readProperty(obj: Scope, key: Parameters<Context["readProperty"]>[1]): unknown {
    // The library would call it. Scopes are plain data, so a function in one can only be an accident.
    const isObject = typeof obj === "object" && obj !== null && typeof key !== "object";
    if (isObject && typeof (obj as Record<string, unknown>)[key] === "function") return undefined;
    return super.readProperty(obj, key) as unknown;
  }
}

/** A parsed template, to be rendered any number of times. */
export type ParsedTemplate = readonly Template[];

/** The template language of the product in one of its two modes. */
export interface TemplateLanguage {
  /** @throws the library's error, with line and column, when the template is wrong */
  parse(template: string): ParsedTemplate;
  /** Renders synchronously; names without a value go into `missing`. @throws the library's error */
  render(
    template: ParsedTemplate,
    options: { scope: object; zone: string; locale: string; missing: Set<string> },
  ): string;
}

/**
 * Sets Liquid up for messages (reliability.md, Untrusted content): own properties only, no files and partials, an
 * allow-list of filters, limits, and a `date` that depends on nothing but its arguments.
 * @param escaping whether written values are escaped for HTML, or percent-encoded for an address
 */
export function createLiquid(escaping: "html" | "url" | "none"): TemplateLanguage {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    dynamicPartials: false,
    relativeReference: false,
    templates: {},
    parseLimit: templateLimit,
    renderLimit: timeLimit,
    memoryLimit,
    ...(escaping === "html" ? { outputEscape: escapeHtml } : {}),
    ...(escaping === "url" ? { outputEscape: encodeForUrl } : {}),
  });
  for (const name of Object.keys(liquid.filters)) {
    if (!allowedFilters.includes(name)) liquid.unregisterFilter(name);
  }
  for (const tag of forbiddenTags) delete liquid.tags[tag];
  liquid.registerFilter("date", function (value: unknown, pattern: unknown) {
    const context = this.context;
    if (!(context instanceof RenderContext)) throw new Error("The date filter needs a rendering's zone.");
    if (typeof pattern === "string" && pattern.length > longestPattern)
      throw new Error(`A date pattern has at most ${longestPattern} characters.`);
    return formatDate(value, pattern, context.zone, context.language);
  });
  // A filter that encodes must not be encoded again.
  if (escaping === "url") liquid.registerFilter("url_encode", { raw: true, handler: encodeForUrl });
  if (escaping === "html") {
    // These already escape; marked raw, their result is not escaped a second time.
    liquid.registerFilter("escape", { raw: true, handler: escapeHtml });
    liquid.registerFilter("escape_once", {
      raw: true,
      handler: (value) => escapeHtml(unescapeHtml(toText(value))),
    });
    liquid.registerFilter("newline_to_br", {
      raw: true,
      handler: (value) => escapeHtml(value).replace(/\r?\n/g, "<br>\n"),
    });
  }
  boundFilters(liquid);
  boundOutput(liquid);
  return {
    parse: (template) => {
      const parsed = liquid.parse(template);
      noteWrites(parsed);
      return parsed;
    },
    render: (template, { scope, zone, locale, missing }) => {
      const context = new RenderContext(liquid, liquid.options, scope, zone, locale);
      const rendered: unknown = liquid.renderSync([...template], context);
      for (const name of context.missing) missing.add(name);
      return String(rendered);
    },
  };
}

/**
 * Makes every place that writes a value say so while it does, so that a name that is only tested (`if`) or has a
 * `default` is not reported as missing. The library has no hook for this; its static analysis knows no filters.
 */
function noteWrites(templates: readonly Template[]): void {
  for (const template of templates) {
    if (template instanceof Output || template instanceof EchoTag) {
      const { value } = template as { value?: Value };
      if (value && !value.filters.some((filter) => filter.name === "default")) noteWrite(template);
    }
    const children = (template as Template).children?.(false, true);
    if (children) noteWrites(toValueSync(children) as Template[]);
  }
}

function noteWrite(template: Output | EchoTag): void {
  const render = template.render.bind(template);
  template.render = function* (context, emitter): Generator<unknown, void, unknown> {
    if (!(context instanceof RenderContext)) throw new Error("Templates render in a context of their own.");
    context.noting += 1;
    try {
      yield render(context, emitter);
    } finally {
      context.noting -= 1;
    }
  };
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "object")
    return Array.isArray(value) ? value.map(toText).join("") : JSON.stringify(value);
  return String(value as string | number | boolean);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

function escapeHtml(value: unknown): string {
  return toText(value).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** A value inside a path or query. A half of a surrogate pair, which no address can hold, becomes a question mark. */
function encodeForUrl(value: unknown): string {
  return encodeURIComponent(
    toText(value).replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "?"),
  );
}

function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|#34|#39|quot);/g, (entity) => {
    if (entity === "&quot;") return '"';
    return Object.keys(entities).find((sign) => entities[sign] === entity) ?? entity;
  });
}

import { Liquid, Output, toValueSync, type Template } from "liquidjs";
import type { LocalizedText } from "../../journey/schema.ts";
import { problem, type Problem } from "../../problems.ts";
import { createLiquid } from "../../render/liquid.ts";
import type { Draft } from "../draft.ts";

/** What a template may read (formats.md, Params by kind). */
const ROOTS: readonly string[] = ["person", "entry", "vars", "answers", "message", "now", "content"];
/** Facts about a person or her entry may be missing; `now` and `message` never are. */
const MAY_BE_MISSING: readonly string[] = ["person", "entry", "vars", "answers", "content"];
/** Always there, whoever the person is. */
const ALWAYS_THERE: readonly string[] = ["person.id", "entry.name", "entry.timestamp", "entry.messageId"];

const language = createLiquid("html");
/** Only reads the template's outline; nothing is ever rendered by it. */
const outline = new Liquid({ dynamicPartials: false, templates: {} });

/** Templates must parse, read only what exists, and say what to write when a fact is missing (product.md, Design). */
export function checkTemplates(draft: Draft): Problem[] {
  return [...draft.nodes.values()].flatMap(({ node, path, kind, params }) =>
    (kind.templates?.(params) ?? []).flatMap((use) =>
      textsOf(use.text).flatMap(({ suffix, text }) =>
        checkTemplate(text, { path: `${path}.params.${use.path}${suffix}`, nodeId: node.id }),
      ),
    ),
  );
}

function textsOf(text: LocalizedText): { suffix: string; text: string }[] {
  if (typeof text === "string") return [{ suffix: "", text }];
  return Object.entries(text).map(([locale, value]) => ({ suffix: `.${locale}`, text: value }));
}

function checkTemplate(text: string, at: { path: string; nodeId: string }): Problem[] {
  if (!text.includes("{{") && !text.includes("{%")) return [];
  try {
    language.parse(text);
  } catch (error) {
    return [problem("template-syntax", at, { detail: firstLine(error) })];
  }
  const seen = new Set<string>();
  return outputsOf(outline.parse(text)).flatMap(({ variable, hasFallback }) => {
    if (seen.has(variable)) return [];
    seen.add(variable);
    const root = variable.split(".")[0] ?? "";
    if (!ROOTS.includes(root))
      return isLocal(text, root) ? [] : [problem("unknown-variable", at, { variable })];
    if (hasFallback || !MAY_BE_MISSING.includes(root) || ALWAYS_THERE.includes(variable)) return [];
    return [problem("no-fallback", at, { variable, open: "{{", close: "}}" })];
  });
}

/** Every `{{ … }}` that begins with a variable, wherever it stands inside tags. */
function outputsOf(templates: readonly Template[]): { variable: string; hasFallback: boolean }[] {
  return templates.flatMap((template) => {
    const children = template.children?.(false, true);
    const inner = children === undefined ? [] : outputsOf(toValueSync(children) as Template[]);
    if (!(template instanceof Output)) return inner;
    const written = /^\{\{-?\s*([A-Za-z_][\w.]*)/.exec(template.token.getText())?.[1];
    if (written === undefined || ["true", "false", "nil", "null", "blank", "empty"].includes(written))
      return inner;
    const hasFallback = template.value.filters.some((filter) => filter.name === "default");
    return [...inner, { variable: written, hasFallback }];
  });
}

/** A name made by the template itself: a loop's item, an assigned or captured variable, the loop's own counter. */
function isLocal(text: string, root: string): boolean {
  if (root === "forloop" || root === "tablerowloop") return true;
  const made = new RegExp(`\\{%-?\\s*(?:assign|capture|increment|decrement|for|tablerow)\\s+${root}\\b`);
  return made.test(text);
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("\n")[0] ?? "").slice(0, 200);
}

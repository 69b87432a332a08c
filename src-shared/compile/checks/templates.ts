import { problem, type Problem } from "../../problems.ts";
import type { Draft } from "../draft.ts";
import { mended, placeOf, safely, setParam } from "../fixes/fixes.ts";
import { withFallback } from "../fixes/fallback.ts";
import { templatesOf, type TemplateText } from "../reads.ts";

/** What a template may read (formats.md, Params by kind). */
const ROOTS: readonly string[] = ["person", "entry", "vars", "answers", "message", "now", "content"];
/** Facts about a person or her entry may be missing; `now` and `message` never are. */
const MAY_BE_MISSING: readonly string[] = ["person", "entry", "vars", "answers", "content"];
/** Always there, whoever the person is. */
const ALWAYS_THERE: readonly string[] = ["person.id", "entry.name", "entry.timestamp", "entry.messageId"];

/** Whether what a name stands for may be missing, so that a template that writes it needs a fallback. */
export function mayBeMissing(variable: string): boolean {
  return MAY_BE_MISSING.includes(variable.split(".")[0] ?? "") && !ALWAYS_THERE.includes(variable);
}

/** Templates must parse, read only what exists, and say what to write when a fact is missing (product.md, Design). */
export function checkTemplates(draft: Draft): Problem[] {
  return [...draft.nodes.values()].flatMap((read) =>
    templatesOf(read).flatMap((template) => checkTemplate(template, read.node.id)),
  );
}

function checkTemplate({ path, within, text, mistake, outputs }: TemplateText, nodeId: string): Problem[] {
  const at = { path, nodeId };
  if (mistake !== undefined) return [problem("template-syntax", at, { detail: mistake })];
  const seen = new Set<string>();
  return outputs.flatMap(({ variable, hasFallback }) => {
    if (seen.has(variable)) return [];
    seen.add(variable);
    const root = variable.split(".")[0] ?? "";
    if (!ROOTS.includes(root))
      return isLocal(text, root) ? [] : [problem("unknown-variable", at, { variable })];
    if (hasFallback || !mayBeMissing(variable)) return [];
    const found = problem("no-fallback", at, { variable, open: "{{", close: "}}" });
    const fix = setParam(nodeId, placeOf(within), withFallback(text, variable), {
      en: "Write nothing when it is missing",
      fr: "Ne rien écrire quand il manque",
    });
    return [mended(found, safely(fix))];
  });
}

/** A name made by the template itself: a loop's item, an assigned or captured variable, the loop's own counter. */
function isLocal(text: string, root: string): boolean {
  if (root === "forloop" || root === "tablerowloop") return true;
  const made = new RegExp(`\\{%-?\\s*(?:assign|capture|increment|decrement|for|tablerow)\\s+${root}\\b`);
  return made.test(text);
}

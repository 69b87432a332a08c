import { Liquid, Output, toValueSync, type Template } from "liquidjs";
import { conditionReferences } from "../conditions/references.ts";
import type { LocalizedText } from "../journey/schema.ts";
import { createLiquid, type TemplateLanguage } from "../render/liquid.ts";
import { oncePerStep } from "./draft.ts";

/** One text of a step's template in one language, and what it writes. */
export interface TemplateText {
  /** In the document. */
  path: string;
  /** In the step's params. */
  within: string;
  text: string;
  /** Why it cannot be read; then nothing else is known of it. */
  mistake?: string;
  outputs: readonly Written[];
}

/** A `{{ … }}` that begins with a variable. */
interface Written {
  variable: string;
  hasFallback: boolean;
}

/** Something a step reads of what earlier steps left behind. */
export interface Read {
  variable: string;
  path: string;
  /** Answered by the step itself before it is read. */
  afterOwn: boolean;
  /** Something else counts as long as it is not set, so that it may be read early. */
  hasFallback?: boolean;
}

let language: TemplateLanguage | undefined;
/** Made when the first template is looked at: a page that only draws needs none. */
const languageOf = (): TemplateLanguage => (language ??= createLiquid("html"));
let outlined: Liquid | undefined;
/** Only reads a template's outline; nothing is ever rendered by it. Made when the first one is read, like the language. */
const outline = (): Liquid => (outlined ??= new Liquid({ dynamicPartials: false, templates: {} }));

/** Every text of a step's templates, in the order of its definition. */
export const templatesOf = oncePerStep((read): readonly TemplateText[] =>
  (read.kind.templates?.(read.params) ?? []).flatMap((use) =>
    textsOf(use.text).map(({ suffix, text }) => {
      const within = `${use.path}${suffix}`;
      return { path: `${read.path}.params.${within}`, within, text, ...readTemplate(text) };
    }),
  ),
);

/** What a step reads, in templates (`person.firstName`, `vars.weather`) and, of variables and answers, in conditions. */
export const readsOf = oncePerStep((read): readonly Read[] => {
  const inTemplates = templatesOf(read).flatMap(({ path, outputs }) =>
    outputs.map(({ variable }) => ({ variable, path, afterOwn: false })),
  );
  const inConditions = (read.kind.conditions?.(read.params) ?? []).flatMap(
    ({ path: within, condition, port }) => {
      const { vars, answers } = conditionReferences(condition);
      const names = [...vars.map((name) => `vars.${name}`), ...answers.map((name) => `answers.${name}`)];
      const path = `${read.path}.params.${within}`;
      return names.map((variable) => ({ variable, path, afterOwn: port !== undefined }));
    },
  );
  const elsewhere = (read.kind.readsVariables?.(read.params) ?? []).map(
    ({ path: within, name, hasFallback }) => ({
      variable: `vars.${name}`,
      hasFallback,
      path: `${read.path}.params.${within}`,
      afterOwn: false,
    }),
  );
  return [...inTemplates, ...inConditions, ...elsewhere];
});

function textsOf(text: LocalizedText): { suffix: string; text: string }[] {
  if (typeof text === "string") return [{ suffix: "", text }];
  return Object.entries(text).map(([locale, value]) => ({ suffix: `.${locale}`, text: value }));
}

function readTemplate(text: string): Pick<TemplateText, "mistake" | "outputs"> {
  if (!text.includes("{{") && !text.includes("{%")) return { outputs: [] };
  try {
    languageOf().parse(text);
  } catch (error) {
    return { mistake: firstLine(error), outputs: [] };
  }
  return { outputs: outputsOf(outline().parse(text)) };
}

/** Every `{{ … }}` that begins with a variable, wherever it stands inside tags. */
function outputsOf(templates: readonly Template[]): Written[] {
  return templates.flatMap((template) => {
    const children = template.children?.(false, true);
    const inner = children === undefined ? [] : outputsOf(toValueSync(children) as Template[]);
    if (!(template instanceof Output)) return inner;
    const written = /^\{\{-?\s*([A-Za-z_](?:[\w.]|-(?=\w))*)/.exec(template.token.getText())?.[1];
    if (written === undefined || ["true", "false", "nil", "null", "blank", "empty"].includes(written))
      return inner;
    const hasFallback = template.value.filters.some((filter) => filter.name === "default");
    return [...inner, { variable: written, hasFallback }];
  });
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("\n")[0] ?? "").slice(0, 200);
}

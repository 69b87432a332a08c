import { HighlightStyle, LanguageSupport, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { html } from "@codemirror/lang-html";
import { liquid } from "@codemirror/lang-liquid";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";

/** How a template is written apart from its variables. */
export type TemplateFormat = "text" | "html" | "mjml";

/** Prose: nothing in it means anything. */
const prose = StreamLanguage.define<null>({
  name: "prose",
  token: (stream) => {
    stream.skipToEnd();
    return null;
  },
});

/** Tags of MJML, so that the completion of HTML knows them. */
const MJML_TAGS = [
  "mjml mj-head mj-body mj-attributes mj-all mj-class mj-style mj-title mj-preview mj-font mj-section mj-column mj-group",
  "mj-text mj-button mj-image mj-divider mj-spacer mj-table mj-raw mj-wrapper mj-hero mj-social mj-social-element",
  "mj-navbar mj-navbar-link mj-accordion mj-accordion-element mj-carousel mj-carousel-image",
]
  .join(" ")
  .split(" ");

const markup = html({ matchClosingTags: false });
const mjml = html({
  matchClosingTags: false,
  extraTags: Object.fromEntries(MJML_TAGS.map((name) => [name, { globalAttrs: false }])),
});

const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.variableName, tags.propertyName], color: "var(--p-accent-ink)", fontWeight: "600" },
    { tag: [tags.string, tags.attributeValue], color: "var(--p-ok)" },
    { tag: [tags.number, tags.bool, tags.null], color: "var(--p-warn)" },
    { tag: [tags.keyword, tags.modifier, tags.function(tags.variableName)], color: "var(--template-filter)" },
    { tag: [tags.tagName, tags.typeName], color: "var(--template-tag)" },
    { tag: tags.attributeName, color: "var(--p-warn)" },
    { tag: [tags.comment, tags.angleBracket, tags.bracket, tags.brace], color: "var(--p-faint)" },
  ]),
);

/** Colours of a template's language: Liquid over prose or markup. What it completes is left to {@link completions}. */
export function languageOf(format: TemplateFormat): Extension {
  const base = format === "text" ? new LanguageSupport(prose) : format === "mjml" ? mjml : markup;
  return [liquid({ base }).language.extension, format === "text" ? [] : base.support, colours];
}

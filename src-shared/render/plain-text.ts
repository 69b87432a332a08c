/// <reference types="./html-to-text" />
import { compile } from "html-to-text";

const convert = compile({
  wordwrap: 78,
  selectors: [
    // Addresses of links matter in text, those of pictures do not.
    { selector: "a", options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
    { selector: "img", format: "skip" },
    { selector: "h1", options: { uppercase: false } },
    { selector: "h2", options: { uppercase: false } },
    { selector: "h3", options: { uppercase: false } },
    // Email is laid out with tables; their cells are paragraphs, not columns.
    { selector: "table", format: "block" },
    { selector: "td", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: "th", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  ],
  limits: { maxInputLength: 4 * 1024 * 1024, maxDepth: 200, maxChildNodes: 20_000 },
});

/** The plain text of an email, made from its finished HTML: after Liquid, so that no template is left in it. */
export function plainText(html: string): string {
  return convert(html).trim();
}

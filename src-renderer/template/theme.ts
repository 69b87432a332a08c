import { EditorView } from "@codemirror/view";

const prose = "inherit";
const code = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace";

/** The look of the fields around it, by the tokens of theme.css; the list of completions looks like a menu. */
export const theme = EditorView.theme({
  "&": { color: "var(--p-ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { maxHeight: "240px", overflow: "auto", fontFamily: prose, lineHeight: "1.5" },
  "[data-format=html] &, [data-format=mjml] &": { fontFamily: code },
  "[data-format=html] & .cm-scroller, [data-format=mjml] & .cm-scroller": { fontFamily: code },
  ".cm-content": { padding: "5px 4px", caretColor: "var(--p-ink)" },
  ".cm-line": { padding: "0 6px" },
  ".cm-placeholder": { color: "var(--p-faint)" },
  "& .cm-content ::selection, & .cm-line::selection": { backgroundColor: "var(--p-accent-soft)" },
  "&.cm-tooltip.cm-tooltip-autocomplete, .cm-tooltip.cm-tooltip-autocomplete": {
    overflow: "hidden",
    zIndex: "400",
    fontSize: "12px",
    color: "var(--p-ink)",
    backgroundColor: "var(--p-panel)",
    border: "1px solid var(--p-line)",
    borderRadius: "8px",
    boxShadow: "0 6px 20px rgb(16 24 40 / 14%)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    maxWidth: "min(420px, 92vw)",
    maxHeight: "260px",
    padding: "4px",
    fontFamily: '"Inter Variable", system-ui, sans-serif',
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    gap: "16px",
    alignItems: "baseline",
    padding: "4px 8px",
    lineHeight: "1.4",
    borderRadius: "5px",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    color: "var(--p-accent-ink)",
    backgroundColor: "var(--p-accent-soft)",
  },
  ".cm-completionLabel": { flex: "none" },
  ".cm-completionMatchedText": { fontWeight: "600", textDecoration: "none" },
  ".cm-completionDetail": {
    overflow: "hidden",
    margin: "0 0 0 auto",
    fontStyle: "normal",
    color: "var(--p-faint)",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
});

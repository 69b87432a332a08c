import { closeBrackets, closeCompletion, completionStatus } from "@codemirror/autocomplete";
import { standardKeymap } from "@codemirror/commands";
import { Annotation, Compartment, EditorState, Prec, type StateEffect } from "@codemirror/state";
import { EditorView, keymap, placeholder as placeholderOf, tooltips } from "@codemirror/view";
import { styleNonce } from "../app/theme.ts";
import { completions, type CompletionTexts } from "./completions.ts";
import type { Words } from "./complete.ts";
import { languageOf, type TemplateFormat } from "./highlight.ts";
import { marking } from "./marks.ts";
import { theme } from "./theme.ts";

/** How a template's field looks and is called. */
export interface Look {
  id: string;
  /** Id of the element that names the field. */
  labelledBy: string;
  format: TemplateFormat;
  /** Whether line breaks belong to the text. */
  long: boolean;
  placeholder: string | undefined;
  /** Language of the text, for spell checking and screen readers. */
  lang: string | undefined;
  failed: boolean;
}

interface Ports {
  /** `typed` is false for what was picked or added by a click: that is a step of undo of its own. */
  onChange(text: string, typed: boolean): void;
  words(): Words;
  texts: CompletionTexts;
}

/** A change that comes from the document, such as undo: not to be told back to it. */
export const fromOutside = Annotation.define<true>();

const attributes = new Compartment();
const hint = new Compartment();

/** The first state of an editor. */
export function createState({ doc, look }: { doc: string; look: Look }, ports: Ports): EditorState {
  return EditorState.create({
    doc,
    extensions: [
      EditorView.cspNonce.of(styleNonce()),
      attributes.of(attributesOf(look)),
      hint.of(placeholderOf(look.placeholder ?? "")),
      EditorView.lineWrapping,
      look.long ? [] : oneLine,
      languageOf(look.format),
      completions(look, () => ports.words(), ports.texts),
      EditorState.languageData.of(() => [{ closeBrackets: { brackets: ["{"] } }]),
      closeBrackets(),
      marking,
      theme,
      // The list of completions may stand out of the inspector, which cuts off what is wider than itself.
      tooltips({ position: "fixed", parent: document.body }),
      Prec.highest(EditorView.domEventHandlers({ keydown: closeWithEscape })),
      keymap.of([...(look.long ? [] : [noBreak]), ...standardKeymap]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !update.transactions.some((each) => each.annotation(fromOutside) === true))
          ports.onChange(
            update.state.doc.toString(),
            !update.transactions.some((each) => each.isUserEvent("input.complete")),
          );
      }),
    ],
  });
}

/** The effects that show a field's name, language and state anew. */
export function describe(look: Look): StateEffect<unknown>[] {
  return [
    attributes.reconfigure(attributesOf(look)),
    hint.reconfigure(placeholderOf(look.placeholder ?? "")),
  ];
}

function attributesOf({ id, labelledBy, lang, failed, format, long }: Look) {
  return EditorView.contentAttributes.of({
    id,
    "aria-labelledby": labelledBy,
    "aria-multiline": String(long),
    // Focusable anyway; said for what looks for it.
    tabindex: "0",
    spellcheck: String(format === "text"),
    ...(lang === undefined ? {} : { lang }),
    ...(failed ? { "aria-invalid": "true" } : {}),
  });
}

/** Enter writes nothing where a text has one line. */
const noBreak = { key: "Enter", run: () => true, shift: () => true };

/** A text of one line: what is pasted in several becomes one. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
  const breaks: { from: number; to: number; insert: string }[] = [];
  for (let line = 1; line < transaction.newDoc.lines; line += 1) {
    const { to } = transaction.newDoc.line(line);
    breaks.push({ from: to, to: to + 1, insert: " " });
  }
  return [transaction, { changes: breaks, sequential: true }];
});

/** Escape closes the list of completions and nothing else while it is open. */
function closeWithEscape(event: KeyboardEvent, view: EditorView): boolean {
  if (event.key !== "Escape" || completionStatus(view.state) === null) return false;
  event.stopPropagation();
  return closeCompletion(view);
}

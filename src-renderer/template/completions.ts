import {
  autocompletion,
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { htmlCompletionSource } from "@codemirror/lang-html";
import type { Extension } from "@codemirror/state";
import { CURSOR, suggestionsAt, type Suggestion, type Words } from "./complete.ts";
import type { TemplateFormat } from "./highlight.ts";

/** Most characters before the cursor that are looked at: a tag is never longer. */
const LOOK_BACK = 2_000;

/** Words in the reader's language for what stands beside a completion. */
export interface CompletionTexts {
  type(name: string): string;
  filter(name: string): string;
}

/** Offers names, filters, tags and values while a template is written; asked anew each time, so that they are of now. */
export function completions(
  { format, long }: { format: TemplateFormat; long: boolean },
  words: () => Words,
  texts: CompletionTexts,
): Extension {
  const ofTemplate = ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const before = state.sliceDoc(Math.max(0, pos - LOOK_BACK), pos);
    const after = state.sliceDoc(pos, pos + LOOK_BACK);
    const found = suggestionsAt(before, after, words(), explicit);
    if (found === undefined || found.all.length === 0) return null;
    return {
      from: pos - found.typed,
      options: found.all.map((each, index) => completion(each, texts, found.all.length - index)),
      filter: true,
      // The open list follows each letter at once: left to be asked again a moment later, it stands there meanwhile but
      // takes no Enter, and whoever types quickly goes on in the middle of a half-written name.
      update: (_now, _from, _to, context) => ofTemplate(context),
    };
  };
  return autocompletion({
    override: format === "text" ? [ofTemplate] : [ofTemplate, htmlCompletionSource],
    icons: false,
    // Where Enter also breaks a line, a list that has just come must not take it.
    interactionDelay: long ? 75 : 0,
    activateOnTyping: true,
    maxRenderedOptions: 60,
    activateOnCompletion: ({ type }) => type === "filter",
  });
}

function completion(
  { label, of, insert, types = [] }: Suggestion,
  texts: CompletionTexts,
  rank: number,
): Completion {
  const detail = of === "filter" ? texts.filter(label) : types.map((type) => texts.type(type)).join(", ");
  const described = { label, type: of, boost: rank / 1_000, ...(detail === "" ? {} : { detail }) };
  return {
    ...described,
    apply: (view, picked, from, to) => {
      const place = insert.indexOf(CURSOR);
      const text = insert.replace(CURSOR, "");
      view.dispatch({
        changes: { from, to, insert: text },
        selection: { anchor: from + (place < 0 ? text.length : place) },
        scrollIntoView: true,
        annotations: pickedCompletion.of(picked),
        userEvent: "input.complete",
      });
    },
  };
}

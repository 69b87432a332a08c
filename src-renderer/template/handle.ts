import { startCompletion } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { withFallback } from "../../src-shared/compile/fixes/fallback.ts";
import { changeBetween } from "./change.ts";

/** What can be done with a template's editor from outside. */
export interface TemplateHandle {
  focus(): void;
  /** Begins a `{{ … }}` at the cursor and offers what may be in it. */
  insertVariable(): void;
  /** Adds an empty `default` behind a variable, and puts the cursor between its quotes. */
  addFallback(variable: string): void;
}

export function handleOf(view: EditorView): TemplateHandle {
  return {
    focus: () => view.focus(),
    insertVariable: () => {
      const { from, to } = view.state.selection.main;
      view.dispatch({
        changes: { from, to, insert: "{{ }}" },
        selection: { anchor: from + 3 },
        userEvent: "input.complete",
      });
      view.focus();
      startCompletion(view);
    },
    addFallback: (variable) => {
      const changes = changeBetween(
        view.state.doc.toString(),
        withFallback(view.state.doc.toString(), variable),
      );
      if (changes === undefined) return;
      const quotes = changes.insert.indexOf("''");
      view.dispatch({
        changes,
        selection: { anchor: changes.from + Math.max(0, quotes + 1) },
        scrollIntoView: true,
        userEvent: "input.complete",
      });
      view.focus();
    },
  };
}

import { RangeSetBuilder, StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

/** Names to be marked where a template writes them, and why. */
export interface Marks {
  /** Written without a fallback though they may be missing. */
  missing: readonly string[];
  /** Names that no template can read. */
  unknown: readonly string[];
}

const setMarks = StateEffect.define<Marks>();

const missing = Decoration.mark({ class: "template-missing" });
const unknown = Decoration.mark({ class: "template-unknown" });

const field = StateField.define<{ marks: Marks; shown: DecorationSet }>({
  create: () => ({ marks: { missing: [], unknown: [] }, shown: Decoration.none }),
  update: (value, transaction) => {
    const set = transaction.effects.find((effect) => effect.is(setMarks));
    const marks = set === undefined ? value.marks : (set.value as Marks);
    if (set === undefined && !transaction.docChanged) return value;
    return { marks, shown: decorate(transaction.state.doc.toString(), marks) };
  },
  provide: (of) => EditorView.decorations.from(of, ({ shown }) => shown),
});

/** Underlines names that lack something; told which by {@link markWith}. */
export const marking: Extension = field;

/** The effect that replaces what is marked. */
export function markWith(marks: Marks): StateEffect<unknown> {
  return setMarks.of(marks);
}

function decorate(text: string, marks: Marks): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  if (marks.missing.length === 0 && marks.unknown.length === 0) return Decoration.none;
  for (const output of text.matchAll(/\{\{-?\s*([A-Za-z_][\w.-]*)([^{}]*)\}\}/g)) {
    const [whole, name = "", rest = ""] = output;
    const mark = marks.unknown.includes(name)
      ? unknown
      : marks.missing.includes(name) && !/\|\s*default\b/.test(rest)
        ? missing
        : undefined;
    if (mark === undefined) continue;
    const from = output.index + whole.indexOf(name);
    builder.add(from, from + name.length, mark);
  }
  return builder.finish();
}

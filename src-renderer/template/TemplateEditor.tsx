import "./texts.ts";
import "./template.css";
import { EditorView } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { TEMPLATE_FILTERS } from "../../src-shared/render/liquid.ts";
import { changeBetween } from "./change.ts";
import { createState, describe, fromOutside, type Look } from "./editor-state.ts";
import { handleOf, type TemplateHandle } from "./handle.ts";
import { markWith, type Marks } from "./marks.ts";
import type { Variable } from "./vocabulary.ts";

export interface TemplateEditorProps extends Look {
  value: string;
  variables: readonly Variable[];
  marks: Marks;
  /** `typed` is false for what was picked or added by a click. */
  onChange: (value: string, typed: boolean) => void;
  /** Gets what can be done with the editor from outside, once it is there. */
  onReady: (handle: TemplateHandle | undefined) => void;
}

/**
 * A template with colours and completion. It has no history of its own: undo is the builder's, which also knows what
 * happened elsewhere.
 */
export function TemplateEditor({ value, variables, marks, onChange, onReady, ...look }: TemplateEditorProps) {
  const { t } = useTranslation("template");
  const { t: words } = useTranslation("inspector");
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);

  const change = useEffectEvent(onChange);
  const vocabulary = useEffectEvent(() => ({ variables, filters: TEMPLATE_FILTERS }));
  const typeName = useEffectEvent((name: string) => words(`types.${name}`, { defaultValue: name }));
  const filterText = useEffectEvent((name: string) => t(`filters.${name}`, { defaultValue: "" }));
  const first = useEffectEvent(() => ({ doc: value, look }));

  const { format, long, id, labelledBy, lang, failed, placeholder } = look;
  useEffect(() => {
    if (host.current === null) return undefined;
    const opened = new EditorView({
      parent: host.current,
      state: createState(first(), {
        onChange: (text, typed) => change(text, typed),
        words: () => vocabulary(),
        texts: { type: (name) => typeName(name), filter: (name) => filterText(name) },
      }),
    });
    view.current = opened;
    onReady(handleOf(opened));
    return () => {
      onReady(undefined);
      view.current = undefined;
      opened.destroy();
    };
  }, [format, long, onReady]);

  // Undo, fixes and edits elsewhere come by the value.
  useEffect(() => {
    const opened = view.current;
    const changes = opened === undefined ? undefined : changeBetween(opened.state.doc.toString(), value);
    if (changes !== undefined) opened?.dispatch({ changes, annotations: fromOutside.of(true) });
  }, [value]);
  useEffect(() => view.current?.dispatch({ effects: markWith(marks) }), [marks]);
  useEffect(
    () =>
      view.current?.dispatch({
        effects: describe({ id, labelledBy, lang, failed, placeholder, format, long }),
      }),
    [id, labelledBy, lang, failed, placeholder, format, long],
  );

  return (
    <div
      ref={host}
      className="template"
      data-format={format}
      data-long={long || undefined}
      data-error={failed || undefined}
    />
  );
}

import { NodeResizer, type Node, type NodeProps } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Note } from "../../src-shared/journey/schema.ts";
import { changeNote, toneOf } from "./edits/notes.ts";
import { useBuilder, useBuilderStore } from "./store.ts";

export type NoteFlowNode = Node<{ note: Note }, "note">;

/** A note stuck to the canvas; double click or Enter writes on it. */
export const NoteNode = memo(function NoteNode({ data: { note }, selected }: NodeProps<NoteFlowNode>) {
  const { t } = useTranslation("canvas");
  const store = useBuilderStore();
  const editing = useBuilder((state) => state.editingNote === note.id);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (editing) field.current?.focus();
  }, [editing]);
  const run = (value: Partial<Note>, merge?: string) => {
    const command = changeNote(store.getState().journey, note.id, value);
    if (command !== undefined) store.getState().run(command, merge);
  };
  return (
    <div
      className="note"
      data-tone={toneOf(note)}
      data-selected={selected || undefined}
      data-testid={`note-${note.id}`}
      onDoubleClick={() => store.setState({ editingNote: note.id })}
    >
      <NodeResizer
        isVisible={selected === true}
        minWidth={120}
        minHeight={60}
        onResizeEnd={(_event, { x, y, width: wide, height: high }) =>
          run({ x: Math.round(x), y: Math.round(y), width: Math.round(wide), height: Math.round(high) })
        }
      />
      {editing ? (
        <textarea
          ref={field}
          className="nodrag nowheel nopan"
          aria-label={t("note.text")}
          value={note.text}
          maxLength={5_000}
          onChange={(event) => run({ text: event.currentTarget.value }, `note ${note.id}`)}
          onBlur={() => store.setState({ editingNote: undefined })}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            event.stopPropagation();
            store.setState({ editingNote: undefined });
          }}
        />
      ) : (
        <p>{note.text === "" ? <i>{t("note.empty")}</i> : note.text}</p>
      )}
    </div>
  );
});

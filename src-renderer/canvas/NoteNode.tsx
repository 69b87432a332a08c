import { NodeResizer, NodeToolbar, Position, type Node, type NodeProps } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Note } from "../../src-shared/journey/schema.ts";
import { changeNote, TONES, toneOf } from "./edits/notes.ts";
import { useBuilder, useBuilderStore } from "./store.ts";

export type NoteFlowNode = Node<{ note: Note }, "note">;

/** The library puts it one above its note, and notes lie under everything. */
const aboveAll = { zIndex: 5 };

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
      <NodeToolbar
        isVisible={selected === true}
        position={Position.Top}
        className="note-tones nodrag nopan"
        style={aboveAll}
        role="group"
        aria-label={t("note.paper")}
      >
        {TONES.map((tone) => (
          <button
            key={tone}
            type="button"
            data-tone={tone}
            aria-label={t(`note.tones.${tone}`)}
            title={t(`note.tones.${tone}`)}
            aria-pressed={toneOf(note) === tone}
            onClick={() => {
              if (toneOf(note) !== tone) run({ tone });
            }}
          />
        ))}
      </NodeToolbar>
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

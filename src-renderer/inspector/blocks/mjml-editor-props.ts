import type { Problem } from "../../../src-shared/problems.ts";
import type { EditorHandle } from "../fields/TemplateBox.tsx";

/** A text in MJML with what its editors need, whichever of them is shown. */
export interface MjmlEditorProps {
  id: string;
  labelledBy: string;
  value: string;
  placeholder: string | undefined;
  lang: string | undefined;
  problems: readonly Problem[];
  /** The editor in use, for whoever inserts something where its cursor is. */
  handle: EditorHandle;
  /** @param merge whether it is one step of undo with what was typed before; a text names the part that is typed in */
  onChange: (value: string, merge: boolean | string) => void;
}

import type { NoteFlowNode } from "./NoteNode.tsx";
import type { StepFlowNode } from "./StepNode.tsx";

/** What stands on the canvas. */
export type CanvasNode = StepFlowNode | NoteFlowNode;

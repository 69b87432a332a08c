import type { RefObject } from "react";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { useBuilder } from "../canvas/store.ts";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { PreviewPanel } from "./PreviewPanel.tsx";
import { usePreviewWanted, useWriting } from "./use-preview-wanted.ts";

/** The preview of the one step that is selected, when it sends something and the preview is wanted. */
export function StepPreview({ form }: { form: RefObject<HTMLElement | null> }) {
  const { said, say } = usePreviewWanted();
  const node = useBuilder(({ journey, selectedNodes }) =>
    selectedNodes.length === 1 ? journey.nodes.find(({ id }) => id === selectedNodes[0]) : undefined,
  );
  const writing = useWriting(form, node?.id);
  if (node === undefined || kindOf(node.kind)?.message === undefined || !(said ?? writing)) return null;
  return (
    <ErrorBoundary resetOn={node.id}>
      <PreviewPanel node={node} onClose={() => say(false)} />
    </ErrorBoundary>
  );
}

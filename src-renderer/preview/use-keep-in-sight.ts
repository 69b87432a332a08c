import { useReducedMotion } from "@mantine/hooks";
import { useReactFlow } from "@xyflow/react";
import { useEffect, useEffectEvent } from "react";

/** Room between a step and what covers the canvas, in px on the screen. */
const ROOM = 24;

/**
 * Moves the canvas so that a step is not covered by the preview, which lies on its right side; as little as needed, and
 * only when another step is chosen.
 * @param width of what covers it, px; undefined when nothing of the canvas is left anyway
 */
export function useKeepInSight(nodeId: string, width: number | undefined): void {
  const flow = useReactFlow();
  const still = useReducedMotion();
  const bringOut = useEffectEvent(() => {
    const canvas = document.querySelector(".canvas")?.getBoundingClientRect();
    const step = document
      .querySelector(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`)
      ?.getBoundingClientRect();
    if (width === undefined || canvas === undefined || step === undefined) return;
    const covered = step.right + ROOM - (canvas.right - width);
    // Never further than to the left edge: what is too wide keeps its beginning in sight.
    const by = Math.min(covered, step.left - canvas.left - ROOM);
    if (by <= 0) return;
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x - by, y, zoom }, { duration: still ? 0 : 200 });
  });
  // A wider preview is the person's own doing: the canvas then stays where it is.
  useEffect(() => bringOut(), [nodeId]);
}

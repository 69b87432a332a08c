import { useReducedMotion } from "@mantine/hooks";
import { useReactFlow, type FitViewOptions } from "@xyflow/react";
import { useEffect, useMemo, useRef } from "react";
import type { View } from "./desk.ts";
import { NODE_WIDTH } from "./placement.ts";

/** Nothing is blown up beyond its own size to fill the canvas, and nothing ends up below the tools. */
const fitting = {
  padding: { top: "28px", left: "36px", right: "36px", bottom: "72px" },
  maxZoom: 1,
} satisfies FitViewOptions;
/** Height of what the library knows nothing about (px). */
const assumedHeight = 80;

/** How the canvas is looked at, and moved about; without motion for those who asked for none. */
export function useView(): View {
  const flow = useReactFlow();
  const still = useReducedMotion();
  const pointer = useRef<{ x: number; y: number } | undefined>(undefined);
  useEffect(() => {
    const onMove = (event: PointerEvent) => {
      const over = event.target instanceof Element && event.target.closest(".canvas .react-flow") !== null;
      pointer.current = over ? { x: event.clientX, y: event.clientY } : undefined;
    };
    addEventListener("pointermove", onMove, { passive: true });
    return () => removeEventListener("pointermove", onMove);
  }, []);

  return useMemo((): View => {
    const duration = still ? 0 : 180;
    const box = () => canvasElement()?.getBoundingClientRect() ?? new DOMRect();
    const boxOf: View["boxOf"] = (item) => {
      const node = flow.getInternalNode(item);
      if (node === undefined) return undefined;
      const width = node.measured.width ?? node.initialWidth ?? NODE_WIDTH;
      const height = node.measured.height ?? node.initialHeight ?? assumedHeight;
      return { ...node.internals.positionAbsolute, width, height };
    };
    let asked = 0;
    /** Who asks last gets it: keys come faster than drawings, and a step that is focused late would choose itself again. */
    const giveFocus = (selector: string | undefined): void => {
      const mine = ++asked;
      afterDrawing(() => {
        if (mine !== asked) return;
        const found =
          selector === undefined
            ? null
            : document.querySelector<HTMLElement | SVGElement>(`.canvas ${selector}`);
        (found ?? canvasElement())?.focus({ preventScroll: true });
      });
    };
    return {
      still,
      zoomIn: () => void flow.zoomIn({ duration }),
      zoomOut: () => void flow.zoomOut({ duration }),
      zoomFull: () => void flow.zoomTo(1, { duration }),
      fitAll: () => void flow.fitView({ duration, ...fitting }),
      fitItems: (items) =>
        void flow.fitView({ duration, ...fitting, nodes: items.map((id) => ({ id })), minZoom: 0.2 }),
      // A step that was just made is on the canvas only after the next frame.
      reveal: (item) =>
        afterDrawing(() => {
          const at = boxOf(item);
          if (at === undefined) return;
          const seen = box();
          const { zoom, x, y } = flow.getViewport();
          const corner = flow.flowToScreenPosition(at);
          const dx = inward(corner.x, at.width * zoom, seen.left, seen.right);
          const dy = inward(corner.y, at.height * zoom, seen.top, seen.bottom);
          if (dx !== 0 || dy !== 0) void flow.setViewport({ zoom, x: x + dx, y: y + dy }, { duration });
        }),
      focus: (item) =>
        giveFocus(item === undefined ? undefined : `.react-flow__node[data-id="${CSS.escape(item)}"]`),
      focusEdge: (edge) => giveFocus(`.react-flow__edge[data-id="${CSS.escape(edge)}"]`),
      toCanvas: (screen) => flow.screenToFlowPosition(screen, { snapToGrid: false }),
      toScreen: (canvas) => flow.flowToScreenPosition(canvas),
      pointer: () => pointer.current ?? { x: box().x + box().width / 2, y: box().y + box().height / 3 },
      isPointed: () => pointer.current !== undefined,
      boxOf,
    };
  }, [flow, still]);
}

/** How far something has to move to lie wholly between two edges; what is too long begins at the first (px). */
function inward(from: number, length: number, low: number, high: number): number {
  const margin = 16;
  if (from < low + margin || length + 2 * margin > high - low) return Math.max(0, low + margin - from);
  return Math.min(0, high - margin - (from + length));
}

function canvasElement(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".canvas");
}

/** Two frames: in the first the page is drawn, in the second the library has measured it. */
function afterDrawing(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

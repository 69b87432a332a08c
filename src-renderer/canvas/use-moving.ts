import type { Viewport } from "@xyflow/react";
import { useRef } from "react";
import { useStable } from "../ui/use-stable.ts";

/**
 * While the picture is only pushed along, its parts need not be painted again: a layer of its own moves them. Zooming
 * paints, or texts would be enlarged instead of drawn larger.
 */
export function useMoving(): {
  onMoveStart: (event: unknown, viewport: Viewport) => void;
  onMove: (event: unknown, viewport: Viewport) => void;
  onMoveEnd: () => void;
} {
  const zoom = useRef(0);
  const mark = (isPushed: boolean) => {
    const drawing = document.querySelector<HTMLElement>(".canvas .react-flow__viewport");
    if (drawing !== null) drawing.style.willChange = isPushed ? "transform" : "";
  };
  return {
    onMoveStart: useStable((_event: unknown, viewport: Viewport) => {
      zoom.current = viewport.zoom;
      mark(true);
    }),
    onMove: useStable((_event: unknown, viewport: Viewport) => {
      if (viewport.zoom === zoom.current) return;
      zoom.current = viewport.zoom;
      mark(false);
    }),
    onMoveEnd: useStable(() => mark(false)),
  };
}

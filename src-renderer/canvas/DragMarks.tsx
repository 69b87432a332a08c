import { ViewportPortal } from "@xyflow/react";
import { useBuilder } from "./store.ts";

/** While steps are dragged: the lines they are in line with, and the connection they would be put into. */
export function DragMarks() {
  const dragging = useBuilder((state) => state.dragging);
  if (dragging === undefined) return null;
  return (
    <ViewportPortal>
      <svg className="drag-marks" aria-hidden>
        {dragging.guides.map(({ along, at, from, to }) =>
          along === "y" ? (
            <line key={`y ${at}`} x1={at} x2={at} y1={from} y2={to} />
          ) : (
            <line key={`x ${at}`} y1={at} y2={at} x1={from} x2={to} />
          ),
        )}
        {dragging.edge !== undefined && (
          <g data-testid="drop-on-edge">
            <path className="drag-edge" d={dragging.edge.path} />
            <circle className="drag-edge-at" cx={dragging.edge.at.x} cy={dragging.edge.at.y} r={9} />
          </g>
        )}
      </svg>
    </ViewportPortal>
  );
}

import { BaseEdge, getBezierPath, type EdgeProps } from "@xyflow/react";
import { memo } from "react";

/** Longer names of ways are cut here; the whole name is at the port and in the inspector. */
const longest = 22;

/** A connection: its way's name in the middle, and a button beside it to put a step in. */
export const WayEdge = memo(function WayEdge({
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
  label,
  ...edge
}: EdgeProps) {
  const [path, x, y] = getBezierPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition });
  const text = typeof label === "string" ? label : "";
  const short = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return (
    <>
      <BaseEdge
        path={path}
        {...(edge.interactionWidth === undefined ? {} : { interactionWidth: edge.interactionWidth })}
      />
      {short !== "" && (
        <g className="edge-label" transform={`translate(${x} ${y})`}>
          <rect x={-widthOf(short) / 2} y={-9} width={widthOf(short)} height={18} rx={9} />
          <text textAnchor="middle" dy="3.5">
            {short}
          </text>
        </g>
      )}
      <g
        className="edge-add"
        data-edge={edge.id}
        transform={`translate(${short === "" ? x : x + widthOf(short) / 2 + 13} ${y})`}
      >
        <circle r={14} className="edge-add-reach" />
        <circle r={9} />
        <path d="M-4 0H4M0 -4V4" />
      </g>
    </>
  );
});

/** Measuring each label would cost a frame for each edge: the mean width of a letter does (px). */
function widthOf(text: string): number {
  return text.length * 5.7 + 14;
}

import { BaseEdge, getBezierPath, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { pointAlong, type Point } from "../../src-shared/picture/label-place.ts";
import { nameWidth, shortName } from "./way-name.ts";

/** A connection: its way's name in the middle, and a button beside it to put a step in. */
export const WayEdge = memo(function WayEdge({
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
  label,
  data,
  ...edge
}: EdgeProps<Edge<{ labelAt?: number }>>) {
  const [path, middleX, middleY] = getBezierPath({
    sourceX,
    sourceY,
    sourcePosition,
    targetX,
    targetY,
    targetPosition,
  });
  const { x, y } = placeOn(path, data?.labelAt) ?? { x: middleX, y: middleY };
  const short = shortName(typeof label === "string" ? label : "");
  const width = nameWidth(short);
  const beside = short === "" ? x : x + width / 2 + 13;
  return (
    <>
      <BaseEdge
        path={path}
        {...(edge.interactionWidth === undefined ? {} : { interactionWidth: edge.interactionWidth })}
      />
      {/* Each place is told by itself: a group that is moved would be put in order by itself with every frame. */}
      {short !== "" && (
        <g className="edge-label">
          <rect x={x - width / 2} y={y - 9} width={width} height={18} rx={9} />
          <text x={x} y={y} textAnchor="middle" dy="3.5">
            {short}
          </text>
        </g>
      )}
      <g className="edge-add" data-edge={edge.id}>
        <circle cx={beside} cy={y} r={14} className="edge-add-reach" />
        <circle cx={beside} cy={y} r={9} />
        <path d={`M${beside - 4} ${y}h8m-4 -4v8`} />
      </g>
    </>
  );
});

/** The point of a curve at a share of its way; undefined for its middle, which is known already. */
function placeOn(path: string, share = 0.5): Point | undefined {
  if (share === 0.5) return undefined;
  const [a, b, c, d, e, f, g, h] = (path.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  if (g === undefined || h === undefined) return undefined;
  return pointAlong(
    [
      { x: a ?? 0, y: b ?? 0 },
      { x: c ?? 0, y: d ?? 0 },
      { x: e ?? 0, y: f ?? 0 },
      { x: g, y: h },
    ],
    share,
  );
}

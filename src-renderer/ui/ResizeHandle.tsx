import { useRef } from "react";

interface Props {
  label: string;
  /** The side of the panel the handle is on. */
  edge: "top" | "left" | "right";
  size: number;
  min: number;
  max: number;
  onResize: (size: number) => void;
}

const keyStep = 16;

/** A border that can be dragged, or moved with the arrow keys, to resize its panel. */
export function ResizeHandle({ label, edge, size, min, max, onResize }: Props) {
  const start = useRef<{ at: number; size: number }>(undefined);
  const upright = edge !== "top";
  const sign = edge === "right" ? 1 : -1;
  const set = (wanted: number) => onResize(Math.round(Math.min(max, Math.max(min, wanted))));
  return (
    <div
      className="resize-handle"
      data-edge={edge}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={upright ? "vertical" : "horizontal"}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: upright ? event.clientX : event.clientY, size };
      }}
      onPointerMove={(event) => {
        if (start.current === undefined) return;
        const at = upright ? event.clientX : event.clientY;
        set(start.current.size + sign * (at - start.current.at));
      }}
      onPointerUp={() => (start.current = undefined)}
      onPointerCancel={() => (start.current = undefined)}
      onKeyDown={(event) => {
        const more = upright ? (sign > 0 ? "ArrowRight" : "ArrowLeft") : "ArrowUp";
        const less = upright ? (sign > 0 ? "ArrowLeft" : "ArrowRight") : "ArrowDown";
        if (event.key !== more && event.key !== less) return;
        event.preventDefault();
        set(size + (event.key === more ? keyStep : -keyStep));
      }}
    />
  );
}

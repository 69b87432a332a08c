import { useStore, type ReactFlowState } from "@xyflow/react";

/** Distance of the dots (px of the canvas). */
const gap = 20;
/** Closer together than this they are noise: then only every so many are shown (px of the screen). */
const least = 14;

/**
 * The dots under the drawing. The library's own are painted anew for each frame in which the picture moves; these are
 * one picture that is pushed along.
 */
export function Dots() {
  const { x, y, step } = useStore(dotsOf, isSame);
  return (
    <div className="dots-frame" aria-hidden>
      <div
        className="dots"
        style={{
          inset: -step,
          backgroundSize: `${step}px ${step}px`,
          transform: `translate(${x}px, ${y}px)`,
        }}
      />
    </div>
  );
}

interface Placed {
  x: number;
  y: number;
  step: number;
}

function dotsOf({ transform: [x, y, zoom] }: ReactFlowState): Placed {
  let step = gap * zoom;
  while (step < least) step *= 2;
  return { x: x % step, y: y % step, step };
}

function isSame(a: Placed, b: Placed): boolean {
  return a.x === b.x && a.y === b.y && a.step === b.step;
}

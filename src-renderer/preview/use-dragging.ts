import { useEffect, useState } from "react";

/** Whether something is being dragged over the canvas: a step from the palette, a step, a connection, a box. */
export function useDragging(): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const begin = ({ target }: Event) =>
      setDragging(target instanceof Element && target.closest("[draggable=true], .canvas") !== null);
    const end = () => setDragging(false);
    const begins = ["dragstart", "pointerdown"] as const;
    const ends = ["dragend", "drop", "pointerup", "pointercancel"] as const;
    for (const name of begins) document.addEventListener(name, begin, true);
    for (const name of ends) document.addEventListener(name, end, true);
    return () => {
      for (const name of begins) document.removeEventListener(name, begin, true);
      for (const name of ends) document.removeEventListener(name, end, true);
    };
  }, []);
  return dragging;
}

import { FocusTrap, Portal } from "@mantine/core";
import { useClickOutside, useMergedRef } from "@mantine/hooks";
import { useLayoutEffect, useRef, useState, type ReactNode } from "react";

interface Props {
  /** Upper left corner, on the screen (px); moved so that all of it is in the window. */
  at: { x: number; y: number };
  label: string;
  testId: string;
  onClose: () => void;
  children: ReactNode;
}

/** A small panel over the canvas that keeps the keyboard until it is left. */
export function Floating({ at, label, testId, onClose, children }: Props) {
  const [place, setPlace] = useState(at);
  const size = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(size, useClickOutside<HTMLDivElement>(onClose));
  useLayoutEffect(() => {
    const box = size.current?.getBoundingClientRect();
    if (box === undefined) return;
    const edge = 8;
    setPlace({
      x: Math.max(edge, Math.min(at.x, innerWidth - box.width - edge)),
      y: Math.max(edge, Math.min(at.y, innerHeight - box.height - edge)),
    });
  }, [at]);
  return (
    <Portal>
      <div ref={ref} className="over-canvas" style={{ left: place.x, top: place.y }}>
        <FocusTrap active>
          <div role="dialog" aria-label={label} data-testid={testId}>
            {children}
          </div>
        </FocusTrap>
      </div>
    </Portal>
  );
}

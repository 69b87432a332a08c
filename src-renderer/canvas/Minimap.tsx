import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { colourOf } from "../ui/kind-colour.ts";
import { useStable } from "../ui/use-stable.ts";
import { around } from "./edits/arrange.ts";
import { NODE_WIDTH } from "./placement.ts";
import type { CanvasNode } from "./canvas-node.ts";

/** Size of the overview (px). */
const size = { width: 150, height: 92 };
const margin = 8;
/** In the place of the kind of a step that is only a shape. */
const PALE = "\0pale";

/** How the overview shows the canvas: where its corner lies, and how much smaller everything is. */
interface Scale {
  x: number;
  y: number;
  by: number;
  left: number;
  top: number;
}

/**
 * The whole journey at a glance, with a frame around what is seen; drag the frame, or click to go there. Painted on one
 * sheet instead of as one element for each step, and only when steps change: moving the picture moves the frame alone.
 */
export function Minimap() {
  const { t } = useTranslation("canvas");
  const scheme = useComputedColorScheme();
  const store = useStoreApi<CanvasNode>();
  const flow = useReactFlow<CanvasNode>();
  const sheet = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const scale = useRef<Scale>({ x: 0, y: 0, by: 1, left: 0, top: 0 });

  useEffect(() => {
    let asked = 0;
    let painted: readonly CanvasNode[] | undefined;
    // Asking the page for a colour makes it work out its whole style there and then.
    const colours = new Map<string, string>();
    const show = () => {
      asked = 0;
      const { nodes, transform, width, height } = store.getState();
      if (nodes !== painted && sheet.current !== null) {
        painted = nodes;
        scale.current = paint(sheet.current, nodes, colours);
      }
      if (frame.current !== null) place(frame.current, scale.current, transform, width, height);
    };
    const ask = () => {
      if (asked === 0) asked = requestAnimationFrame(show);
    };
    ask();
    const stop = store.subscribe(ask);
    return () => {
      stop();
      cancelAnimationFrame(asked);
    };
    // Another theme has other colours.
  }, [store, scheme]);

  const go = useStable((event: React.PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { x, y, by, left, top } = scale.current;
    void flow.setCenter(x + (event.clientX - box.x - left) / by, y + (event.clientY - box.y - top) / by, {
      zoom: flow.getZoom(),
    });
  });
  return (
    <div
      className="minimap"
      role="img"
      aria-label={t("minimap")}
      data-testid="minimap"
      style={size}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <canvas ref={sheet} />
      <div ref={frame} className="minimap-frame" />
    </div>
  );
}

function boxOf({ position, measured, width, height, initialWidth, initialHeight }: CanvasNode) {
  return {
    ...position,
    width: measured?.width ?? width ?? initialWidth ?? NODE_WIDTH,
    height: measured?.height ?? height ?? initialHeight ?? 80,
  };
}

/** @param colours those that are known already */
function paint(sheet: HTMLCanvasElement, nodes: readonly CanvasNode[], colours: Map<string, string>): Scale {
  const sharp = devicePixelRatio;
  sheet.width = size.width * sharp;
  sheet.height = size.height * sharp;
  const pen = sheet.getContext("2d");
  if (pen === null || nodes.length === 0)
    return { x: 0, y: 0, by: 0.1, left: size.width / 2, top: size.height / 2 };
  const whole = around(nodes.map(boxOf));
  const by = Math.min(
    0.1,
    (size.width - 2 * margin) / whole.width,
    (size.height - 2 * margin) / whole.height,
  );
  const scale = {
    x: whole.x,
    y: whole.y,
    by,
    left: (size.width - whole.width * by) / 2,
    top: (size.height - whole.height * by) / 2,
  };
  pen.scale(sharp, sharp);
  for (const node of nodes) {
    const { x, y, width, height } = boxOf(node);
    const kind = "node" in node.data ? node.data.node.kind : "";
    // Where nobody came is as pale here as it is in the picture.
    const name = "dim" in node.data && node.data.dim === true ? PALE : kind;
    const colour = colours.get(name) ?? resolved(getComputedStyle(sheet), name);
    colours.set(name, colour);
    pen.fillStyle = colour;
    pen.fillRect(
      scale.left + (x - scale.x) * by,
      scale.top + (y - scale.y) * by,
      Math.max(1.5, width * by),
      Math.max(1, height * by),
    );
  }
  return scale;
}

/** A colour of the theme as a sheet of paint needs it. */
function resolved(style: CSSStyleDeclaration, kind: string): string {
  if (kind === PALE) return style.getPropertyValue("--p-edge").trim();
  if (kind === "") return style.getPropertyValue("--p-note").trim();
  const names = colourOf(kind, kindOf(kind)?.group);
  for (const [, name] of names.matchAll(/var\((--[\w-]+)/g)) {
    const value = style.getPropertyValue(name ?? "").trim();
    if (value !== "") return value;
  }
  return /hsl\([^)]*\)/.exec(names)?.[0] ?? "gray";
}

function place(
  frame: HTMLDivElement,
  { x, y, by, left, top }: Scale,
  [panX, panY, zoom]: readonly [number, number, number],
  width: number,
  height: number,
): void {
  const at = { x: left + (-panX / zoom - x) * by, y: top + (-panY / zoom - y) * by };
  frame.style.transform = `translate(${at.x}px, ${at.y}px)`;
  frame.style.width = `${(width / zoom) * by}px`;
  frame.style.height = `${(height / zoom) * by}px`;
}

import type { Page } from "@playwright/test";

/** What is done to the picture while frames are timed. */
export type Gesture = "drag" | "pan";

/**
 * Times frames while a step is dragged, or the picture moved by the wheel: from the event until the frame it leads to is
 * on the screen (ms). Events are made in the page, one for each frame, so that nothing but the page is measured.
 */
export async function timeFrames(page: Page, gesture: Gesture, frames: number): Promise<number[]> {
  return page.evaluate(
    async ({ what, count }) => {
      const pane = document.querySelector<HTMLElement>(".react-flow");
      if (pane === null) throw new Error("there is no canvas");
      const box = pane.getBoundingClientRect();
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const shown = () =>
        new Promise<void>((resolve) =>
          requestAnimationFrame(() => {
            // A message comes after the frame was drawn.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve();
            port2.postMessage(0);
          }),
        );
      const mouse = (type: string, at: { x: number; y: number }, target: EventTarget) =>
        target.dispatchEvent(
          new MouseEvent(type, {
            bubbles: true,
            cancelable: true,
            view: window,
            clientX: at.x,
            clientY: at.y,
            button: 0,
            buttons: 1,
          }),
        );
      const distance = (node: Element) => {
        const { x, y, width, height } = node.getBoundingClientRect();
        return Math.hypot(x + width / 2 - middle.x, y + height / 2 - middle.y);
      };
      const nodes = [...document.querySelectorAll<HTMLElement>(".react-flow__node")];
      const node = nodes.sort((a, b) => distance(a) - distance(b))[0];
      if (node === undefined) throw new Error("there are no nodes");
      const own = node.getBoundingClientRect();
      const at = { x: own.x + own.width / 2, y: own.y + own.height / 3 };
      const times: number[] = [];
      if (what === "drag") {
        mouse("mousedown", at, document.elementFromPoint(at.x, at.y) ?? node);
        mouse("mousemove", { x: at.x + 5, y: at.y + 5 }, window);
        await shown();
      }
      for (let index = 0; index < count; index += 1) {
        const begun = performance.now();
        const way = index % 40 < 20 ? 1 : -1;
        if (what === "drag") {
          at.x += 6 * way;
          at.y += 4 * way;
          mouse("mousemove", at, window);
        } else
          (document.elementFromPoint(middle.x, middle.y) ?? pane).dispatchEvent(
            new WheelEvent("wheel", {
              bubbles: true,
              cancelable: true,
              deltaX: 14 * way,
              deltaY: 36 * way,
              clientX: middle.x,
              clientY: middle.y,
            }),
          );
        await shown();
        times.push(performance.now() - begun);
      }
      if (what === "drag") mouse("mouseup", at, window);
      return times;
    },
    { what: gesture, count: frames },
  );
}

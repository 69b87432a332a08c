import { expect, type Locator, type Page } from "@playwright/test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

/** A journey with a fork, and room around it. */
export const DRAWN = {
  format: "parcours.journey",
  formatVersion: 1,
  id: "drawn",
  name: "Drawn",
  nodes: [
    { id: "start", kind: "trigger", name: "Booked", params: { on: "event", event: "booked" } },
    { id: "calm", kind: "wait", name: "A day", params: { for: "duration", duration: "P1D" } },
    {
      id: "fork",
      kind: "branch",
      name: "Which plan",
      params: { arms: [{ id: "pro", when: { attr: "plan", op: "eq", value: "pro" } }] },
    },
    { id: "end", kind: "exit", name: "Done", params: {} },
    { id: "other", kind: "exit", name: "Else", params: {} },
  ],
  edges: [
    { from: "start", port: "next", to: "calm" },
    { from: "calm", port: "next", to: "fork" },
    { from: "fork", port: "pro", to: "end" },
    { from: "fork", port: "else", to: "other" },
  ],
  layout: {
    start: { x: 0, y: 0 },
    calm: { x: 0, y: 160 },
    fork: { x: 0, y: 320 },
    end: { x: -150, y: 500 },
    other: { x: 150, y: 500 },
  },
};

/** The app with journeys in it. */
export async function appWith(...journeys: object[]): Promise<RunningApp> {
  const dataDir = freshDataDir();
  for (const [index, journey] of journeys.entries()) {
    const file = join(dataDir, `${index}.journey.json`);
    writeFileSync(file, JSON.stringify(journey));
    parcours(dataDir, ["import", file]);
  }
  return startApp({ dataDir, from: "2027-03-12T18:00:00Z" });
}

/** What the tests do on the canvas, as a person does it. */
export function onCanvas(page: Page) {
  const node = (id: string): Locator => page.getByTestId(`node-${id}`);
  const edge = (from: string, port: string, to: string): Locator =>
    page.locator(`.react-flow__edge[data-id="${from}|${port}|${to}"]`);
  return {
    node,
    edge,
    said: page.getByTestId("said"),
    /** Opens a journey with the problems out of the way. */
    open: async (app: RunningApp, id: string): Promise<void> => {
      await page.addInitScript(() => localStorage.setItem("parcours.problems.opened", "false"));
      await page.goto(app.at(`/journeys/${id}`));
      await expect(page.getByTestId("canvas")).toBeVisible({ timeout: 60_000 });
      await expect(page.locator(".react-flow__node").first()).toBeVisible();
    },
    centre: async (what: Locator): Promise<{ x: number; y: number }> => {
      const box = await what.boundingBox();
      if (box === null) throw new Error("it is not on the screen");
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    },
    /** A point of the canvas where nothing is. */
    empty: async (dx = 60, dy = 60): Promise<{ x: number; y: number }> => {
      const box = await page.getByTestId("canvas").boundingBox();
      if (box === null) throw new Error("there is no canvas");
      return { x: box.x + dx, y: box.y + dy };
    },
    drag: async (
      from: { x: number; y: number },
      to: { x: number; y: number },
      meanwhile?: () => Promise<void>,
    ): Promise<void> => {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 });
      await page.mouse.move(to.x, to.y, { steps: 5 });
      await meanwhile?.();
      await page.mouse.up();
    },
    port: (id: string, port: string): Locator =>
      node(id).locator(`.react-flow__handle.source[data-handleid="${port}"]`),
    undo: async (): Promise<void> => page.keyboard.press("Control+z"),
    redo: async (): Promise<void> => page.keyboard.press("Control+Shift+z"),
  };
}

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";
import { seriousIn } from "./axe.ts";

const SHOTS = "artifacts/screenshots";
const FROM = "2027-03-12T18:00:00Z";

/** Trigger, a wait of two days, an email; the wait goes by `id`. */
function journey(id: string, name: string): string {
  return JSON.stringify({
    format: "parcours.journey",
    formatVersion: 1,
    id: "trip",
    name: "Trip",
    settings: { class: "service" },
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "begin" } },
      { id, kind: "wait", name, params: { for: "duration", duration: "P2D" } },
      { id: "mail", kind: "email", params: { subject: "Thank you", body: { text: "Hello" } } },
    ],
    edges: [
      { from: "start", port: "next", to: id },
      { from: id, port: "next", to: "mail" },
    ],
  });
}

/** Two people wait at a step that the draft does not have any more. */
function editedWorkspace(): string {
  const dataDir = freshDataDir();
  const [old, fresh] = ["old.journey.json", "new.journey.json"].map((name) => join(dataDir, name));
  if (old === undefined || fresh === undefined) throw new Error("two files");
  writeFileSync(old, journey("calm", "Two quiet days"));
  writeFileSync(fresh, journey("rest", "A rest"));
  parcours(dataDir, ["import", old]);
  parcours(dataDir, ["publish", "trip"]);
  const events = ["sara", "tom"].map((userId) =>
    JSON.stringify({ type: "track", messageId: userId, userId, event: "begin", timestamp: FROM }),
  );
  parcours(dataDir, ["events", "send", "-"], events.join("\n"));
  parcours(dataDir, ["run", "--clock", "virtual", "--from", FROM, "--until", FROM]);
  parcours(dataDir, ["import", "--replace", fresh]);
  return dataDir;
}

const LOOKS = [
  { locale: "en-GB", colorScheme: "light" },
  { locale: "fr-FR", colorScheme: "dark" },
] as const;

for (const { locale, colorScheme } of LOOKS)
  test.describe(`${locale}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme, viewport: { width: 1280, height: 800 } });
    let app: RunningApp;
    test.beforeAll(async () => {
      mkdirSync(SHOTS, { recursive: true });
      app = await startApp({ dataDir: editedWorkspace(), from: FROM });
    });
    test.afterAll(() => app.stop());

    test("publishing over people who wait shows the plan first, and moves them by keyboard", async ({
      page,
    }) => {
      await page.goto(app.at("/journeys/trip"));
      await page.getByTestId("publish").click();
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByTestId("waiting-1")).toContainText("2");
      await expect(dialog.getByTestId("waiting-sum")).toHaveText(/^2 /);

      await dialog.getByRole("radio", { checked: true }).focus();
      await page.keyboard.press("ArrowRight");
      await expect(dialog.getByRole("status")).toContainText("Two quiet days");
      await expect(dialog.getByTestId("publish-confirm")).toBeDisabled();
      await page.screenshot({ path: join(SHOTS, `publish-${locale.slice(0, 2)}-${colorScheme}.png`) });
      expect(await seriousIn(page)).toEqual([]);

      await dialog.getByTestId("move-calm").focus();
      await dialog.getByTestId("move-calm").selectOption("rest");
      await expect(dialog.getByTestId("publish-confirm")).toBeEnabled();
      await dialog.getByTestId("publish-confirm").focus();
      await page.keyboard.press("Enter");
      await expect(dialog).toBeHidden();
      await page.goto(app.at("/journeys/trip/live"));
      await expect(page.getByTestId("live-node-rest").or(page.getByText("A rest")).first()).toBeVisible();
      const runs = parcours(app.dataDir, ["runs", "list", "--json"]).trim().split("\n");
      expect(runs).toHaveLength(2);
      for (const run of runs) expect(JSON.parse(run)).toMatchObject({ version: 2, nodeId: "rest" });
    });
  });

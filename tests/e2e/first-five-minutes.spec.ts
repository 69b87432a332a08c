import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

/** Friday evening in Chicago, two nights before the clocks change there. */
const FROM = "2027-03-12T18:00:00Z";
const SHOTS = "artifacts/screenshots";

const PEOPLE = JSON.stringify([
  {
    id: "sara",
    email: "sara@example.com",
    timeZone: "America/Chicago",
    locale: "en",
    traits: { firstName: "Sara", lastName: "Hightower-Kellerman", plan: "pro" },
    devices: [{ id: "sara-phone", platform: "ios", token: "t" }],
    consents: ["push", "email"].map((channel) => ({
      channel,
      purpose: "marketing",
      state: "granted",
      at: "2027-03-02T20:00:00Z",
      source: "primer",
    })),
  },
]);

/** The job of the first five minutes, by mouse and keyboard, in one go. */
test("draw, mend, publish, run, answer, undo, reload, export, import elsewhere", async ({ page }) => {
  const dataDir = freshDataDir();
  const peopleFile = join(dataDir, "people.json");
  writeFileSync(peopleFile, PEOPLE);
  parcours(dataDir, ["people", "import", peopleFile]);
  const app = await startApp({ dataDir, from: FROM });
  const elsewhere = await startApp({ from: FROM });
  const faults = watchForFaults(page);
  try {
    await test.step("a new journey, from the list", async () => {
      await page.goto(app.url);
      await expect(page.getByTestId("load-sample")).toBeVisible();
      await shoot(page, "list-empty");
      await page.getByTestId("new-journey").first().click();
      await page.getByRole("textbox", { name: "Name" }).fill("Seat choice");
      await page.keyboard.press("Enter");
      await expect(page.getByTestId("canvas")).toBeVisible();
    });

    await test.step("drag all six kinds to the canvas, and an exit", async () => {
      await page.getByRole("button", { name: "Hide the problems" }).click();
      const places: [string, number, number][] = [
        ["trigger", 0.3, 0.04],
        ["wait", 0.3, 0.22],
        ["push", 0.3, 0.4],
        ["email", 0.3, 0.6],
        ["survey", 0.3, 0.78],
        ["branch", 0.74, 0.3],
        ["exit", 0.74, 0.6],
      ];
      for (const [kind, x, y] of places) await dragFromPalette(page, kind, x, y);
      await expect(page.locator(".react-flow__node")).toHaveCount(7);
      await expect(page.getByTestId("problems-chip")).toBeVisible();
    });

    await test.step("connect them by dragging from port to step", async () => {
      await connect(page, "trigger", "next", "wait");
      await connect(page, "wait", "next", "push");
      await connect(page, "push", "next", "email");
      await connect(page, "email", "next", "survey");
      await connect(page, "survey", "promoter", "branch");
      await expect(page.locator(".react-flow__edge")).toHaveCount(5);
    });

    await test.step("connect the last one by keyboard, in the inspector", async () => {
      await select(page, "branch");
      const ways = page.getByTestId("goes-on-yes");
      await ways.focus();
      await ways.selectOption({ label: "Exit" });
      await expect(page.locator(".react-flow__edge")).toHaveCount(6);
    });

    await test.step("see the problems, jump to one, mend it", async () => {
      await page.getByRole("button", { name: "Show the problems" }).click();
      const problems = page.getByTestId("problems");
      await expect(problems.getByText("No event is named.")).toBeVisible();
      await shoot(page, "builder-problems");
      await problems.getByText("No event is named.").click();
      const event = page.getByTestId("inspector").getByRole("combobox", { name: "Event" });
      await expect(event).toBeFocused();
      await page.keyboard.type("booking_confirmed");
      await expect(problems.getByText("No event is named.")).toBeHidden();
    });

    await test.step("fill in the rest", async () => {
      const inspector = page.getByTestId("inspector");
      await select(page, "wait");
      await inspector.getByRole("textbox", { name: /^How long/ }).fill("2");
      await inspector.getByRole("combobox", { name: "Unit" }).selectOption({ label: "hours" });
      await select(page, "push");
      await inspector
        .getByRole("textbox", { name: "Title" })
        .fill("Hello {{ person.firstName | default: 'you' }}, pick your seat");
      await expect(page.getByTestId("preview").getByText(/^Hello Sara, pick your seat$/)).toBeVisible();
      // It lies over the steps that are chosen next.
      await page.getByTestId("preview-close").click();
      await select(page, "email");
      await inspector
        .getByRole("textbox", { name: "Subject" })
        .fill("Your trip, {{ person.firstName | default: 'traveller' }}");
      await inspector
        .getByRole("textbox", { name: "Plain text" })
        .fill("Seat {{ entry.properties.seat | default: 'to be chosen' }} is yours.");
      await select(page, "survey");
      await inspector.getByRole("textbox", { name: "Question" }).fill("Would you recommend us?");
      await select(page, "branch");
      await inspector.getByRole("button", { name: "Add a condition" }).click();
      await inspector.getByRole("combobox", { name: "Name" }).last().fill("plan");
      await inspector.getByRole("textbox", { name: "Value" }).fill("pro");
      await select(page, "exit");
      await inspector.getByRole("textbox", { name: "Reason" }).fill("pro promoter");
      await expect(page.getByTestId("problems-chip")).toBeHidden();
      await shoot(page, "builder");
    });

    let text = "";
    await test.step("undo and redo everything that was done, and end with the same text", async () => {
      await saved(page);
      text = parcoursRead(app, "seat-choice");
      const undo = page.getByTestId("undo");
      let steps = 0;
      for (; await undo.isEnabled(); steps += 1) await undo.click();
      expect(steps).toBeGreaterThan(12);
      await expect(page.locator(".react-flow__node")).toHaveCount(0);
      await page.getByTestId("canvas").click({ position: { x: 20, y: 20 } });
      for (let step = 0; step < steps; step += 1) await page.keyboard.press("Control+Shift+z");
      await expect(page.locator(".react-flow__node")).toHaveCount(7);
      await expect(page.getByTestId("redo")).toBeDisabled();
      await saved(page);
      expect(parcoursRead(app, "seat-choice")).toBe(text);
    });

    await test.step("reload without loss", async () => {
      await page.reload();
      await expect(page.locator(".react-flow__node")).toHaveCount(7);
      await expect(page.locator(".react-flow__edge")).toHaveCount(6);
      expect(parcoursRead(app, "seat-choice")).toBe(text);
    });

    await test.step("publish and send a test event", async () => {
      await page.getByTestId("publish").click();
      await expect(page.getByText(/v1/).first()).toBeVisible();
      await page.getByRole("radiogroup", { name: "Mode" }).getByText("Live").click();
      await expect(page.getByTestId("live-mode")).toBeVisible();
      await page.getByTestId("send-test-event").click();
      await expect(page.getByTestId("test-event-name")).toHaveValue("booking_confirmed");
      await page
        .getByRole("dialog")
        .getByRole("combobox", { name: /person/i })
        .fill("sara");
      await page.getByRole("option", { name: /Sara/ }).click();
      await page.getByTestId("test-event-properties").fill('{ "seat": "14C" }');
      await page.getByTestId("confirm-test-event").click();
    });

    await test.step("watch the run wait", async () => {
      const runs = page.getByTestId("run-list");
      await expect(runs.getByText("Sara Hightower-Kellerman")).toBeVisible();
      await expect(page.getByTestId(/^here-wait/)).toContainText("1");
      await runs.getByText("Sara Hightower-Kellerman").click();
      await expect(page.getByTestId("trace")).toContainText("Wait");
      await shoot(page, "live-waiting");
    });

    await test.step("advance the clock: the messages leave", async () => {
      await page.getByTestId("advance-next").click();
      await expect(page.getByTestId("trace")).toContainText("Survey");
      await shoot(page, "live-trace");
    });

    await test.step("read the push and the email in the outbox", async () => {
      await page.getByRole("link", { name: "Outbox" }).click();
      await page.getByTestId("outbox-list").getByText("Hello Sara, pick your seat").click();
      await expect(page.getByTestId("push-preview")).toContainText("Hello Sara, pick your seat");
      await expect(page.getByTestId("why")).toContainText("Said yes to push");
      await shoot(page, "outbox-push");
      await page.getByTestId("outbox-list").getByText("Your trip, Sara").click();
      await expect(page.getByTestId("email-preview")).toContainText("Your trip, Sara");
      await expect(page.getByTestId("email-preview")).toContainText("Seat 14C is yours.");
      await shoot(page, "outbox-email");
    });

    await test.step("answer the survey, and see the branch taken", async () => {
      await page.getByTestId("outbox-list").getByText("Would you recommend us?").click();
      await page.getByTestId("survey-score-10").click();
      await shoot(page, "outbox-survey");
      await page.getByTestId("survey-send").click();
      await expect(page.getByTestId("survey-answered")).toBeVisible();
      await page.getByTestId("show-run").click();
      await expect(page.getByTestId("trace")).toContainText("pro promoter");
      await expect(page.getByTestId("trace")).toContainText("yes");
      await shoot(page, "live-done");
    });

    await test.step("export, import elsewhere, export again: the same file", async () => {
      await page.goto(app.at("/journeys/seat-choice"));
      const first = await exported(page);
      expect(first).toBe(parcoursRead(app, "seat-choice"));
      const file = join(dataDir, "seat-choice.journey.json");
      writeFileSync(file, first);
      await page.goto(elsewhere.url);
      await page.getByTestId("import-file").setInputFiles(file);
      await expect(page.getByTestId("canvas")).toBeVisible();
      await expect(page.locator(".react-flow__node")).toHaveCount(7);
      expect(await exported(page)).toBe(first);
    });

    expect(faults()).toEqual([]);
  } finally {
    await app.stop();
    await elsewhere.stop();
  }
});

/** Messages of the page that a user would call a fault. */
function watchForFaults(page: Page): () => string[] {
  const found: string[] = [];
  page.on("pageerror", (error) => found.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error")
      found.push(`${message.text()} (${message.location().url}:${String(message.location().lineNumber)})`);
  });
  return () => found;
}

/** Both themes, kept as artifacts. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // Hiding the caret would inject a style sheet, which the page's own policy rightly refuses.
    await page.screenshot({ path: join(SHOTS, `${name}-${colorScheme}.png`), caret: "initial" });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

async function dragFromPalette(page: Page, kind: string, x: number, y: number): Promise<void> {
  const canvas = await boxOf(page.getByTestId("canvas"));
  await page.getByTestId(`palette-${kind}`).scrollIntoViewIfNeeded();
  const item = await boxOf(page.getByTestId(`palette-${kind}`));
  await page.mouse.move(item.x + 20, item.y + 12);
  await page.mouse.down();
  await page.mouse.move(canvas.x + canvas.width * x, canvas.y + canvas.height * y, { steps: 8 });
  await page.mouse.up();
}

async function connect(page: Page, from: string, port: string, to: string): Promise<void> {
  const source = await boxOf(step(page, from).locator(`.react-flow__handle[data-handleid="${port}"]`));
  const target = await boxOf(step(page, to).locator(".react-flow__handle.target"));
  await page.mouse.move(source.x + source.width / 2, source.y + source.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 10 });
  await page.mouse.up();
}

async function select(page: Page, kind: string): Promise<void> {
  await step(page, kind).click({ position: { x: 60, y: 14 } });
  await expect(page.getByTestId("inspector")).toBeVisible();
}

/** The step of a kind on the canvas; each kind is there once. */
function step(page: Page, kind: string): Locator {
  return page.locator(`.react-flow__node[data-id^="${kind}"]`);
}

async function saved(page: Page): Promise<void> {
  await expect(page.getByTestId("saved-state")).toContainText(/^Saved/);
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator.toString()} is not on the page`);
  return box;
}

/** The canonical text as the command line exports it beside the running app. */
function parcoursRead(app: RunningApp, id: string): string {
  return parcours(app.dataDir, ["export", id, "--format", "journey"]);
}

/** What a click on Export › Journey saves. */
async function exported(page: Page): Promise<string> {
  await page.getByTestId("export").click();
  const download = page.waitForEvent("download");
  await page.getByTestId("export-journey").click();
  return readFileSync(await (await download).path(), "utf8");
}

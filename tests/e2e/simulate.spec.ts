import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";
import { seriousIn } from "./axe.ts";

const TEMPLATE = join(import.meta.dirname, "../../assets/templates/after-trip/after-trip.journey.json");
const PEOPLE = join(import.meta.dirname, "../../assets/samples/after-trip/people.json");

let app: RunningApp;
test.beforeAll(async () => {
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", TEMPLATE]);
  parcours(dataDir, ["people", "import", PEOPLE]);
  app = await startApp({ dataDir, from: "2027-03-12T18:00:00Z" });
});
test.afterAll(async () => app.stop());

const turn = (page: Page, node: string) => page.getByTestId(`turn-${node}`);

async function open(page: Page, id = "after-trip"): Promise<void> {
  await page.goto(app.at(`/journeys/${id}`));
  await page.getByText("Simulate", { exact: true }).click();
}

test("walks Sara to the end, lets her answer, and walks on from there", async ({ page }) => {
  await open(page);
  await expect(page.getByTestId("timeline")).toHaveAttribute("aria-valuemax", "4");
  // Nobody answers: asked by push, asked again by email, and it is over.
  await expect(turn(page, "csat-mail")).toHaveText("5");
  await expect(page.getByTestId("received")).toContainText("Message 2 of 2");

  // Back to the moment of the push, by keyboard.
  await page.getByTestId("timeline").focus();
  await page.keyboard.press("Home");
  await expect(turn(page, "csat-mail")).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(turn(page, "csat")).toHaveText("4 · now");
  await expect(page.getByTestId("waits")).toContainText("How was your trip?");

  await page.getByTestId("survey-score-2").click();
  await page.getByTestId("received").getByRole("button", { name: "Send" }).click();
  await expect(turn(page, "open-case")).toBeVisible();
  await expect(turn(page, "csat-mail")).toHaveCount(0);

  // The answer is part of the plan, and a step that can be undone.
  await page.getByTestId("tab-plan").click();
  await expect(page.getByTestId("plan").getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Undo a change of the plan" }).click();
  await expect(page.getByTestId("plan").getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "To the end" }).click();
  await expect(turn(page, "csat-mail")).toBeVisible();
});

test("the step she is at is kept in sight, at a size that can be read", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await open(page);
  await expect(turn(page, "csat-mail")).toHaveText("5");
  await expect(page.getByTestId("simulated-csat-mail")).toBeInViewport({ ratio: 0.99 });
  await expect(page.getByTestId("simulated-start")).not.toBeInViewport({ ratio: 0.99 });
  const { width } = (await page.getByTestId("simulated-csat-mail").boundingBox()) ?? { width: 0 };
  expect(width).toBeGreaterThan(110);
  await page.getByTestId("timeline").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("simulated-start")).toBeInViewport({ ratio: 0.99 });
});

test("an event now, a consent now and the plan kept over a reload change what she gets", async ({ page }) => {
  await open(page);
  await expect(turn(page, "csat-mail")).toBeVisible();
  await page.getByTestId("timeline").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.getByTestId("inject-event").click();
  await page.getByTestId("planned-event-name").fill("ticket_opened");
  await page.getByTestId("save-planned-event").click();
  await page.getByTestId("tab-plan").click();
  await expect(page.getByTestId("plan")).toContainText("ticket_opened");
  await page.getByTestId("tab-person").click();
  await page.getByTestId("consent-email").click();
  await page.getByRole("option", { name: "Refused" }).click();
  await page.getByTestId("attribute-name").fill("plan");
  await page.getByTestId("attribute-value").fill("pro");
  await page.getByTestId("change-attribute").click();
  await page.reload();
  await page.getByTestId("tab-plan").click();
  await expect(page.getByTestId("plan").getByRole("listitem")).toHaveCount(4);
  await page.getByTestId("tab-trace").click();
  await expect(page.getByTestId("trace")).toContainText("Came to Trip completed");
});

test("an event is dragged along the line, moved by keys, added where it is wanted and removed", async ({
  page,
}) => {
  await open(page);
  await expect(turn(page, "csat-mail")).toBeVisible();
  await page.getByTestId("plan-lane").dblclick({ position: { x: 270, y: 14 } });
  await page.getByTestId("planned-event-name").fill("ticket_opened");
  await page.getByTestId("save-planned-event").click();
  const event = page.getByTestId("planned-ticket_opened");
  await expect(event).toBeVisible();
  const named = () => event.getAttribute("aria-label");
  const before = await named();

  const box = await event.boundingBox();
  if (box === null) throw new Error("the event is nowhere");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect.poll(named).not.toBe(before);
  const dragged = await named();
  await page.getByRole("button", { name: "Undo a change of the plan" }).click();
  await expect.poll(named).toBe(before);
  await page.getByRole("button", { name: "Redo" }).click();
  await expect.poll(named).toBe(dragged);

  await event.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(named).not.toBe(dragged);
  await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(named).toBe(dragged);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("planned-event-form")).toBeVisible();
  await page.keyboard.press("Escape");
  await event.focus();
  await page.keyboard.press("Delete");
  await expect(event).toHaveCount(0);
});

test("a fork goes its own way, and two futures are compared by path, messages and times", async ({
  page,
}) => {
  await open(page);
  await expect(turn(page, "csat-mail")).toBeVisible();
  await page.getByTestId("timeline").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.getByTestId("fork").click();
  await page.getByTestId("survey-score-2").click();
  await page.getByTestId("received").getByRole("button", { name: "Send" }).click();
  await expect(turn(page, "open-case")).toBeVisible();

  await page.getByTestId("tab-compare").click();
  const compare = page.getByTestId("compare");
  await expect(compare.getByRole("status")).toContainText("Messages: 2 against 1");
  await expect(compare.locator("tr", { hasText: "Open a case" })).toHaveAttribute("data-differs", "true");
  await expect(compare.locator("tr", { hasText: "Trip completed" }).first()).toHaveAttribute(
    "data-differs",
    "false",
  );
  expect(await seriousIn(page)).toEqual([]);

  // The first future is as it was, also after a reload, and either can be kept alone.
  await page.reload();
  await page.getByTestId("futures").getByText("This future").click();
  await expect(turn(page, "csat-mail")).toBeVisible();
  await expect(turn(page, "open-case")).toHaveCount(0);
  await page.getByTestId("keep-future").click();
  await expect(page.getByTestId("futures")).toHaveCount(0);
  await expect(turn(page, "csat-mail")).toBeVisible();
});

test("a channel that fails in the simulation leads the other way, and says so", async ({ page }) => {
  await open(page);
  await expect(turn(page, "csat-mail")).toHaveText("5");
  await page.getByTestId("tab-answers").click();
  await page.getByTestId("outside-csat").getByText("Fails", { exact: true }).click();
  await page.getByRole("textbox", { name: "Why How was your trip? fails" }).fill("the provider is down");
  await page.getByTestId("tab-trace").click();
  await expect(page.getByTestId("trace")).toContainText("the provider is down");
  await page.getByRole("tab", { name: "What arrives" }).click();
  await expect(page.getByTestId("problems-met")).toContainText("How was your trip?: the provider is down");
  await page.getByTestId("tab-answers").click();
  await page.getByTestId("outside-csat").getByText("Goes out", { exact: true }).click();
  await expect(page.getByTestId("trace")).not.toContainText("the provider is down");
});

test("a real run is gone through again as it was, and gone on from without touching it", async ({ page }) => {
  await page.goto(app.at("/journeys/after-trip"));
  await page.getByTestId("publish").click();
  await page.getByText("Live", { exact: true }).click();
  await page.getByTestId("send-test-event").click();
  await page
    .getByRole("dialog")
    .getByRole("combobox", { name: /person/i })
    .fill("sara");
  await page.getByRole("option", { name: /Sara/ }).click();
  await page.getByTestId("confirm-test-event").click();
  await page.getByTestId("run-list").locator("[data-testid^=run-]").first().click();
  await expect(page.getByTestId("run-view")).toContainText("Came to Trip completed");
  const trace = () => page.getByTestId("run-view").getByTestId("trace").innerText();
  const before = await trace();

  await page.getByTestId("replay-run").click();
  await expect(page.getByTestId("replayed")).toContainText("for real, version 1");
  await expect(turn(page, "calm")).toHaveText("2 · now");
  // What happened cannot be moved.
  await expect(page.getByTestId("plan-lane")).toHaveCount(0);

  await page.getByTestId("what-if").click();
  // Two futures that nobody changed yet: the simulation goes to the end, and the real run stands where it stood.
  await expect(page.getByTestId("futures")).toBeVisible();
  await expect(turn(page, "csat-mail")).toBeVisible();
  await page.getByText("Live", { exact: true }).click();
  expect(await trace()).toBe(before);
});

test("says what keeps a journey from being walked, in French too, and nothing keeps others from using it", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.addInitScript(() => localStorage.setItem("parcours.language", "fr"));
  await page.goto(app.at("/journeys/after-trip/simulate"));
  await expect(page.getByText("Le parcours est terminé.")).toBeVisible();
  expect(await seriousIn(page)).toEqual([]);
  // A step that nothing is filled in of yet.
  await page.goto(app.at("/journeys/after-trip"));
  await page.getByTestId("palette-push").click();
  await page.goto(app.at("/journeys/after-trip/simulate"));
  await expect(page.getByTestId("simulate-problems")).toContainText("ne peut pas encore être simulé");
});

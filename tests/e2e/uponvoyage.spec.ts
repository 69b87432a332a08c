import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, startApp, type RunningApp } from "./app.ts";

let app: RunningApp;
test.beforeAll(async () => {
  app = await startApp({ dataDir: freshDataDir(), from: "2027-03-12T18:00:00Z" });
});
test.afterAll(async () => app.stop());

const turn = (page: Page, node: string) => page.getByTestId(`turn-${node}`);
const sum = (page: Page) => page.getByTestId("scenarios-sum");
const mode = (page: Page, name: string) =>
  page.getByRole("radiogroup", { name: "Mode" }).getByText(name, { exact: true }).click();

/** One journey of the traveller: what of it is answered differently, where that leads, and how it is broken. */
const JOURNEYS = [
  {
    template: "onboarding",
    scenarios: 6,
    opened: "Says yes, allows push, books after one reminder",
    moment: "sent: May we push?",
    button: "No, thanks",
    then: "by-mail",
    not: "ask",
    broken: { id: "by-mail", name: "Email from now on" },
  },
  {
    template: "activation",
    scenarios: 8,
    opened: "A whole trip, with the film at 18:00 in Lisbon",
    moment: "sent: Ready to check in",
    button: "Dans 2 h",
    then: "two-hours",
    not: undefined,
    broken: { id: "ready-again", name: "Check-in, once more" },
  },
  {
    template: "retention",
    scenarios: 8,
    opened: "Nobody saw the gate for ten minutes: a text message",
    moment: "sent: Gate changed",
    button: "Seen",
    then: "acknowledged",
    not: "gate-sms",
    broken: { id: "gate", name: "Gate changed" },
  },
  {
    template: "after-trip",
    scenarios: 9,
    opened: "Happy: the price drops, she gets the push",
    moment: "sent: Offer price alerts",
    button: "No, thanks",
    then: "declined",
    not: "book",
    broken: { id: "alerts", name: "Offer price alerts" },
  },
];

for (const { template, scenarios, opened, moment, button, then, not, broken } of JOURNEYS)
  test(`${template}: answered, scrubbed, forked, kept as a scenario, broken, and seen to fail with the reason`, async ({
    page,
  }) => {
    await page.goto(app.at("/"));
    await page.getByTestId("new-journey").click();
    await page.getByTestId(`template-${template}`).click();
    await expect(page.getByTestId("node-start")).toBeVisible();
    await mode(page, "Simulate");
    await page.getByTestId("tab-scenarios").click();
    await expect(sum(page)).toHaveText(`${scenarios} of ${scenarios} pass`);

    // The walk of a scenario, scrubbed back by keyboard to the message that is answered.
    await page.getByRole("button", { name: opened, exact: true }).click();
    const timeline = page.getByTestId("timeline");
    await expect(timeline).toHaveAttribute("aria-busy", "false");
    await timeline.focus();
    await page.keyboard.press("Home");
    for (let step = 0; step < 60; step += 1) {
      if ((await timeline.getAttribute("aria-valuetext"))?.includes(moment) === true) break;
      await page.keyboard.press("ArrowRight");
    }
    await expect(timeline).toHaveAttribute("aria-valuetext", new RegExp(moment));

    // In another future she answers otherwise.
    await page.getByTestId("fork").click();
    await page.getByRole("tab", { name: "What arrives" }).click();
    await page.getByTestId("received").getByRole("button", { name: button, exact: true }).click();
    await expect(timeline).toHaveAttribute("aria-busy", "false");
    await timeline.focus();
    await page.keyboard.press("End");
    await expect(turn(page, then)).toBeVisible();
    if (not !== undefined) await expect(turn(page, not)).toHaveCount(0);
    await page.getByTestId("tab-compare").click();
    await expect(page.getByTestId("compare").locator('tr[data-differs="true"]').first()).toBeVisible();
    await page.getByTestId("keep-future").click();

    await page.getByTestId("tab-scenarios").click();
    await page.getByTestId("save-scenario").click();
    await page.getByTestId("scenario-name").fill("Answers otherwise");
    await page.getByTestId("confirm-scenario").click();
    await expect(sum(page)).toHaveText(`${scenarios + 1} of ${scenarios + 1} pass`);

    await mode(page, "Design");
    await page.keyboard.press("Control+f");
    await page.keyboard.type(broken.name);
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("step-name")).toHaveValue(broken.name);
    await page.locator(`.react-flow__node[data-id="${broken.id}"]`).press("Delete");
    await expect(page.getByTestId(`node-${broken.id}`)).toHaveCount(0);
    await mode(page, "Simulate");
    await page.getByTestId("tab-scenarios").click();
    await expect(sum(page)).not.toHaveText(`${scenarios + 1} of ${scenarios + 1} pass`);
    await expect(page.getByTestId("scenarios").locator('li[data-is="failed"] small').first()).toContainText(
      /expected: .+; instead: .+|has no step/,
    );
  });

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";
import { seriousIn } from "./axe.ts";

const LAMP = `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text font-size="24px">Hello {{ person.firstName | default: 'you' }}</mj-text>
        <mj-text>One</mj-text>
        {% if person.plan == "pro" %}
        <mj-button href="https://example.com">Go</mj-button>
        {% endif %}
      </mj-column>
    </mj-section>
    <mj-section><mj-column></mj-column></mj-section>
  </mj-body>
</mjml>`;

const mail = (id: string, body: object) => ({ id, kind: "email", params: { subject: "Lamps", body } });
const LAMPS = {
  format: "parcours.journey",
  formatVersion: 1,
  id: "lamps",
  name: "Lamps",
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "asked" } },
    mail("new", { text: "Hi" }),
    mail("lamp", { mjml: LAMP }),
    mail("broken", { mjml: "<mjml><mj-body><mj-section>" }),
  ],
  edges: [{ from: "start", port: "next", to: "new" }],
};

let app: RunningApp;
test.beforeEach(async () => {
  const dataDir = freshDataDir();
  const file = join(dataDir, "lamps.journey.json");
  writeFileSync(file, JSON.stringify(LAMPS));
  parcours(dataDir, ["import", file]);
  app = await startApp({ dataDir });
});
test.afterEach(() => app.stop());

/** The MJML of a step as it is stored. */
function stored(id: string): unknown {
  const { nodes } = JSON.parse(parcours(app.dataDir, ["export", "lamps", "--format", "journey"])) as {
    nodes: { id: string; params: { body?: { mjml?: unknown } } }[];
  };
  return nodes.find((node) => node.id === id)?.params.body?.mjml;
}

async function openStep(page: Page, id: string) {
  await page.goto(app.at("/journeys/lamps"));
  await page.getByTestId(`node-${id}`).click();
  return page.getByTestId("inspector");
}

test("an email is begun with a layout, written and added to by keyboard, seen at once, and taken back step by step", async ({
  page,
}) => {
  const inspector = await openStep(page, "new");
  await inspector.getByRole("radiogroup", { name: "Body" }).getByText("Layout").click();
  await inspector.getByTestId("begin-layout").focus();
  await page.keyboard.press("Enter");
  const heading = page.getByTestId("block-0.0").getByRole("textbox");
  await expect(heading).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Our lamps");
  await page.getByTestId("preview-toggle").click();
  const frame = page.frameLocator("[data-testid=email-frame]");
  await expect(frame.getByText("Our lamps")).toBeVisible();

  await inspector.getByRole("button", { name: "Add to Section 1" }).press("Enter");
  await expect(page.getByRole("menuitem", { name: "Heading" })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("menuitem", { name: "Button" })).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press("Enter");
  const added = page.getByTestId("block-0.2");
  await expect(added.getByRole("textbox", { name: "Label" })).toBeFocused();
  await expect(page.getByTestId("said")).toHaveText("Button added.");
  await added.getByRole("textbox", { name: "Leads to" }).click();
  await page.keyboard.press("End");
  // Slowly enough for the preview to come in between: it must leave the focus where somebody writes.
  await page.keyboard.type("example.com/lamps", { delay: 80 });
  await expect(frame.getByRole("link", { name: "Have a look" })).toHaveAttribute(
    "href",
    "https://example.com/lamps",
  );
  await added.getByRole("button", { name: "In the middle" }).click();
  await expect
    .poll(() => stored("new"))
    .toContain('<mj-button align="center" href="https://example.com/lamps">');

  // Focus on the canvas, so that undo is the journey's.
  await page.getByTestId("canvas").getByTestId("node-new").click();
  await page.keyboard.press("Control+z");
  await expect.poll(() => stored("new")).toContain('<mj-button href="https://example.com/lamps">');
  await page.keyboard.press("Control+z");
  await expect.poll(() => stored("new")).toContain('<mj-button href="https://">');
  await page.keyboard.press("Control+z");
  await expect.poll(() => stored("new")).not.toContain("<mj-button href");
  await page.keyboard.press("Control+z");
  await expect.poll(() => stored("new")).toContain(">Hello</mj-text>");
  await page.keyboard.press("Control+z");
  await expect.poll(() => stored("new")).toBeUndefined();
});

test("blocks are moved, doubled and removed by keyboard, and everything else of the source stays", async ({
  page,
}) => {
  await openStep(page, "lamp");
  const first = page.getByTestId("block-0.0");
  await expect(first.locator(".block-kind")).toHaveText("Heading");
  await first.getByRole("button", { name: "Move down" }).press("Enter");
  const second = page.getByTestId("block-0.1");
  await expect(second.getByRole("button", { name: "Move down" })).toBeFocused();
  await expect(page.getByTestId("said")).toHaveText("Heading 1 moved to place 2 of 5.");
  await expect.poll(() => stored("lamp")).toMatch(/<mj-text>One<\/mj-text>\n {8}<mj-text font-size="24px">/);
  for (let place = 2; place <= 4; place += 1) {
    await page.keyboard.press("Enter");
    await expect(page.getByTestId(`block-0.${place}`).locator(".block-kind")).toHaveText("Heading");
  }
  // Past the last one of its section it goes on in the next.
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("block-1.0").locator(".block-kind")).toHaveText("Heading");
  const below =
    /{% endif %}\n {6}<\/mj-column>\n {4}<\/mj-section>\n {4}<mj-section><mj-column><mj-text font-size/;
  await expect.poll(() => stored("lamp")).toMatch(below);

  await page.getByTestId("block-1.0").getByRole("button", { name: "Duplicate" }).press("Enter");
  await expect(page.getByTestId("block-1.1").getByRole("textbox")).toBeFocused();
  await page.getByTestId("block-1.0").getByRole("button", { name: "Remove" }).press("Enter");
  await expect(page.getByTestId("block-1.1")).toBeHidden();
  await page.getByTestId("block-1.0").getByRole("button", { name: "Remove" }).press("Enter");
  await expect(page.getByTestId("block-1.0")).toBeHidden();
  const rest = LAMP.replace(/\n {8}<mj-text font-size[^\n]*/, "");
  await expect.poll(() => stored("lamp")).toBe(rest);
  // What is no block of ours is there as source, which opens from it.
  await page.getByTestId("block-0.1").getByRole("button", { name: "edited in the source" }).click();
  await expect(page.locator("[data-format=mjml] .cm-content")).toContainText("{% if person.plan");
  await page.getByTestId("inspector").getByText("Blocks", { exact: true }).click();
  await expect(page.getByTestId("block-0.0")).toBeVisible();
});

test("a source with a tag that is not closed says so and opens", async ({ page }) => {
  const inspector = await openStep(page, "broken");
  await expect(inspector.getByText("This source cannot be shown as blocks")).toBeVisible();
  await inspector.getByRole("button", { name: "Open the source" }).click();
  await expect(page.locator("[data-format=mjml] .cm-content")).toBeVisible();
});

test("a variable is inserted into the text in use, and asks for its fallback there", async ({ page }) => {
  const inspector = await openStep(page, "lamp");
  const text = page.getByTestId("block-0.1").getByRole("textbox");
  await text.click();
  await page.keyboard.press("End");
  await page.keyboard.type(" for {{ person.city }}");
  await expect(page.getByTestId("block-0.1").getByText("person.city may be missing.")).toBeVisible();
  await page.getByTestId("block-0.1").getByRole("button", { name: "Write a fallback" }).click();
  await page.keyboard.type("you");
  await expect.poll(() => stored("lamp")).toContain("One for {{ person.city | default: 'you' }}");
  await page.keyboard.press("End");
  await inspector.getByRole("button", { name: "Insert a variable: Layout" }).click();
  await expect(text).toContainText("default: 'you' }}{{ }}");
});

for (const [locale, colorScheme, width, height] of [
  ["en-GB", "light", 1280, 800],
  ["fr-FR", "dark", 1920, 1080],
] as const)
  test.describe(`${locale}, ${colorScheme}, ${width}x${height}`, () => {
    test.use({ locale, colorScheme, viewport: { width, height } });
    test("nothing serious for axe, no fault, nothing sticks out", async ({ page }) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
      await openStep(page, "lamp");
      await expect(page.getByTestId("block-0.3")).toBeVisible();
      await page.getByTestId("block-0.3").scrollIntoViewIfNeeded();
      await page.screenshot({ path: `artifacts/screenshots/email-blocks-${locale}-${colorScheme}.png` });
      expect(await seriousIn(page)).toEqual([]);
      const sticksOut = await page.evaluate(() => {
        const form = document.querySelector(".inspector-body");
        return form === null ? -1 : form.scrollWidth - form.clientWidth;
      });
      expect(sticksOut).toBeLessThanOrEqual(0);
      expect(faults).toEqual([]);
    });
  });

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

const WELCOME = {
  format: "parcours.journey",
  formatVersion: 1,
  id: "welcome",
  name: "Welcome",
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "trip_completed" } },
    {
      id: "push",
      kind: "push",
      params: {
        title: "Hello {{ person.firstName | default: 'you' }}",
        buttons: [{ id: "later", label: "Later" }],
      },
    },
    {
      id: "mail",
      kind: "email",
      params: {
        subject: { en: "Welcome", fr: "Bienvenue" },
        body: {
          html: "<h1>Hi {{ person.firstName | default: 'you' }}</h1><img src='https://example.com/a.png'>",
        },
      },
    },
    {
      id: "long",
      kind: "email",
      params: {
        subject: "Long",
        body: { html: Array.from({ length: 60 }, (_, index) => `<p>Part ${index + 1}.</p>`).join("\n") },
      },
    },
    {
      id: "ask",
      kind: "survey",
      params: {
        ask: "csat",
        question: "How was it?",
        via: "push",
        arms: [
          { id: "unhappy", name: "Unhappy", when: { answer: "csat", op: "le", value: 3 } },
          { id: "happy", name: "Happy", when: { answer: "csat", op: "ge", value: 4 } },
        ],
      },
    },
  ],
  edges: [{ from: "start", port: "next", to: "push" }],
};

let app: RunningApp;
test.beforeAll(async () => {
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", "--sample"]);
  const file = join(dataDir, "welcome.journey.json");
  writeFileSync(file, JSON.stringify(WELCOME));
  parcours(dataDir, ["import", file]);
  app = await startApp({ dataDir });
});
test.afterAll(() => app.stop());

async function openStep(page: Page, id: string) {
  await page.goto(app.at("/journeys/welcome"));
  await page.getByTestId(`node-${id}`).click();
  await page.getByTestId("preview-toggle").click();
  return { inspector: page.getByTestId("inspector"), preview: page.getByTestId("preview") };
}

async function choose(page: Page, name: string) {
  await page.getByTestId("persona").click();
  await page.getByPlaceholder("Search people").fill(name);
  await page.getByTestId("persona-options").getByText(name).first().click();
}

test("a message is rendered for the chosen person while it is typed", async ({ page }) => {
  const { inspector, preview } = await openStep(page, "push");
  await expect(preview.getByText("Hello Sara")).toBeVisible();
  const title = inspector.getByRole("textbox", { name: "Title" });
  await title.press("End");
  await page.keyboard.type(", your seat");
  await expect(preview.getByText("Hello Sara, your seat")).toBeVisible();
  await choose(page, "Nobody in particular");
  await expect(preview.getByText("Hello you, your seat")).toBeVisible();
  await expect(preview.getByText("cannot be reached by push")).toBeVisible();
  // Kept for the next step and the next time.
  await page.reload();
  await page.getByTestId("node-push").click();
  await expect(page.getByTestId("persona")).toContainText("Nobody in particular");
  await choose(page, "sara@example.com");
  await expect(preview.getByText(/^Hello Sara/)).toBeVisible();
});

test("each platform has its look, a button says where it leads, and a mistake is told in place", async ({
  page,
}) => {
  const { inspector, preview } = await openStep(page, "push");
  for (const platform of ["Android", "Web", "iOS"]) {
    await preview.getByText(platform, { exact: true }).click();
    await expect(preview.getByTestId("push-preview")).toBeVisible();
  }
  await preview.getByTestId("push-button-later").click();
  await expect(page.getByTestId("preview-leaves")).toContainText("Later");
  await preview.getByRole("button", { name: "Answer again" }).click();
  await expect(preview.getByTestId("push-button-later")).toBeEnabled();
  const title = inspector.getByRole("textbox", { name: "Title" });
  await title.fill("{{ person.firstName | nope }}");
  await expect(preview.getByText("undefined filter: nope")).toBeVisible();
});

test("an email has its frame without scripts and pictures, its text, and its dark look", async ({ page }) => {
  const { preview } = await openStep(page, "mail");
  await choose(page, "Amélie Roussel");
  await expect(preview.getByText("Bienvenue")).toBeVisible();
  const frame = preview.getByTestId("email-frame");
  await expect(frame).toHaveAttribute("sandbox", "");
  expect(new URL((await frame.getAttribute("src")) ?? "").origin).not.toBe(new URL(app.url).origin);
  await expect(page.frameLocator("[data-testid=email-frame]").getByText("Hi Amélie")).toBeVisible();
  await expect(preview.getByText("Pictures from the internet are not loaded.")).toBeVisible();
  await page.getByTestId("email-dark").click();
  await expect(page.getByTestId("email-dark-kind")).toContainText("turn colours around");
  await page.getByTestId("email-text").click();
  await expect(page.getByTestId("email-plain")).toContainText("Hi Amélie");
});

test("an email that is written shows where it changes, not its beginning each time", async ({ page }) => {
  const { inspector, preview } = await openStep(page, "long");
  const frame = page.frameLocator("[data-testid=email-frame]");
  await expect(frame.getByText("Part 1.", { exact: true })).toBeInViewport();
  const html = inspector.locator(".cm-content").filter({ hasText: "Part 1." });
  await html.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Bye");
  const end = frame.getByText("Part 60.", { exact: true });
  await expect(frame.locator("body")).toContainText("Bye");
  await expect(end).toBeInViewport();
  await expect(frame.getByText("Part 1.", { exact: true })).not.toBeInViewport();
  await page.keyboard.type(" bye");
  await expect(frame.locator("body")).toContainText("Bye bye");
  await expect(end).toBeInViewport();
  // The same message on another ground is looked at where it was.
  await preview.getByTestId("email-dark").click();
  await expect(page.getByTestId("email-dark-kind")).toBeVisible();
  await expect(end).toBeInViewport();
  await expect(preview.getByTestId("email-frame")).toHaveAttribute("sandbox", "");
});

test("a survey can be answered, and says by which way she leaves", async ({ page }) => {
  const { preview } = await openStep(page, "ask");
  await page.getByTestId("survey-score-2").click();
  await page.getByTestId("survey-send").click();
  await expect(page.getByTestId("preview-leaves")).toContainText("Unhappy");
  await preview.getByRole("button", { name: "Answer again" }).click();
  await page.getByTestId("survey-score-5").click();
  await page.getByTestId("survey-send").click();
  await expect(page.getByTestId("preview-leaves")).toContainText("Happy");
});

test("the preview comes when a message is written and goes when the canvas is turned to; its button keeps it", async ({
  page,
}) => {
  await page.goto(app.at("/journeys/welcome"));
  const preview = page.getByTestId("preview");
  await page.getByTestId("node-push").click();
  await expect(preview).toHaveCount(0);
  await page.getByTestId("inspector").getByRole("textbox", { name: "Title" }).click();
  await expect(preview).toBeVisible();
  await page.getByTestId("canvas").click({ position: { x: 8, y: 300 } });
  await expect(preview).toHaveCount(0);
  await page.getByTestId("node-push").click();
  await page.getByTestId("preview-toggle").click();
  await expect(preview).toBeVisible();
  const covers = async () => {
    const [step, panel] = await Promise.all([
      page.getByTestId("node-push").boundingBox(),
      preview.boundingBox(),
    ]);
    return (step?.x ?? 0) + (step?.width ?? 0) > (panel?.x ?? Infinity);
  };
  await expect.poll(covers).toBe(false);
  await page.getByTestId("preview-close").click();
  await expect(preview).toHaveCount(0);
  await page.getByTestId("preview-toggle").press("Enter");
  await expect(preview).toBeVisible();
});

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
    { id: "mail", kind: "email", params: { subject: "Welcome", body: { text: "Hello" } } },
  ],
  edges: [{ from: "start", port: "next", to: "mail" }],
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

/** The saved draft's params of one step. */
function params(id: string): Record<string, unknown> {
  const text = parcours(app.dataDir, ["export", "welcome", "--format", "journey"]);
  const { nodes } = JSON.parse(text) as { nodes: { id: string; params: Record<string, unknown> }[] };
  return nodes.find((node) => node.id === id)?.params ?? {};
}

async function openStep(page: Page, id: string) {
  await page.goto(app.at("/journeys/welcome"));
  await page.getByTestId(`node-${id}`).click();
  return page.getByTestId("inspector");
}

test("a variable is completed with a place for its fallback, and taken back by one undo", async ({
  page,
}) => {
  const inspector = await openStep(page, "mail");
  const subject = inspector.getByRole("textbox", { name: "Subject" });
  await subject.fill("Hello ");
  await expect(subject).toHaveText("Hello");
  await page.keyboard.type("{{ firstn");
  const list = page.getByRole("listbox");
  await expect(list.getByRole("option").first()).toContainText("person.firstName");
  await page.keyboard.press("Enter");
  await page.keyboard.type("you");
  await expect(subject).toHaveText("Hello {{ person.firstName | default: 'you' }}");
  await expect(page.getByTestId("fallback-prompt")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(subject).toHaveText("Hello {{ person.firstName | default: '' }}");
  await page.keyboard.press("Control+z");
  await expect(subject).toHaveText(/^Hello \{\{ firstn/);
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+Shift+z");
  await expect(subject).toHaveText("Hello {{ person.firstName | default: 'you' }}");
  await expect(page.getByText("Saved just now")).toBeVisible();
  await expect.poll(() => params("mail")["subject"]).toBe("Hello {{ person.firstName | default: 'you' }}");
});

test("the open list takes Enter right behind a letter, however quickly somebody types", async ({ page }) => {
  const inspector = await openStep(page, "mail");
  const subject = inspector.getByRole("textbox", { name: "Subject" });
  await subject.fill("Hello ");
  await page.keyboard.type("{{ fi");
  await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("person.firstName");
  // None waits for the page to have followed the one before.
  await Promise.all([..."rstn", "Enter", ..."you"].map((key) => page.keyboard.press(key)));
  await expect(subject).toHaveText("Hello {{ person.firstName | default: 'you' }}");
});

test("a variable without a fallback asks for one, and one click writes it", async ({ page }) => {
  const inspector = await openStep(page, "mail");
  const subject = inspector.getByRole("textbox", { name: "Subject" });
  await subject.fill("About {{ person.plan }}");
  const prompt = page.getByTestId("fallback-prompt");
  await expect(prompt).toContainText("person.plan may be missing.");
  await prompt.getByRole("button").click();
  await page.keyboard.type("your plan");
  await expect(subject).toHaveText("About {{ person.plan | default: 'your plan' }}");
  await expect(prompt).toHaveCount(0);
  // The keyboard never left the text.
  await expect(subject).toBeFocused();
});

test("the button inserts a variable where the cursor is; Escape closes the list and keeps the field", async ({
  page,
}) => {
  const inspector = await openStep(page, "mail");
  const subject = inspector.getByRole("textbox", { name: "Subject" });
  await subject.fill("Now: ");
  await inspector.getByRole("button", { name: "Insert a variable: Subject" }).click();
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await expect(subject).toBeFocused();
  await page.keyboard.type("now | date: '%Y");
  await expect(subject).toHaveText(/^Now: \{\{ now \| date: '%Y/);
});

test("a text of one line stays one, whatever is pasted", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const inspector = await openStep(page, "mail");
  const subject = inspector.getByRole("textbox", { name: "Subject" });
  await subject.fill("");
  await page.evaluate(() => navigator.clipboard.writeText("one\ntwo\nthree"));
  await subject.press("Control+v");
  await expect(subject).toHaveText("one two three");
  await subject.press("Enter");
  await expect.poll(() => params("mail")["subject"]).toBe("one two three");
});

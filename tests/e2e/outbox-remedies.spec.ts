import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";
import { startMailServer, type MailServer } from "./mail.ts";

const SHOTS = "artifacts/screenshots";
const FROM = "2027-03-12T18:00:00Z";

const journey = JSON.stringify({
  ...{ format: "parcours.journey", formatVersion: 1, id: "hello", name: "Hello" },
  settings: { class: "service" },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
    { id: "mail", kind: "email", params: { subject: "Hello", body: { text: "Hello" } } },
  ],
  edges: [{ from: "start", port: "next", to: "mail" }],
});

/** A workspace whose email goes to the server; one person is about to get one. */
function workspace(address: string): string {
  const dataDir = freshDataDir();
  const [host = "", port = ""] = address.split(":");
  parcours(dataDir, ["import", "-"], journey);
  parcours(dataDir, ["publish", "hello"]);
  parcours(
    dataDir,
    ["people", "import", "-"],
    JSON.stringify([{ id: "sara", email: "sara@example.com", traits: { firstName: "Sara" } }]),
  );
  const event = { type: "track", messageId: "e", userId: "sara", event: "go", timestamp: FROM };
  parcours(dataDir, ["events", "send", "-"], JSON.stringify(event));
  parcours(dataDir, ["channels", "allow", address]);
  parcours(dataDir, [
    ...["channels", "set", "email", `host=${host}`, `port=${port}`, "security=none"],
    ...["from=hello@example.com", "on=true"],
  ]);
  return dataDir;
}

let app: RunningApp;
let server: MailServer;
test.beforeAll(() => {
  mkdirSync(SHOTS, { recursive: true });
});
test.afterEach(async () => {
  await app.stop();
  await server.close();
});

/** Opens the message in the Outbox. */
async function openMessage(page: Page): Promise<void> {
  app = await startApp({ dataDir: workspace(server.address), from: FROM });
  await page.goto(app.at("/outbox"));
  await page.locator('[data-node="mail"]').first().click();
}

const status = (page: Page) => page.getByRole("article");

test("a message whose answer was lost waits for a decision, and is sent again only after asking", async ({
  page,
}) => {
  server = await startMailServer({ manner: "lose" });
  await openMessage(page);
  const card = page.getByTestId("delivery");
  await expect(card).toContainText("It is never sent again by itself.");
  await expect(page.getByTestId("show-unknown")).toBeVisible();
  await expect(status(page)).toContainText("Nobody knows whether it arrived, since");
  await expect(status(page)).not.toContainText("Handed over");
  await page.screenshot({ path: join(SHOTS, "outbox-unknown.png") });
  server.manner = "take";
  await page.getByTestId("remedy-resend").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("If the first one arrived, this is a second one");
  // Asked and thought better of: nothing happens.
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect(server.mails).toEqual([]);
  await page.getByTestId("remedy-resend").click();
  await dialog.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByTestId("remedy-resend")).toBeHidden();
  await expect.poll(() => server.mails.map(({ subject }) => subject)).toEqual(["Hello"]);
  await expect(page.getByTestId("show-unknown")).toBeHidden();
  await expect(status(page)).toContainText("Handed over");
});

test("a message whose answer was lost is noted as arrived", async ({ page }) => {
  server = await startMailServer({ manner: "lose" });
  await openMessage(page);
  await page.getByTestId("remedy-mark-sent").click();
  await expect(page.getByTestId("remedy-mark-sent")).toBeHidden();
  await expect(page.getByTestId("show-unknown")).toBeHidden();
  const [run] = parcours(app.dataDir, ["runs", "list", "--json"]).trim().split("\n");
  expect(JSON.parse(run ?? "")).toMatchObject({ status: "completed" });
  expect(server.mails).toEqual([]);
});

test("a message that was refused for good names what the server said, and is tried again", async ({
  page,
}) => {
  server = await startMailServer({ manner: "refuse" });
  await openMessage(page);
  await expect(page.getByTestId("delivery")).toContainText("No such mailbox");
  await expect(status(page)).toContainText("Decided");
  await expect(status(page)).not.toContainText("Handed over");
  await page.screenshot({ path: join(SHOTS, "outbox-refused.png") });
  server.manner = "take";
  await page.getByTestId("remedy-retry").click();
  await expect.poll(() => server.mails.map(({ subject }) => subject)).toEqual(["Hello"]);
  await expect(page.getByTestId("remedy-retry")).toBeHidden();
});

test("while the channel is out of order the page says so, and a message that waits can be given up", async ({
  page,
}) => {
  server = await startMailServer();
  await server.close();
  await openMessage(page);
  await expect(page.getByTestId("down-email")).toContainText("the server refused the connection");
  await page.screenshot({ path: join(SHOTS, "outbox-down.png") });
  await page.getByTestId("remedy-skip").click();
  await page.getByRole("dialog").getByRole("button", { name: "Give it up" }).click();
  await expect(page.getByTestId("remedy-skip")).toBeHidden();
  await expect(status(page)).toContainText(/given up|by hand/i);
  server = await startMailServer({ port: server.port });
  const [run] = parcours(app.dataDir, ["runs", "list", "--json"]).trim().split("\n");
  expect(JSON.parse(run ?? "")).toMatchObject({ status: "completed" });
  expect(server.mails).toEqual([]);
});

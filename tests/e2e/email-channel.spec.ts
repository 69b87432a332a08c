import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { startApp, type RunningApp } from "./app.ts";
import { startMailServer, type MailServer } from "./mail.ts";

const SHOTS = "artifacts/screenshots";

let app: RunningApp;
let server: MailServer;
test.beforeAll(() => {
  mkdirSync(SHOTS, { recursive: true });
});
test.beforeEach(async () => {
  app = await startApp({ from: "2027-03-12T18:00:00Z" });
});
test.afterEach(async () => {
  await app.stop();
  await server.close();
});

/** Opens the card of email and fills in a server on this machine. */
async function fillIn(page: Page, port: number): Promise<Locator> {
  await page.goto(app.at("/settings"));
  const card = page.getByTestId("channel-email");
  await expect(card.getByText("Outbox", { exact: true })).toBeVisible();
  await card.getByRole("button", { name: "Set up: Email" }).click();
  await card.getByLabel("Server", { exact: true }).fill("127.0.0.1");
  await card.getByLabel("Port").fill(String(port));
  await card.getByLabel("Encryption").selectOption("none");
  await card.getByLabel("From", { exact: true }).fill("UponVoyage <hello@example.com>");
  return card;
}

/** Allows a server of the own network, without which no plain connection may be set up. */
async function allow(page: Page, address: string): Promise<void> {
  await page.getByLabel("Host and port").fill(address);
  await page.keyboard.press("Enter");
  await expect(page.getByText(address, { exact: true })).toBeVisible();
}

test("email is set up by mouse and keyboard, and a test message arrives", async ({ page }) => {
  server = await startMailServer();
  const card = await fillIn(page, server.port);
  const on = card.getByRole("switch", { name: "Send for real" });
  await on.focus();
  await page.keyboard.press("Space");
  await card.getByRole("button", { name: "Save" }).click();

  // A server without encryption may only be one that was allowed by name; the refusal stands at its field.
  await expect(card.getByText(/encryption/i).last()).toBeVisible();
  await page.screenshot({ path: join(SHOTS, "email-refused-setting.png") });
  await expect(card.getByText("Live", { exact: true })).toBeHidden();
  await allow(page, server.address);
  await card.getByLabel("From", { exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(card.getByText("Live", { exact: true })).toBeVisible();

  await card.getByLabel("Send a test message to").fill("sara@example.com");
  await page.keyboard.press("Enter");
  await expect(card.getByRole("status").getByText("Accepted")).toBeVisible();
  expect(server.mails).toMatchObject([
    { from: { name: "UponVoyage", address: "hello@example.com" }, to: [{ address: "sara@example.com" }] },
  ]);
  expect(server.mails[0]?.subject).not.toBe("");
  await page.screenshot({ path: join(SHOTS, "email-live.png") });

  // What was set stands there after a reload; a folded part opens by keyboard.
  await page.reload();
  await expect(card.getByText("Live", { exact: true })).toBeVisible();
  await card.getByRole("button", { name: "Set up: Email" }).press("Enter");
  await expect(card.getByLabel("Port")).toHaveValue(String(server.port));
  await expect(card.getByLabel("DKIM domain")).toBeHidden();
  await card.getByText("DKIM signature").focus();
  await page.keyboard.press("Enter");
  await expect(card.getByLabel("DKIM domain")).toBeVisible();
});

test("a server that refuses is shown with what it said and how to mend it", async ({ page }) => {
  server = await startMailServer({ password: "right" });
  const card = await fillIn(page, server.port);
  await card.getByLabel("Account", { exact: true }).fill("marketing");
  await card.getByLabel("Password", { exact: true }).fill("wrong");
  await allow(page, server.address);
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card.getByText("Set, and never shown again.")).toBeVisible();
  await card.getByLabel("Send a test message to").fill("sara@example.com");
  await card.getByRole("button", { name: "Send test" }).click();
  const answer = card.getByRole("status");
  await expect(answer).toContainText("535");
  await expect(answer).toContainText(/account|password/i);
  await expect(answer).not.toContainText("wrong");
  await page.screenshot({ path: join(SHOTS, "email-test-refused.png") });

  await server.close();
  await card.getByRole("button", { name: "Send test" }).click();
  await expect(answer).toContainText("the server refused the connection");
  await expect(answer).toContainText("Check host and port");
  expect(server.mails).toEqual([]);
  server = await startMailServer();
});

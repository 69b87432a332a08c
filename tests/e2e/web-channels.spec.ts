import { mkdirSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { isSignature } from "../../src-main/channels/webhook/sign.ts";
import { startApp, type RunningApp } from "./app.ts";

// SMS and webhooks as they are set up in Settings, against real servers on this machine.

const SHOTS = "artifacts/screenshots";
const KEY = "a-signing-key-of-some-length";

/** A call as the server got it. */
interface Call {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let app: RunningApp;
let server: Server;
let calls: Call[];
/** What a call is answered with. */
let answer: (call: Call) => { status: number; body: string };

test.beforeAll(() => {
  mkdirSync(SHOTS, { recursive: true });
});
test.beforeEach(async () => {
  calls = [];
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const call = { url: request.url ?? "", headers: request.headers, body };
      calls.push(call);
      const { status, body: said } = answer(call);
      response.writeHead(status, { "content-type": "application/json" }).end(said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  app = await startApp({ from: "2027-03-12T18:00:00Z" });
});
test.afterEach(async () => {
  await app.stop();
  server.closeAllConnections();
  server.close();
});

const address = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Allows the server by name and opens the card of a channel. */
async function openCard(page: Page, id: "sms" | "webhook", name: string): Promise<Locator> {
  await page.goto(app.at("/settings"));
  await page.getByLabel("Host and port").fill(address());
  await page.keyboard.press("Enter");
  await expect(page.getByText(address(), { exact: true })).toBeVisible();
  const card = page.getByTestId(`channel-${id}`);
  await card.getByRole("button", { name: `Set up: ${name}` }).click();
  return card;
}

/** Sends a test message and gives what the card says of it. */
async function sendTest(card: Locator, to: string): Promise<Locator> {
  await card.getByLabel("Send a test message to").fill(to);
  await card.getByRole("button", { name: "Send test" }).click();
  return card.getByRole("status");
}

test("SMS: a wrong secret is named with how to mend it, the right one lets the message arrive", async ({
  page,
}) => {
  const right = `Basic ${Buffer.from("AC1:right-secret").toString("base64")}`;
  answer = ({ headers }) =>
    headers.authorization === right
      ? { status: 201, body: '{"sid":"SM7"}' }
      : { status: 401, body: `{"message":"bad ${headers.authorization ?? ""}"}` };
  const card = await openCard(page, "sms", "SMS");
  await card.getByLabel("Address", { exact: true }).fill(`http://${address()}/Accounts/{user}/Messages.json`);
  await card.getByLabel("Account", { exact: true }).fill("AC1");
  await card.getByLabel("Secret", { exact: true }).fill("wrong-secret");
  await card.getByLabel("Sender", { exact: true }).fill("UponVoyage");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card.getByText("Set, and never shown again.")).toBeVisible();
  const said = await sendTest(card, "+33612345678");
  await expect(said).toContainText("HTTP 401");
  await expect(said).toContainText("Enter account and secret again.");
  await expect(card).not.toContainText("wrong-secret");
  await page.screenshot({ path: join(SHOTS, "sms-test-refused.png") });

  await card.getByLabel("Secret", { exact: true }).fill("right-secret");
  await card.getByRole("switch", { name: "Send for real" }).focus();
  await page.keyboard.press("Space");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card.getByText("Live", { exact: true })).toBeVisible();
  await expect(await sendTest(card, "+33612345678")).toContainText("Accepted");
  const taken = calls.at(-1);
  expect(taken?.url).toBe("/Accounts/AC1/Messages.json");
  const form = new URLSearchParams(taken?.body);
  expect([form.get("To"), form.get("From")]).toEqual(["+33612345678", "UponVoyage"]);
  expect(form.get("Body")).not.toBe("");
  await page.screenshot({ path: join(SHOTS, "sms-live.png") });

  // What is no number is refused before anybody is asked.
  const before = calls.length;
  await sendTest(card, "sara@example.com");
  await expect(card.getByText(/no address of this channel|does not fit|refused/i).first()).toBeVisible();
  expect(calls).toHaveLength(before);
});

test("webhooks: a test call arrives signed, and what the receiver refuses is named", async ({ page }) => {
  answer = ({ headers, body }) =>
    isSignature(String(headers["parcours-signature"]), KEY, Buffer.from(body), Date.now())
      ? { status: 200, body: "{}" }
      : { status: 403, body: '{"error":"signature"}' };
  const card = await openCard(page, "webhook", "Webhooks");
  await card.getByLabel("Signing key", { exact: true }).fill("too-short");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card.getByText("This secret is not of the form the service gives out.")).toBeVisible();
  await card.getByLabel("Signing key", { exact: true }).fill("another-key-of-some-length");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card.getByText("Set, and never shown again.")).toBeVisible();
  const said = await sendTest(card, `http://${address()}/hook`);
  await expect(said).toContainText("HTTP 403");
  await page.screenshot({ path: join(SHOTS, "webhook-test-refused.png") });

  await card.getByLabel("Signing key", { exact: true }).fill(KEY);
  await card.getByRole("switch", { name: "Send for real" }).focus();
  await page.keyboard.press("Space");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card.getByText("Live", { exact: true })).toBeVisible();
  await expect(await sendTest(card, `http://${address()}/hook`)).toContainText("Accepted");
  expect(calls.at(-1)?.headers["idempotency-key"]).toBeTruthy();
  await page.screenshot({ path: join(SHOTS, "webhook-live.png") });

  // A server that is not there, and one of the own network that nobody allowed.
  await expect(await sendTest(card, "http://127.0.0.1:9/hook")).toContainText(
    /own network|not allowed|private/i,
  );
  await expect(card).not.toContainText(KEY);
});

for (const [locale, colorScheme] of [
  ["fr-FR", "dark"],
  ["en-GB", "light"],
] as const)
  test.describe(`${locale}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme, viewport: { width: 1280, height: 800 } });
    test("both cards fit, opened with all their parts", async ({ page }) => {
      await page.goto(app.at("/settings"));
      for (const id of ["sms", "webhook"]) {
        const card = page.getByTestId(`channel-${id}`);
        await card.getByRole("button").first().click();
        for (const fold of await card.locator("summary").all()) await fold.click();
        await card.scrollIntoViewIfNeeded();
        await card.screenshot({
          path: join(SHOTS, `channel-${id}-${locale.slice(0, 2)}-${colorScheme}.png`),
        });
        const sticksOut = await card.evaluate((element) => element.scrollWidth - element.clientWidth);
        expect(sticksOut, "something is wider than its card").toBeLessThanOrEqual(0);
      }
    });
  });

import AxeBuilder from "@axe-core/playwright";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";
import { startMailServer, type MailServer } from "./mail.ts";

const SHOTS = "artifacts/screenshots";
const FROM = "2027-03-12T18:00:00Z";
const PUBLIC = "https://mail.example.com";

const offers = JSON.stringify({
  ...{ format: "parcours.journey", formatVersion: 1, id: "offers", name: "Offers" },
  settings: { class: "promotional" },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
    { id: "first", kind: "email", params: { subject: "Lisbon from €49", body: { text: "Book now" } } },
    { id: "rest", kind: "wait", params: { for: "duration", duration: "P1D" } },
    { id: "second", kind: "email", params: { subject: "Porto from €39", body: { text: "Book now" } } },
  ],
  edges: [
    { from: "start", port: "next", to: "first" },
    { from: "first", port: "next", to: "rest" },
    { from: "rest", port: "next", to: "second" },
  ],
});

const survey = JSON.stringify({
  ...{ format: "parcours.journey", formatVersion: 1, id: "survey", name: "Survey" },
  settings: { class: "service" },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
    {
      id: "nps",
      kind: "survey",
      params: {
        ...{ ask: "nps", via: "email", replyWithin: "P7D" },
        followUp: { en: "What made you choose this?", fr: "Qu’est-ce qui vous a décidée ?" },
        question: {
          en: "How likely are you to recommend UponVoyage?",
          fr: "Recommanderiez-vous UponVoyage à vos proches ?",
        },
        arms: [{ id: "promoter", when: { answer: "nps", op: "ge", value: 9 } }],
      },
    },
    { id: "thanks", kind: "exit", params: { reason: "promoter" } },
  ],
  edges: [
    { from: "start", port: "next", to: "nps" },
    { from: "nps", port: "promoter", to: "thanks" },
  ],
});

/** Two journeys that write to Sara at once by a real mail server. */
function workspace(server: MailServer): string {
  const dataDir = freshDataDir();
  for (const [id, text] of Object.entries({ offers, survey })) {
    parcours(dataDir, ["import", "-"], text);
    parcours(dataDir, ["publish", id]);
  }
  const granted = {
    ...{ channel: "email", purpose: "marketing", state: "granted" },
    ...{ at: "2027-01-01T00:00:00Z", source: "form" },
  };
  parcours(
    dataDir,
    ["people", "import", "-"],
    JSON.stringify([
      { id: "sara", email: "sara@example.com", traits: { firstName: "Sara" }, consents: [granted] },
      { id: "amelie", email: "amelie@example.com", locale: "fr-CA", consents: [granted] },
    ]),
  );
  const events = ["sara", "amelie"].map((userId) =>
    JSON.stringify({ type: "track", messageId: userId, userId, event: "go", timestamp: FROM }),
  );
  parcours(dataDir, ["events", "send", "-"], events.join("\n"));
  parcours(dataDir, ["pages", "set", "--address", PUBLIC, "--sender-name", "UponVoyage"]);
  parcours(dataDir, ["channels", "allow", server.address]);
  parcours(dataDir, [
    ...["channels", "set", "email", "host=127.0.0.1", `port=${server.port}`, "security=none"],
    ...["from=hello@example.com", "on=true"],
  ]);
  return dataDir;
}

let app: RunningApp;
let server: MailServer;
test.beforeAll(() => {
  mkdirSync(SHOTS, { recursive: true });
});
test.beforeEach(async () => {
  server = await startMailServer();
  app = await startApp({ dataDir: workspace(server), from: FROM });
  await expect.poll(() => server.mails.length).toBe(4);
});
test.afterEach(async () => {
  await app.stop();
  await server.close();
});

/** Where this machine serves what the world finds at the public address, as Settings say. */
async function pagesHere(page: Page): Promise<string> {
  await page.goto(app.at("/settings"));
  const said = page.getByTestId("pages-settings").getByText(/http:\/\/127\.0\.0\.1:\d+/);
  return /http:\/\/127\.0\.0\.1:\d+/.exec(await said.innerText())?.[0] ?? "";
}

/** What stands in a mail between the public address and the next sign that is none of a link. */
function linkIn(text: string, kind: "u" | "s"): string {
  return new RegExp(`${PUBLIC}(/${kind}/[A-Za-z0-9._?=&-]+)`).exec(text)?.[1] ?? "";
}

function mailWith(subject: RegExp, to = "sara@example.com") {
  const mail = server.mails.find(
    (each) => subject.test(each.subject ?? "") && each.to?.some(({ address }) => address === to),
  );
  if (mail === undefined) throw new Error(`no mail like ${String(subject)}`);
  return mail;
}

/** A phone of somebody who has nothing to do with the app. */
async function phone(browser: Browser, locale: string, colorScheme: "light" | "dark"): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale, colorScheme });
  return context.newPage();
}

/** A picture, nothing serious for axe, and nothing wider than the phone. */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SHOTS, `public-${name}.png`) });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(sticksOut).toBeLessThanOrEqual(0);
}

/** Sara's consent to promotional email, as the app has it. */
function consent(): string | undefined {
  const shown = JSON.parse(parcours(app.dataDir, ["people", "show", "sara", "--json"])) as {
    person: { consents: { state: string }[] };
  };
  return shown.person.consents.at(-1)?.state;
}

test("the unsubscribe page shows on GET and acts on POST; the next promotional message says why it stays", async ({
  page,
  browser,
}) => {
  const here = await pagesHere(page);
  const mail = mailWith(/Lisbon/);
  const header = mail.headers.find(({ key }) => key === "list-unsubscribe")?.value ?? "";
  const url = `${here}${linkIn(header, "u")}`;
  const sara = await phone(browser, "en-GB", "light");
  const stranger = await phone(browser, "fr-FR", "dark");
  for (const [who, name] of [
    [sara, "en"],
    [stranger, "fr"],
  ] as const) {
    expect((await who.goto(url))?.status()).toBe(200);
    await look(who, `unsubscribe-${name}`);
  }
  expect(consent()).toBe("granted");
  await sara.getByRole("button", { name: "Unsubscribe" }).click();
  await expect(sara.getByRole("status")).toHaveText("You are unsubscribed");
  await look(sara, "unsubscribed-en");
  await stranger.reload();
  await expect(stranger.getByRole("status")).toBeVisible();
  await look(stranger, "unsubscribed-fr");
  expect(consent()).toBe("denied");

  // A day later the second offer is due.
  await page.getByTestId("advance-day").click();
  await page.goto(app.at("/outbox"));
  await page.locator('[data-node="second"]').filter({ hasText: "sara" }).click();
  await expect(page.getByRole("article")).toContainText(/consent|unsubscribed|objection/i);
  await page.screenshot({ path: join(SHOTS, "outbox-unsubscribed.png") });
  const [send] = parcours(app.dataDir, ["outbox", "list", "--json"])
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { nodeId: string; personId: string; status: string })
    .filter(({ nodeId, personId }) => nodeId === "second" && personId === "sara");
  expect(send).toMatchObject({ status: "skipped", reason: "no-consent" });
  expect(
    server.mails.filter(({ to }) => to?.some(({ address }) => address === "sara@example.com")),
  ).toHaveLength(2);
});

test("a survey is answered on its page, once, by keyboard", async ({ page, browser }) => {
  const here = await pagesHere(page);
  const { html = "", text = "" } = mailWith(/recommend/);
  const path = linkIn(`${html} ${text}`, "s").replace(/[?].*$/, "");
  const sara = await phone(browser, "en-GB", "dark");
  await sara.goto(`${here}${path}`);
  await expect(sara.getByRole("heading")).toHaveText("How likely are you to recommend UponVoyage?");
  await look(sara, "survey-en");
  await sara.getByRole("radio", { name: "8", exact: true }).focus();
  await sara.keyboard.press("ArrowRight");
  await expect(sara.getByRole("radio", { name: "9", exact: true })).toBeChecked();
  await sara.getByLabel("What made you choose this?").fill("The gate alerts");
  await look(sara, "survey-filled-en");
  await sara.getByRole("button", { name: "Send" }).press("Enter");
  await expect(sara.getByRole("status")).toHaveText("Thank you");
  await look(sara, "survey-thanks-en");
  await sara.goto(`${here}${path}`);
  await expect(sara.getByRole("status")).toHaveText("Thank you");
  const run = parcours(app.dataDir, ["runs", "list", "--json"])
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { journeyId: string; personId: string; endReason?: string })
    .find(({ journeyId, personId }) => journeyId === "survey" && personId === "sara");
  expect(run).toMatchObject({ status: "exited", endReason: "promoter" });
});

test("whoever reads French is asked in French, whatever her browser speaks", async ({ page, browser }) => {
  const here = await pagesHere(page);
  const { html = "", text = "" } = mailWith(/Recommanderiez/, "amelie@example.com");
  const path = linkIn(`${html} ${text}`, "s").replace(/[?].*$/, "");
  for (const colorScheme of ["light", "dark"] as const) {
    const amelie = await phone(browser, "en-GB", colorScheme);
    await amelie.goto(`${here}${path}`);
    await expect(amelie.locator("html")).toHaveAttribute("lang", "fr");
    await expect(amelie.getByRole("heading")).toHaveText("Recommanderiez-vous UponVoyage à vos proches ?");
    await look(amelie, `survey-fr-${colorScheme}`);
  }
  const amelie = await phone(browser, "en-GB", "light");
  await amelie.goto(`${here}${path}`);
  // Sent without an answer, the page says what is missing and keeps what was written.
  await amelie.getByLabel("Qu’est-ce qui vous a décidée ?").fill("Les alertes");
  await amelie.getByRole("button", { name: "Envoyer" }).click();
  await expect(amelie.getByRole("alert")).toBeVisible();
  await expect(amelie.getByLabel("Qu’est-ce qui vous a décidée ?")).toHaveValue("Les alertes");
  await look(amelie, "survey-refused-fr");
  await amelie.getByRole("radio", { name: "9", exact: true }).check();
  await amelie.getByRole("button", { name: "Envoyer" }).click();
  await expect(amelie.getByRole("status")).toHaveText("Merci");
  await look(amelie, "survey-thanks-fr");
  const header = mailWith(/Lisbon/, "amelie@example.com").headers.find(
    ({ key }) => key === "list-unsubscribe",
  );
  await amelie.goto(`${here}${linkIn(header?.value ?? "", "u")}`);
  await expect(amelie.locator("html")).toHaveAttribute("lang", "fr");
  await look(amelie, "unsubscribe-known-fr");
});

test("a link that was cut off or made up leads nowhere, says so and does nothing", async ({
  page,
  browser,
}) => {
  const here = await pagesHere(page);
  const header = mailWith(/Lisbon/).headers.find(({ key }) => key === "list-unsubscribe")?.value ?? "";
  const path = linkIn(header, "u");
  const stranger = await phone(browser, "fr-FR", "light");
  for (const wrong of [
    path.slice(0, -4),
    `${path.slice(0, -1)}${path.endsWith("A") ? "B" : "A"}`,
    "/u/x",
    "/",
  ]) {
    const got = await stranger.goto(`${here}${wrong}`);
    expect(got?.status(), wrong).toBe(404);
    await expect(stranger.getByRole("heading")).toHaveText("Ce lien ne fonctionne pas");
    expect((await stranger.request.post(`${here}${wrong}`)).status(), wrong).toBe(404);
  }
  await look(stranger, "wrong-link-fr");
  expect(consent()).toBe("granted");
});

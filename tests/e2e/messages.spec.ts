import AxeBuilder from "@axe-core/playwright";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

const SHOTS = "artifacts/screenshots";
const FROM = "2027-03-12T18:00:00Z";

/** Every kind of message one after the other; each that can be answered waits for its answer. */
const STEPS: { id: string; kind: string; params: Record<string, unknown>; out: string }[] = [
  {
    id: "text",
    kind: "sms",
    params: {
      body: { en: "Gate B12", fr: "Embarquement porte B12, {{ person.firstName | default: 'vous' }} 🛫" },
    },
    out: "next",
  },
  {
    id: "offer",
    kind: "card",
    params: {
      title: "Lisbonne dès 49 €",
      body: "Rien que pour vous",
      link: "app://offers/lisbon",
      expires: "P7D",
    },
    out: "next",
  },
  {
    id: "strip",
    kind: "in-app",
    params: {
      style: "banner",
      title: "Votre porte a changé",
      body: "B12 au lieu de B7",
      buttons: [{ id: "seen", label: "Compris" }],
    },
    out: "seen",
  },
  {
    id: "over",
    kind: "in-app",
    params: {
      style: "modal",
      title: "Un siège plus large ?",
      body: "Pour 29 € sur ce vol.",
      buttons: [
        { id: "yes", label: "Oui" },
        { id: "no", label: "Non merci" },
      ],
    },
    out: "yes",
  },
  {
    id: "form",
    kind: "in-app",
    params: {
      style: "form",
      title: "Avant le départ",
      form: [
        { id: "flyer", label: "Numéro de fidélité", saveAs: "flyerNumber" },
        { id: "bags", label: "Bagages", type: "number", required: true },
        {
          id: "seat",
          label: "Place",
          type: "choice",
          choices: [
            { id: "window", label: "Hublot" },
            { id: "aisle", label: "Couloir" },
          ],
        },
        { id: "meal", label: "Un repas", type: "yes-no", required: true },
        { id: "note", label: "Autre chose ?", type: "long-text" },
      ],
      buttons: [{ id: "later", label: "Plus tard" }],
    },
    out: "submitted",
  },
  ...(
    [
      ["ces", "in-app", { op: "ge", value: 6 }, {}],
      ["stars", "link", { op: "eq", value: 4 }, {}],
      ["thumbs", "in-app", { op: "eq", value: 1 }, { followUp: "Pourquoi ?" }],
      [
        "choice",
        "link",
        { op: "eq", value: "food" },
        {
          choices: [
            { id: "beach", label: "La plage" },
            { id: "food", label: "La cuisine" },
          ],
        },
      ],
      ["text", "email", { op: "contains", value: "beau" }, {}],
    ] as const
  ).map(([ask, via, wanted, more]) => ({
    id: `ask-${ask}`,
    kind: "survey",
    params: {
      ask,
      via,
      question: `Question (${ask}) ?`,
      ...more,
      arms: [{ id: "heard", when: { answer: ask, ...wanted } }],
    },
    out: "heard",
  })),
];

function journey(): string {
  const ids = ["start", ...STEPS.map(({ id }) => id), "done"];
  const ports = ["next", ...STEPS.map(({ out }) => out)];
  return JSON.stringify({
    ...{ format: "parcours.journey", formatVersion: 1, id: "all", name: "Every message" },
    settings: { class: "service" },
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
      ...STEPS.map(({ id, kind, params }) => ({ id, kind, params })),
      { id: "done", kind: "exit", params: { reason: "heard everything" } },
    ],
    edges: ports.map((port, index) => ({ from: ids[index], port, to: ids[index + 1] })),
  });
}

/** What the person does with each message that can be answered. */
const ANSWERS: Record<string, (page: Page) => Promise<void>> = {
  strip: (page) => page.getByTestId("in-app-button-seen").click(),
  over: (page) => page.getByTestId("in-app-button-yes").click(),
  form: async (page) => {
    const send = page.getByTestId("in-app-submit");
    await page.getByLabel("Numéro de fidélité").fill("LH 42");
    await page.getByRole("radio", { name: "Oui" }).check();
    await expect(send).toBeDisabled();
    await page.getByLabel("Bagages *").fill("2");
    await page.getByRole("radio", { name: "Hublot" }).check();
    await send.click();
  },
  "ask-ces": async (page) => {
    await page.getByTestId("survey-score-7").click();
    await page.getByTestId("survey-send").click();
  },
  "ask-stars": async (page) => {
    await page.getByTestId("survey-score-3").click();
    await page.getByTestId("survey-score-3").press("ArrowRight");
    await page.getByTestId("survey-send").click();
  },
  "ask-thumbs": async (page) => {
    await page.getByRole("radio", { name: "Pouce levé" }).click();
    await page.getByLabel("Pourquoi ?").fill("Tout était simple");
    await page.getByTestId("survey-send").click();
  },
  "ask-choice": async (page) => {
    await page.getByRole("radio", { name: "La cuisine" }).check();
    await page.getByTestId("survey-send").click();
  },
  "ask-text": async (page) => {
    await expect(page.getByTestId("survey-send")).toBeDisabled();
    await page.getByTestId("survey-text").fill("C'était beau.");
    await page.getByTestId("survey-send").click();
  },
};

let app: RunningApp;
test.beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", "-"], journey());
  parcours(dataDir, ["publish", "all"]);
  const sara = { id: "sara", email: "sara@example.com", phone: "+15125550100", locale: "fr" };
  const event = { type: "track", messageId: "e", userId: "sara", event: "go", timestamp: FROM };
  parcours(dataDir, ["people", "import", "-"], JSON.stringify([{ ...sara, traits: { firstName: "Sara" } }]));
  parcours(dataDir, ["events", "send", "-"], JSON.stringify(event));
  parcours(dataDir, ["run", "--clock", "virtual", "--from", FROM, "--until", "2027-03-12T18:01:00Z"]);
  app = await startApp({ dataDir, from: "2027-03-12T18:01:00Z" });
});
test.afterAll(() => app.stop());

test("every message looks as its person sees it and can be answered in her place", async ({ page }) => {
  await page.goto(app.at("/outbox"));
  for (const { id } of STEPS) {
    await page.locator(`[data-node="${id}"]`).first().click();
    const preview = page.getByTestId(/^(sms|card|in-app|survey)-preview$/);
    await expect(preview).toBeVisible();
    await page.screenshot({ path: join(SHOTS, `message-${id}.png`) });
    const { violations } = await new AxeBuilder({ page }).include("article").analyze();
    expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)])).toEqual([]);
    const give = ANSWERS[id];
    if (give === undefined) continue;
    await give(page);
    // The run goes on: the next message, or its end.
    await expect(page.locator(`[data-node="${id}"]`).getByText("answered")).toBeVisible();
    await page.screenshot({ path: join(SHOTS, `message-${id}-answered.png`) });
  }
  const run = JSON.parse(parcours(app.dataDir, ["runs", "list", "--json"])) as unknown;
  expect(run).toMatchObject({ status: "exited", endReason: "heard everything" });
});

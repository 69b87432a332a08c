import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { openStore } from "../../src-main/store/open.ts";
import { saveSeenClock } from "../../src-main/store/seen-clock.ts";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

// Messages that were on their way outside when the app went off: claimed, but their receiver was not there. After a
// long time off they are overdue like all others, and wait for the same yes.

const SHOTS = "artifacts/screenshots";
/** Of each of two journeys; together more than wait for somebody's yes (domain.md, Time: more than 100). */
const PEOPLE = 60;

interface Call {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let app: RunningApp | undefined;
let receiver: Server;
let calls: Call[];

test.beforeAll(() => {
  mkdirSync(SHOTS, { recursive: true });
});
test.beforeEach(() => {
  calls = [];
  receiver = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      calls.push({ url: request.url ?? "", headers: request.headers, body });
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
});
test.afterEach(async () => {
  await app?.stop();
  app = undefined;
  receiver.closeAllConnections();
  receiver.close();
});

/** Starts the receiver, on the port it had before if it had one. */
async function listen(port = 0): Promise<number> {
  receiver.listen(port, "127.0.0.1");
  await once(receiver, "listening");
  return (receiver.address() as AddressInfo).port;
}

function journey(id: string, name: string, step: object): string {
  return JSON.stringify({
    ...{ format: "parcours.journey", formatVersion: 1, id, name },
    settings: { class: "service" },
    nodes: [{ id: "start", kind: "trigger", params: { on: "event", event: "go" } }, step],
    edges: [{ from: "start", port: "next", to: "out" }],
  });
}

/** A workspace where people of two journeys came to a webhook and to a text message while nobody answered at the port. */
function leftWaiting(port: number, from: string): string {
  const dataDir = freshDataDir();
  const address = `127.0.0.1:${port}`;
  const hook = { method: "POST", url: `http://${address}/hook`, body: '{ "person": "{{ person.id }}" }' };
  const journeys = {
    hooks: journey("hooks", "Hooks", { id: "out", kind: "webhook", name: "Tell the desk", params: hook }),
    texts: journey("texts", "Texts", { id: "out", kind: "sms", name: "Gate", params: { body: "Gate 12" } }),
  };
  for (const [id, text] of Object.entries(journeys)) {
    parcours(dataDir, ["import", "-"], text);
    parcours(dataDir, ["publish", id]);
  }
  parcours(dataDir, ["channels", "allow", address]);
  parcours(dataDir, ["channels", "set", "webhook", "on=true"]);
  parcours(dataDir, [
    ...["channels", "set", "sms", `url=http://${address}/sms`, "auth=none"],
    ...["from=UponVoyage", "on=true"],
  ]);
  const ids = Array.from({ length: PEOPLE }, (_, index) => `p${index}`);
  const people = ids.map((id, index) => ({ id, phone: `+336123456${String(index).padStart(2, "0")}` }));
  parcours(dataDir, ["people", "import", "-"], JSON.stringify(people));
  const events = ids.map((userId) =>
    JSON.stringify({ type: "track", messageId: userId, userId, event: "go", timestamp: from }),
  );
  parcours(dataDir, ["events", "send", "-"], events.join("\n"));
  parcours(dataDir, ["run", "--clock", "virtual", "--from", from, "--until", from]);
  lastRunAt(dataDir, Date.parse(from));
  return dataDir;
}

/** As if the app had been closed at an instant (epoch ms): a virtual clock leaves nothing behind about the real one. */
function lastRunAt(dataDir: string, at: number): void {
  const store = openStore(dataDir, at);
  store.db.transaction(() => saveSeenClock(store.db, { wall: at }));
  store.close();
}

test("webhooks and texts that became overdue on their way are named, wait for a yes and then arrive once", async ({
  page,
}) => {
  const port = await listen();
  receiver.close();
  await once(receiver, "close");
  const dataDir = leftWaiting(port, new Date(Date.now() - 3 * 3_600_000).toISOString());
  await listen(port);
  app = await startApp({ dataDir });

  await page.goto(app.at("/outbox"));
  const banner = page.getByTestId("overdue");
  await expect(banner).toContainText(`${2 * PEOPLE} messages should have gone out`);
  await page.locator('[data-node="out"]').first().click();
  await expect(page.getByTestId("delivery")).toContainText("It does not go before you decide");
  await expect(page.getByTestId("delivery")).toContainText("waits for a person’s yes");
  await page.screenshot({ path: join(SHOTS, "overdue-delivery.png") });
  await banner.getByRole("button", { name: "Decide…" }).click();
  const dialog = page.getByRole("dialog");
  const row = (name: string) => dialog.getByRole("row").filter({ hasText: name });
  await expect(row("Hooks")).toContainText("Tell the desk");
  await expect(row("Hooks")).toContainText(String(PEOPLE));
  await expect(row("Texts")).toContainText("Gate");
  await expect(row("Texts")).toContainText(String(PEOPLE));
  expect(calls, "before anybody said yes").toEqual([]);

  await dialog.getByRole("button", { name: "Send those of Hooks" }).click();
  await expect.poll(() => calls.length).toBe(PEOPLE);
  await expect(row("Texts").getByRole("button")).toHaveCount(2);
  await dialog.getByRole("button", { name: "Skip those of Texts" }).click();
  await expect(banner).toBeHidden();

  // Each person's call once, and no text at all; the file says the same.
  expect(statuses(dataDir)).toEqual({
    "hooks accepted": PEOPLE,
    "texts skipped: overdue-skipped": PEOPLE,
  });
  expect(calls.map(({ url }) => url)).toEqual(Array.from({ length: PEOPLE }, () => "/hook"));
  expect(new Set(calls.map(({ body }) => body)).size).toBe(PEOPLE);
  expect(new Set(calls.map(({ headers }) => headers["idempotency-key"])).size).toBe(PEOPLE);
});

/** How many messages of each journey are in each status. */
function statuses(dataDir: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of parcours(dataDir, ["outbox", "list", "--json", "--limit", "500"]).trim().split("\n")) {
    const { journeyId, status, reason } = JSON.parse(line) as Record<string, string>;
    const key = `${journeyId} ${status}${reason === undefined ? "" : `: ${reason}`}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

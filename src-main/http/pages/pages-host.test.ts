import { request } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { createLinks, unsubscribing } from "../../links/links.ts";
import { finishContent } from "../../links/finish.ts";
import { at, temporaryService, track } from "../../service/testing/open.ts";
import type { Service } from "../../service/service.ts";
import { findSend } from "../../store/sends.ts";
import { createPages } from "../../service/pages.ts";
import { startPagesHost } from "./pages-host.ts";
import { startPages } from "./start-pages.ts";
import { createThrottle } from "./throttle.ts";

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** A request as it goes over the wire, with any Host. */
function ask(
  url: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = "GET", headers = {}, body } = init;
    const call = request(url, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    call.on("error", reject).end(body);
  });
}

const form = (fields: Record<string, string>) => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams(fields).toString(),
});

const arms = [{ id: "any", when: { answer: "ask", op: "exists" } }];

/** A service with pages, and a journey that mails a promotion and then asks something. */
async function stage(
  survey: Record<string, unknown> = { ask: "nps" },
  locale: string | null = "en",
  settings: object = {},
) {
  const service = await temporaryService();
  const { client, context } = service;
  const end = await startPages(context);
  onTestFinished(end);
  const journey = {
    format: "parcours.journey",
    formatVersion: 1,
    id: "j",
    name: "J",
    settings: { class: "promotional", ...settings },
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
      {
        id: "mail",
        kind: "email",
        params: {
          subject: "Hi",
          body: {
            html: '<p><a href="https://shop.example/a?b=1&amp;c=2">x</a> <a href="{{ message.unsubscribeUrl }}">u</a></p>',
          },
        },
      },
      {
        id: "ask",
        kind: "survey",
        params: {
          question: "How <was> it?",
          followUp: "Why?",
          via: "link",
          class: "service",
          replyWithin: "P2D",
          arms,
          ...survey,
        },
      },
      { id: "end", kind: "exit", params: { reason: "answered" } },
    ],
    edges: [
      { from: "start", port: "next", to: "mail" },
      { from: "mail", port: "next", to: "ask" },
      { from: "ask", port: "any", to: "end" },
    ],
  };
  const person = {
    id: "sara",
    email: "sara@example.com",
    ...(locale === null ? {} : { locale }),
    consents: [{ channel: "email", purpose: "marketing", state: "granted", at: "2027-01-01T00:00:00Z" }],
  };
  await client.people.importText({ text: JSON.stringify([person]), format: "json" });
  await client.journeys.importText({ text: JSON.stringify(journey) });
  await client.journeys.publish({ id: "j" });
  await client.events.send({ events: [track("e1", "sara", "go")] });
  await settle(service);
  const sends = (await client.outbox.list({})).sends;
  const idOf = (node: string) => sends.find(({ nodeId }) => nodeId === node)?.id ?? "";
  const send = (node: string) => {
    const found = findSend(context.db, idOf(node));
    if (found === undefined) throw new Error(`${node} was sent`);
    return found;
  };
  return { service, client, context, send, links: () => createLinks(context.db) };
}

async function settle({ context }: Service): Promise<void> {
  await context.writer().scheduler.settled();
}

async function consents({ client }: Service): Promise<string[]> {
  return (await client.people.get({ id: "sara" })).consents.map(({ state }) => state);
}

async function eventNames({ client }: Service): Promise<string[]> {
  return (await client.events.recent({})).map(({ name }) => name);
}

it("asks before it unsubscribes, acts on POST alone, once, and again after she came back", async () => {
  const { service, client, send, links } = await stage();
  const url = links().pageUrl("unsubscribe", unsubscribing(send("mail"))) ?? "";
  for (const method of ["GET", "HEAD", "GET"]) expect((await ask(url, { method })).status).toBe(200);
  expect((await ask(url)).body).toContain("Stop receiving promotional emails?");
  await settle(service);
  expect(await consents(service)).toEqual(["granted"]);

  // RFC 8058, as mail providers post it: no cookies, no Origin.
  const oneClick = form({ "List-Unsubscribe": "One-Click" });
  expect((await ask(url, oneClick)).body).toContain("You are unsubscribed");
  await settle(service);
  expect((await ask(url, oneClick)).status).toBe(200);
  await settle(service);
  expect(await consents(service)).toEqual(["granted", "denied"]);
  expect((await ask(url)).body).toContain("You are unsubscribed");

  const back = { channel: "email", purpose: "marketing", state: "granted" };
  await client.events.send({
    events: [track("e2", "sara", "Consent Changed", { properties: back, timestamp: "2027-03-12T18:00:00Z" })],
  });
  await settle(service);
  expect((await ask(url)).body).toContain("Stop receiving");
  await ask(url, {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=x" },
    body: "--x--",
  });
  await settle(service);
  expect((await consents(service)).at(-1)).toBe("denied");
});

it("speaks the person's language, or the browser's where hers is unknown", async () => {
  const { links, send } = await stage({ ask: "nps" }, "fr-FR");
  const url = links().pageUrl("unsubscribe", unsubscribing(send("mail"))) ?? "";
  expect((await ask(url, { headers: { "accept-language": "en" } })).body).toContain(
    "Ne plus recevoir d’e-mails promotionnels ?",
  );
  const broken = await ask(`${url}x`, { headers: { "accept-language": "de, fr;q=0.8" } });
  expect([broken.status, broken.body.includes("Ce lien ne fonctionne pas")]).toEqual([404, true]);
});

it("goes on in the journey's language where hers is unknown, as the message did", async () => {
  const { links, send } = await stage({ ask: "nps" }, null, { locale: "fr" });
  const english = { headers: { "accept-language": "en" } };
  const list = links().pageUrl("unsubscribe", unsubscribing(send("mail"))) ?? "";
  expect((await ask(list, english)).body).toContain('<html lang="fr">');
  const survey = links().pageUrl("survey", { send: send("ask").id }) ?? "";
  expect((await ask(survey, english)).body).toContain('<html lang="fr">');
});

it.each([
  ["nps", {}, "9", { score: 9 }],
  ["csat", {}, "5", { score: 5 }],
  ["ces", {}, "7", { score: 7 }],
  ["stars", {}, "4", { score: 4 }],
  ["thumbs", {}, "0", { score: 0 }],
  [
    "choice",
    {
      choices: [
        { id: "sea", label: "The <sea>" },
        { id: "hills", label: "Hills" },
      ],
    },
    "hills",
    { button: "hills" },
  ],
  ["text", {}, "Lovely & calm", { answers: { text: "Lovely & calm" } }],
])("takes an answer to %s once, and says so", async (kind, more, answer, reply) => {
  const { service, send, links, context } = await stage({ ask: kind, ...more });
  const url = links().pageUrl("survey", { send: send("ask").id }) ?? "";
  const shown = await ask(`${url}?a=${answer}`);
  expect(shown.body).toContain("How &#60;was&#62; it?");
  expect(shown.body).not.toMatch(/<script|<sea>/);
  if (kind !== "text") expect(shown.body).toMatch(new RegExp(`value="${answer}" required checked`));
  await settle(service);
  expect(send("ask").reply).toBeUndefined();

  for (const wrong of ["", "99", "-1", "nowhere"].filter((text) => kind !== "text" || text === "")) {
    expect((await ask(url, form({ answer: wrong }))).status).toBe(422);
  }
  const done = await ask(url, form({ answer, comment: " because " }));
  expect([done.status, done.body.includes("Thank you")]).toEqual([200, true]);
  await ask(url, form({ answer: kind === "text" ? "again" : "1" }));
  await settle(service);
  expect(findSend(context.db, send("ask").id)?.reply).toMatchObject(reply);
  expect((await eventNames(service)).filter((name) => name === "Survey Answered")).toHaveLength(1);
  expect((await ask(url)).body).toContain("Thank you");
});

it("says that a survey has ended once her run went on", async () => {
  const { service, client, send, links } = await stage();
  const url = links().pageUrl("survey", { send: send("ask").id }) ?? "";
  await client.workspace.advanceClock({ to: at("2027-03-20T00:00:00Z") });
  expect((await ask(url)).body).toContain("This survey has ended");
  expect((await ask(url, form({ answer: "9" }))).body).toContain("This survey has ended");
  await settle(service);
  expect(await eventNames(service)).not.toContain("Survey Answered");
});

it("tracks nothing until it is switched on, then leads to the sealed address and nowhere else", async () => {
  const { service, client, send, links } = await stage();
  await client.workspace.setPages({ address: "https://mail.example.com/p/" });
  expect(finishContent(send("mail"), links())["html"]).toContain('href="https://shop.example/a?b=1&amp;c=2"');
  await client.workspace.setPages({
    address: "https://mail.example.com/p/",
    trackClicks: true,
    trackOpens: true,
  });
  const html = String(finishContent(send("mail"), links())["html"]);
  const base = String((await client.workspace.pages()).local);
  const [clicked, off, pixel] = [
    ...html.matchAll(/(?:href|src)="https:\/\/mail\.example\.com\/p(\/[a-z]\/[^"]+)"/g),
  ].map(([, path]) => `${base}${path ?? ""}`);
  expect(html).not.toMatch(/shop\.example|parcours\.invalid/);
  expect(off).toContain("/u/");
  expect((await ask(clicked ?? "", { method: "HEAD" })).headers["location"]).toBe(
    "https://shop.example/a?b=1&c=2",
  );
  expect((await ask(clicked ?? "")).status).toBe(302);
  await ask(clicked ?? "");
  expect((await ask(pixel ?? "")).headers["content-type"]).toBe("image/gif");
  await settle(service);
  expect((await eventNames(service)).filter((name) => /Clicked|Opened/.test(name)).sort()).toEqual([
    "Message Clicked",
    "Message Opened",
  ]);
  expect(send("mail").engagement).toMatchObject({
    clicked: expect.any(Number) as number,
    opened: expect.any(Number) as number,
  });

  const foreign =
    createLinks((await stage()).context.db).pageUrl("click", { send: "x", to: "https://evil.example" }) ?? "";
  const token = foreign.split("/").at(-1) ?? "";
  expect((await ask(`${base}/c/${token}`)).status).toBe(404);
  const script = links().pageUrl("click", { send: send("mail").id, to: "javascript:alert(1)" }) ?? "";
  expect((await ask(script.replace("https://mail.example.com/p", base))).status).toBe(404);
});

it("answers exact hosts only, with headers that forbid everything but its own form", async () => {
  const { client, send, links } = await stage();
  await client.workspace.setPages({ address: "https://mail.example.com/p" });
  const path = (links().unsubscribeUrl(send("mail")) ?? "").replace("https://mail.example.com", "");
  const base = String((await client.workspace.pages()).local);
  const proxied = await ask(base + path, { headers: { host: "mail.example.com" } });
  expect(proxied.status).toBe(200);
  expect((await ask(base + path.slice(2), { headers: { host: "Mail.Example.com" } })).status).toBe(200);
  for (const host of ["evil.example", "mail.example.com.evil.example", "127.0.0.1", "mail.example.com:81"])
    expect((await ask(base + path, { headers: { host } })).status).toBe(421);
  expect(proxied.headers).toMatchObject({
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[^;]+; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    ) as string,
  });
  expect((await ask(`${base}/rpc/workspace/info`, { method: "POST" })).status).toBe(404);
  expect((await ask(base + path.slice(2), { method: "PUT" })).status).toBe(405);
  expect((await ask(base + path.slice(2), { ...form({ a: "x".repeat(9_000) }) })).status).toBe(413);
  expect((await ask(`${base}/u/${"A".repeat(9_000)}`)).status).toBe(414);
});

it("says when to come again when too much is asked at once", async () => {
  const { context } = await stage();
  const host = await startPagesHost({ pages: createPages(context), port: 0, now: () => 0 });
  onTestFinished(host.close);
  const answers = await Promise.all(Array.from({ length: 405 }, () => ask(`${host.url}/u/x`)));
  const busy = answers.filter(({ status }) => status === 429);
  expect(busy).toHaveLength(5);
  expect(busy[0]?.headers["retry-after"]).toBe("5");
});

it("lets so many through at once, and so many more each second", () => {
  let now = 0;
  const throttle = createThrottle(2, 10, () => now);
  const admitted = () => Array.from({ length: 5 }, () => throttle.admit()).filter(Boolean).length;
  expect([admitted(), admitted()]).toEqual([2, 0]);
  now += 100;
  expect(admitted()).toBe(1);
  now += 60_000;
  expect(admitted()).toBe(2);
});

it("keeps its port over restarts, and lets the app run where another has taken it", async () => {
  const { context, client } = await stage();
  const base = String((await client.workspace.pages()).local);
  const end = await startPages({ ...context, pages: context.pages });
  expect((await client.workspace.pages()).trouble).toBe("port-in-use");
  expect((await client.workspace.pages()).local).toBe(base);
  await end();
});

it("makes no promise of an address nobody can reach", async () => {
  const { client, send, links } = await stage();
  expect(links().unsubscribeUrl(send("mail"))).toBeUndefined();
  for (const address of [
    "http://mail.example.com",
    "https://localhost",
    "https://10.0.0.1",
    "https://a.example/?x",
    "https://u@a.example",
  ])
    await expect(client.workspace.setPages({ address })).rejects.toThrow();
  await client.workspace.setPages({ address: "https://mail.example.com" });
  expect(links().unsubscribeUrl(send("mail"))).toMatch(
    /^https:\/\/mail\.example\.com\/u\/1\.[A-Za-z0-9_-]+$/,
  );
  expect(links().unsubscribeUrl(send("ask"))).toBeUndefined();
  const before = links().unsubscribeUrl(send("mail")) ?? "";
  await client.workspace.renewLinkKey();
  expect(links().unsubscribeUrl(send("mail"))).toMatch(/\/u\/2\./);
  const base = String((await client.workspace.pages()).local);
  expect((await ask(before.replace("https://mail.example.com", base))).status).toBe(200);
});

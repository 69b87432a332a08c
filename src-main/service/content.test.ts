import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import type { SourceQuestion } from "../../src-shared/api/simulation.ts";
import { at, temporaryService, track } from "./testing/open.ts";

/** A source on loopback that answers as it is told, and counts. */
async function source(answer: (path: string) => { status?: number; type?: string; body: string }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const { status = 200, type = "application/json", body } = answer(path);
    response.writeHead(status, { "content-type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { asked, port: typeof address === "object" && address ? address.port : 0 };
}

function journey(port: number, more: object = {}): string {
  const url = `http://127.0.0.1:${port}/now?city={{ person.city }}`;
  return JSON.stringify({
    format: "parcours.journey",
    formatVersion: 1,
    id: "j",
    name: "J",
    settings: { class: "service", content: [{ id: "weather", url, freshFor: "PT10M", ...more }] },
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
      {
        id: "push",
        kind: "push",
        params: { title: "{{ content.weather.temp | default: content.weather }} degrees" },
      },
    ],
    edges: [{ from: "start", port: "next", to: "push" }],
  });
}

async function stage(port: number, more: object = {}, allowed = true) {
  const service = await temporaryService();
  const { client, context } = service;
  if (allowed) await client.channels.setLocalTargets([{ host: "127.0.0.1", port }]);
  const devices = [{ id: "d", platform: "ios", token: "t" }];
  const people = ["a", "b", "c"].map((id) => ({
    id,
    traits: { city: id === "c" ? "x&admin=1 é" : "Lyon" },
    devices,
  }));
  await client.people.importText({ text: JSON.stringify(people), format: "json" });
  await client.journeys.importText({ text: journey(port, more) });
  await client.journeys.publish({ id: "j" });
  const go = async (...ids: string[]) => {
    await client.events.send({ events: ids.map((id) => track(`go-${id}-${context.clock.now()}`, id, "go")) });
    await context.writer().scheduler.settled();
    return (await client.outbox.list({})).sends.map(({ personId, status, reason, headline }) =>
      [personId, status, reason ?? headline].join(" "),
    );
  };
  return { service, client, context, go };
}

it("asks once for the same address, holds the messages meanwhile, and sends them with the answer", async () => {
  const { asked, port } = await source(() => ({ body: '{"temp":21}' }));
  const { client, go } = await stage(port);
  expect((await go("a", "b")).sort()).toEqual(["a accepted 21 degrees", "b accepted 21 degrees"]);
  expect(asked).toEqual(["/now?city=Lyon"]);
  const [send] = (await client.outbox.list({ personId: "a" })).sends;
  const run = await client.runs.get({ id: send?.runId ?? "" });
  expect(run.trace.map(({ what, reason }) => (reason === undefined ? what : `${what} ${reason}`))).toContain(
    "hold content-pending",
  );
});

it("asks again once the answer is too old, and never lets a profile add to the address", async () => {
  let temp = 20;
  const { asked, port } = await source(() => ({ body: JSON.stringify({ temp: (temp += 1) }) }));
  const { client, go } = await stage(port);
  await go("a");
  await client.workspace.advanceClock({ by: "PT10M" });
  expect(await go("a")).toContain("a accepted 21 degrees");
  await client.workspace.advanceClock({ by: "PT1S" });
  expect(await go("a")).toContain("a accepted 22 degrees");
  await go("c");
  expect(asked).toEqual(["/now?city=Lyon", "/now?city=Lyon", "/now?city=x%26admin%3D1%20%C3%A9"]);
});

it.each([
  ["an error", { status: 503, body: "" }, "status-503"],
  ["what is no JSON", { body: "{" }, "not-json"],
  ["keys that are none of its business", { body: '{"__proto__":{"temp":1}}' }, "not-json"],
  ["too much", { body: JSON.stringify("x".repeat(600_000)) }, "answer-too-large"],
])("sends nothing on %s, and the fallback where there is one", async (_what, answer, why) => {
  const { asked, port } = await source(() => answer);
  const { client, go } = await stage(port);
  expect(await go("a")).toEqual(["a skipped content-unavailable"]);
  const [summary] = (await client.outbox.list({})).sends;
  const { send } = await client.outbox.get({ id: summary?.id ?? "" });
  expect(send.verdicts.at(-1)).toEqual({ check: "content", pass: false, facts: { source: "weather", why } });
  expect(send.awaiting).toBeUndefined();
  // A source that is down is not knocked at for every person.
  await go("b");
  expect(asked).toHaveLength(1);
  const calm = await stage(port, { fallback: { temp: "mild" } });
  expect(await calm.go("a")).toEqual(["a accepted mild degrees"]);
});

it("asks nobody in the own network who was not allowed", async () => {
  const { asked, port } = await source(() => ({ body: '{"temp":21}' }));
  const { go } = await stage(port, {}, false);
  expect(await go("a")).toEqual(["a skipped content-unavailable"]);
  expect(asked).toEqual([]);
});

it("shows text as text", async () => {
  const { port } = await source(() => ({ type: "text/plain", body: "{{ person.city }} 7" }));
  const { client, context, go } = await stage(port);
  expect(await go("a")).toEqual(["a accepted {{ person.city }} 7 degrees"]);
  expect(context.clock.now()).toBe(at("2027-03-12T18:00:00Z"));
  expect((await client.workspace.info()).counts.sends).toBe(1);
});

it("sends a secret header to its origin alone, and shows the secret nowhere", async () => {
  const seen: (string | undefined)[][] = [];
  const elsewhere = createServer((request, response) => {
    seen.push(["elsewhere", request.headers["x-api-key"]?.toString()]);
    response
      .writeHead(200, { "content-type": "text/plain" })
      .end(`key ${String(request.headers["x-api-key"])}`);
  });
  const first = createServer((request, response) => {
    const key = request.headers["x-api-key"]?.toString();
    seen.push(["first", key]);
    if (seen.length > 1) response.writeHead(200, { "content-type": "text/plain" }).end(`it was ${key}`);
    else response.writeHead(302, { location: `http://127.0.0.1:${portOf(elsewhere)}/` }).end();
  });
  for (const server of [first, elsewhere]) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
  }
  const port = portOf(first);
  const { client, context, go } = await stage(port);
  await client.channels.setLocalTargets(
    [port, portOf(elsewhere)].map((each) => ({ host: "127.0.0.1", port: each })),
  );
  const key = { origin: `http://127.0.0.1:${port}`, header: "X-Api-Key" };
  await client.channels.setContentKey({ ...key, secret: "canary-key" });
  expect(await client.channels.contentKeys()).toEqual([{ ...key, header: "x-api-key", state: "set" }]);
  expect(await go("a")).toEqual(["a accepted key undefined degrees"]);
  await client.workspace.advanceClock({ by: "PT20M" });
  expect((await go("b"))[0]).toBe("b accepted it was [secret] degrees");
  expect(seen).toEqual([
    ["first", "canary-key"],
    ["elsewhere", undefined],
    ["first", "canary-key"],
  ]);
  expect(JSON.stringify(context.db.all("SELECT * FROM setting"))).not.toContain("canary-key");
  expect(await client.channels.setContentKey({ ...key, secret: null })).toEqual([]);
});

it("an address that is none fails like any other source, also where there are keys", async () => {
  const { client, go } = await stage(99_999, { fallback: "no" }, false);
  await client.channels.setContentKey({
    origin: "https://example.com",
    header: "X-Key",
    secret: "canary-key",
  });
  expect(await go("a")).toEqual(["a accepted no degrees"]);
});

it.each([
  [{ origin: "http://example.com", header: "X-Key", secret: "long enough" }],
  [{ origin: "https://example.com/path", header: "X-Key", secret: "long enough" }],
  [{ origin: "https://example.com", header: "Host", secret: "long enough" }],
  [{ origin: "https://example.com", header: "X-Key", secret: "a\r\nb: c" }],
  [{ origin: "https://example.com", header: "X-Key", secret: "abc" }],
])("keeps no key that could not be kept safe: %j", async (wish) => {
  const { client } = await temporaryService();
  await expect(client.channels.setContentKey(wish)).rejects.toThrow();
  expect(await client.channels.contentKeys()).toEqual([]);
});

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

it("asks again at once with a key that was missing", async () => {
  const keyed = createServer((request, response) => {
    const known = request.headers["x-api-key"] === "canary-key";
    response.writeHead(known ? 200 : 401, { "content-type": "text/plain" }).end("21");
  });
  await new Promise<void>((resolve) => keyed.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void keyed.close());
  const { client, go } = await stage(portOf(keyed));
  const refused = (await go("a"))[0];
  expect(refused).not.toContain("21");
  await client.channels.setContentKey({
    origin: `http://127.0.0.1:${portOf(keyed)}`,
    header: "X-Api-Key",
    secret: "canary-key",
  });
  expect((await go("b"))[0]).toBe("b accepted 21 degrees");
});

it("asks a source for a persona who only simulates: with its keys, within the rules, remembered by nobody", async () => {
  const { asked, port } = await source(() => ({ body: '{"temp":21}' }));
  const { client, go } = await stage(port);
  const { settings } = JSON.parse(journey(port)) as { settings: { content: [SourceQuestion["source"]] } };
  const [weather] = settings.content;
  const person = { id: "nobody", traits: { city: "Nice é" }, devices: [], consents: [] };
  const question = { source: weather, person, entry: { name: "go", properties: {} } };
  expect(await client.journeys.askSource(question)).toEqual({ status: "accepted", answer: { temp: 21 } });
  expect(asked).toEqual(["/now?city=Nice%20%C3%A9"]);
  // A real message asks for itself.
  expect(await go("a")).toEqual(["a accepted 21 degrees"]);
  expect(asked).toHaveLength(2);

  const elsewhere = { ...weather, url: "https://169.254.169.254/latest/meta-data" };
  expect(await client.journeys.askSource({ ...question, source: elsewhere })).toMatchObject({
    status: "failed",
  });
  const none = { ...weather, url: "{{ person.city }}" };
  expect(await client.journeys.askSource({ ...question, source: none })).toEqual({
    status: "failed",
    reason: "bad-url",
  });
});

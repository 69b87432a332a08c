import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
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

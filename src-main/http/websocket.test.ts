import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { RouterClient } from "@orpc/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { bodyLimitBytes } from "./guard.ts";
import { startFixture } from "./testing/fixture.ts";
import type { Fixture, SampleRouter } from "./testing/fixture.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.close());

interface Attempt {
  path?: string;
  protocols?: string[];
  headers?: Record<string, string>;
}

function open({ path = "/ws", protocols, headers = {} }: Attempt = {}): WebSocket {
  const { host } = fixture;
  const offered = protocols ?? ["parcours", `bearer.${host.token}`];
  return new WebSocket(`ws://127.0.0.1:${host.port}${path}`, offered, {
    headers: { Origin: host.url, ...headers },
  });
}

/** Status of the upgrade: 101 when it was granted. */
function attempt(options: Attempt): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = open(options);
    socket.on("open", () => {
      resolve(101);
      socket.terminate();
    });
    socket.on("unexpected-response", (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
    });
    socket.on("error", reject);
  });
}

it("answers the protocol parcours, never the one with the token", async () => {
  const socket = open();
  await new Promise((resolve) => socket.once("open", resolve));
  expect(socket.protocol).toBe("parcours");
  socket.terminate();
});

it.each<[string, number, Attempt]>([
  ["a foreign Origin", 403, { headers: { Origin: "https://evil.example" } }],
  ["the Origin null", 403, { headers: { Origin: "null" } }],
  ["a rebound Host", 403, { headers: { Host: "evil.example" } }],
  ["a cross-site request", 403, { headers: { "Sec-Fetch-Site": "cross-site" } }],
  ["another path", 404, { path: "/other" }],
  ["a token in the query", 401, { path: "/ws", protocols: ["parcours"] }],
  ["a wrong token", 401, { protocols: ["parcours", "bearer.wrong"] }],
  ["a token without our protocol", 401, { protocols: ["bearer.x"] }],
])("refuses %s with %i", async (_name, status, options) => {
  expect(await attempt(options)).toBe(status);
});

it("refuses an upgrade without Origin", async () => {
  const { host } = fixture;
  const status = await new Promise<number>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/ws`, ["parcours", `bearer.${host.token}`]);
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("open", () => resolve(101));
    socket.on("error", () => undefined);
  });
  expect(status).toBe(403);
});

it("ends the subscriptions of a connection that goes away", async () => {
  const socket = open();
  const client = createORPCClient<RouterClient<SampleRouter>>(
    // The link is written for the browser's socket; the one of ws differs only in types the link does not use.
    new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
  );
  expect(await client.transport()).toBe("ws");
  const lines = await client.listen();
  expect((await lines.next()).value).toBe("ready");
  await client.say({ text: "one" });
  expect((await lines.next()).value).toBe("one");
  expect(fixture.state.openSubscriptions).toBe(1);
  socket.terminate();
  await vi.waitFor(() => expect(fixture.state.openSubscriptions).toBe(0));
});

it("closes a connection that sends too much, and goes on serving", async () => {
  const socket = open();
  await new Promise((resolve) => socket.once("open", resolve));
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  socket.on("error", () => undefined);
  socket.send(Buffer.alloc(bodyLimitBytes + 1));
  expect([1006, 1009]).toContain(await closed);
  expect(await attempt({})).toBe(101);
});

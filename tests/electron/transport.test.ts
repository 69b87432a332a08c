import { WebSocket as NodeSocket } from "ws";
import type { RouterClient } from "@orpc/server";
import { RPCHandler } from "@orpc/server/message-port";
import { afterEach, expect, it, vi } from "vitest";
import { createSampleRouter, startFixture } from "../../src-main/http/testing/fixture.ts";
import type { Fixture, SampleRouter } from "../../src-main/http/testing/fixture.ts";
import { journeyOf, readFragment, writeFragment } from "../../src-renderer/fragment.ts";
import { connect } from "../../src-renderer/transport.ts";
import type { Connection, ConnectionStatus, Page } from "../../src-renderer/transport.ts";
import type { DesktopBridge, ServiceState } from "../../src-shared/api/desktop.ts";
import { servicePortMessage } from "../../src-shared/api/service-port.ts";

type Client = RouterClient<SampleRouter>;
const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A page as the browser would show it at the host's address: it sends the Origin a browser would send. */
function browserPage(fixture: Fixture, token = fixture.host.token): Page & { requests: string[] } {
  const origin = fixture.host.url;
  const requests: string[] = [];
  class BrowserSocket extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { Origin: origin } });
      requests.push(new URL(url).pathname);
    }
  }
  return {
    requests,
    location: { hash: `#token=${token}&at=/`, host: new URL(origin).host, origin },
    WebSocket: BrowserSocket as unknown as typeof WebSocket,
    fetch: (url, init) => {
      requests.push(new URL(url).pathname);
      return fetch(url, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), Origin: origin },
      });
    },
    postMessage: () => undefined,
  };
}

function record(connection: Connection<Client>): ConnectionStatus[] {
  const seen: ConnectionStatus[] = [];
  cleanups.push(() => connection.close());
  connection.onStatus((status) => seen.push(status));
  return seen;
}

it("calls, streams and shows previews over a WebSocket", async () => {
  const fixture = await startFixture();
  cleanups.push(() => fixture.close());
  const connection = connect<Client>(browserPage(fixture));
  const seen = record(connection);
  expect(connection.kind).toBe("browser");
  expect(await connection.client.transport()).toBe("ws");
  const lines = await connection.client.listen();
  expect((await lines.next()).value).toBe("ready");
  await connection.client.say({ text: "hello" });
  expect((await lines.next()).value).toBe("hello");
  expect(seen).toEqual(["connecting", "open"]);
  const url = await connection.previewUrl({ html: "<i>1</i>", allowImages: false });
  expect(new URL(url).port).toBe(String(fixture.host.previewPort));
  await expect(connection.previewUrl({ html: "x".repeat(6e6), allowImages: false })).rejects.toThrow("413");
});

it("comes back by itself after the service was away, and lets calls wait for it", async () => {
  const first = await startFixture();
  const { port, token } = first.host;
  const connection = connect<Client>(browserPage(first));
  const seen = record(connection);
  await connection.client.transport();
  const lines = await connection.client.listen();
  await lines.next();
  const cut = lines.next().catch(() => "cut");
  await first.close();
  expect(await cut).toBe("cut");
  await vi.waitFor(() => expect(seen).toEqual(["connecting", "open", "closed"]));
  const second = await startFixture({ port, token });
  cleanups.push(() => second.close());
  await vi.waitFor(async () => expect(await connection.client.transport()).toBe("ws"), { timeout: 10_000 });
  expect(seen).toEqual(["connecting", "open", "closed", "open"]);
});

it("stops trying when its token belongs to an earlier launch, long before the lock-out", async () => {
  const fixture = await startFixture();
  cleanups.push(() => fixture.close());
  const page = browserPage(fixture, "of-an-earlier-launch");
  const connection = connect<Client>(page);
  const seen = record(connection);
  await vi.waitFor(() => expect(seen.at(-1)).toBe("refused"));
  expect(page.requests).toContain("/session");
  expect(page.requests.length).toBeLessThan(6);
  await expect(connection.client.transport()).rejects.toThrow();
  const good = connect<Client>(browserPage(fixture));
  cleanups.push(() => good.close());
  expect(await good.client.transport()).toBe("ws");
});

it("uses the port the shell carries to the service, and a fresh one when the service is back", async () => {
  const { router, state } = createSampleRouter();
  const handler = new RPCHandler(router);
  let tell: (state: ServiceState) => void = () => undefined;
  const ports: MessagePort[] = [];
  const page: Page = {
    location: { hash: "", host: "parcours", origin: "app://parcours" },
    WebSocket: globalThis.WebSocket,
    fetch: () => Promise.reject(new Error("the desktop page asks nobody over HTTP")),
    postMessage: (message, origin, transfer = []) => {
      expect([message, origin]).toEqual([servicePortMessage, "app://parcours"]);
      const port = transfer[0] as MessagePort;
      ports.push(port);
      handler.upgrade(port, { context: { transport: "ipc" } });
      port.start();
    },
    parcours: {
      onService: (listener: (state: ServiceState) => void) => {
        tell = listener;
        return () => undefined;
      },
      previewUrl: () => Promise.resolve("app://preview/preview/x"),
    } as unknown as DesktopBridge,
  };
  const connection = connect<Client>(page);
  const seen = record(connection);
  cleanups.push(() => ports.forEach((port) => port.close()));
  const early = connection.client.transport();
  tell("starting");
  tell("up");
  expect(await early).toBe("ipc");
  const lines = await connection.client.listen();
  expect((await lines.next()).value).toBe("ready");
  const cut = lines.next().catch(() => "cut");
  tell("down");
  expect(await cut).toBe("cut");
  tell("updating");
  tell("up");
  expect(await connection.client.echo({ text: "again" })).toBe("again");
  expect(ports).toHaveLength(2);
  expect(seen).toEqual(["connecting", "open", "closed", "updating", "open"]);
  expect(connection.kind).toBe("desktop");
  expect(await connection.previewUrl({ html: "", allowImages: false })).toBe("app://preview/preview/x");
  await vi.waitFor(() => expect(state.openSubscriptions).toBe(0));
});

it("keeps the token in the fragment beside the route", () => {
  expect(readFragment("#token=abc&at=/journeys/a")).toEqual({ token: "abc", at: "/journeys/a" });
  expect(readFragment("")).toEqual({ token: "", at: "/" });
  expect(readFragment("#at=//evil.example")).toEqual({ token: "", at: "/" });
  for (const at of ["/", "/journeys/after-trip?node=mail", "/a b&c+d%e#f", "/é"]) {
    expect(readFragment(writeFragment({ token: "t-_1", at }))).toEqual({ token: "t-_1", at });
    expect(readFragment(writeFragment({ token: "", at })).at).toBe(at);
  }
  expect(journeyOf(readFragment("#token=abc&at=/journeys/a/live").at)).toBe("a");
  expect(journeyOf(readFragment("#token=abc&at=/outbox/s1").at)).toBeUndefined();
  expect(writeFragment({ token: "t", at: "/journeys/a" })).toBe("#token=t&at=/journeys/a");
});

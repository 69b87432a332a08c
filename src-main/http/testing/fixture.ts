import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventPublisher, os } from "@orpc/server";
import { z } from "zod";
import { startHttpHost } from "../host.ts";
import type { HttpHost, HttpHostOptions } from "../host.ts";

/** A router with one of each shape of procedure, so that hosts and transports are tested without the product's API. */
export function createSampleRouter() {
  const bus = new EventPublisher<{ line: string }>();
  const state = { openSubscriptions: 0 };
  const procedure = os.$context<{ transport: string }>();
  const router = {
    transport: procedure.handler(({ context }) => context.transport),
    echo: procedure.input(z.object({ text: z.string() })).handler(({ input }) => input.text),
    say: procedure
      .input(z.object({ text: z.string() }))
      .handler(({ input }) => bus.publish("line", input.text)),
    crash: procedure.handler(() => {
      throw new Error("secret detail");
    }),
    listen: procedure.handler(async function* ({ signal }) {
      state.openSubscriptions += 1;
      try {
        yield "ready";
        for await (const line of bus.subscribe("line", { signal })) yield line;
      } finally {
        state.openSubscriptions -= 1;
      }
    }),
  };
  return { router, state };
}

/** The type of the sample router, for clients made from it. */
export type SampleRouter = ReturnType<typeof createSampleRouter>["router"];

/** A running host over the sample router and a tiny built app, with a secret file outside the app's folder. */
export interface Fixture {
  host: HttpHost;
  state: { openSubscriptions: number };
  close(): Promise<void>;
}

/** Starts the host under test on free ports. */
export async function startFixture(options: Partial<HttpHostOptions> = {}): Promise<Fixture> {
  const folder = mkdtempSync(join(tmpdir(), "parcours-http-"));
  const staticDir = join(folder, "renderer");
  mkdirSync(join(staticDir, "assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "outside");
  writeFileSync(
    join(staticDir, "index.html"),
    '<!doctype html><html><head lang="en"></head><body></body></html>',
  );
  writeFileSync(join(staticDir, "assets", "app-AbCd1234.js"), "export {};");
  writeFileSync(join(staticDir, "plain.svg"), "<svg/>");
  const { router, state } = createSampleRouter();
  const host = await startHttpHost({
    router,
    context: (transport) => ({ transport }),
    staticDir,
    ...options,
  });
  return {
    host,
    state,
    close: async () => {
      await host.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** An answer as it came over the wire. */
interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Node's `request`, handed in by the test: this folder listens, and only tests dial. */
type Dial = (options: RequestOptions, answer: (response: IncomingMessage) => void) => ClientRequest;

/** Parts of a request, each under control, which `fetch` does not allow. */
interface RawRequest {
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

/** Headers of a call that is right in every respect. */
export function goodHeaders(host: HttpHost): Record<string, string> {
  return {
    Host: `127.0.0.1:${host.port}`,
    Origin: host.url,
    Authorization: `Bearer ${host.token}`,
    "Content-Type": "application/json",
    "Sec-Fetch-Site": "same-origin",
  };
}

/** Makes requests byte by byte as tests want them. */
export function createCaller(dial: Dial) {
  const rawRequest = (port: number, path: string, { method = "GET", headers, body }: RawRequest = {}) =>
    new Promise<RawAnswer>((resolve, reject) => {
      const call = dial({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
        response.on("error", reject);
      });
      call.on("error", reject);
      call.end(body);
    });

  /** Calls `echo` over HTTP with some headers changed; `undefined` leaves a header out. */
  const callEcho = (
    host: HttpHost,
    changes: Record<string, string | undefined> = {},
    body: string | Buffer = JSON.stringify({ json: { text: "hello" } }),
  ) => {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries({ ...goodHeaders(host), ...changes })) {
      if (value !== undefined) headers[name] = value;
    }
    return rawRequest(host.port, "/rpc/echo", { method: "POST", headers, body });
  };
  return { rawRequest, callEcho };
}

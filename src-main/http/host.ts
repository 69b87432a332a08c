import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AnyRouter, Context } from "@orpc/server";
import { BodyLimitPlugin, RPCHandler } from "@orpc/server/node";
import { previewDocument } from "../../src-shared/api/desktop.ts";
import type { PreviewDocument } from "../../src-shared/api/desktop.ts";
import { sendFile, sendJson, sendRefusal } from "./answer.ts";
import { isolationHeaders } from "./csp.ts";
import { readFileMap } from "./file-map.ts";
import {
  bearerToken,
  bodyLimitBytes,
  checkFetchSite,
  checkHost,
  checkJsonPost,
  checkOrigin,
} from "./guard.ts";
import { protocolToken } from "./guard.ts";
import type { Refusal } from "./guard.ts";
import { createPreviewServer, createPreviewStore } from "./previews.ts";
import { readJson } from "./read-json.ts";
import { createToken, createTokenGate } from "./token.ts";
import { serveWebSocket } from "./websocket.ts";

/** What the loopback host needs. The router is whatever implements the API contract; the host knows none of it. */
export interface HttpHostOptions {
  router: AnyRouter;
  /** Makes the context of the calls of one request or one connection. */
  context: (transport: "http" | "ws") => Context;
  /** Folder of the built app. */
  staticDir: string;
  /** A fixed port, or 0 and absent for any free one. */
  port?: number;
  /** For tests and for the development proxy; otherwise a fresh one per launch. */
  token?: string;
  /** Monotonic clock in milliseconds, for the lock-out. */
  now?: () => number;
  onListening?: (address: { url: string; token: string }) => void;
}

/** A running loopback host. */
export interface HttpHost {
  /** Origin of the app, such as `http://127.0.0.1:41730`; the token belongs behind it as `/#token=…`. */
  url: string;
  token: string;
  port: number;
  previewPort: number;
  /** Keeps a document for the preview origin and returns its address. */
  registerPreview(document: PreviewDocument): string;
  close(): Promise<void>;
}

/** Bodies of `/preview` are one message of at most 1 MiB (domain.md, Limits), escaped. */
const previewBodyLimit = 5 * 1024 * 1024;

/**
 * Serves the app to a browser on this machine (reliability.md, Loopback host). Everything is checked before anything
 * is routed, in this order: Host, Fetch Metadata, Origin, and for all but static files method, type, size and token.
 * @throws with the system's code (such as `EADDRINUSE`) when the port cannot be had, or when `staticDir` is unreadable
 */
export async function startHttpHost(options: HttpHostOptions): Promise<HttpHost> {
  const files = readFileMap(options.staticDir);
  const token = options.token ?? createToken();
  const gate = createTokenGate(token, options.now);
  const previews = createPreviewStore();
  const rpc = new RPCHandler(options.router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: bodyLimitBytes })],
  });
  let port = 0;
  let previewPort = 0;

  const checkToken = (presented: string | undefined): Refusal | null => {
    const verdict = gate.check(presented);
    if (verdict.status === "ok") return null;
    if (verdict.status === "bad") return { status: 401, code: "token-refused" };
    return { status: 429, code: "locked", headers: { "Retry-After": String(verdict.retryAfterSeconds) } };
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refuse = (refusal: Refusal) => sendRefusal(response, refusal);
    const { method, headers } = request;
    const path = (request.url ?? "").split("?")[0] ?? "";
    const isCall = path === "/rpc" || path.startsWith("/rpc/") || path === "/session" || path === "/preview";
    const foreign =
      checkHost(request, port) ?? checkFetchSite(headers) ?? checkOrigin(headers, isCall || !isRead(method));
    if (foreign) return refuse(foreign);
    const hostname = (headers.host ?? "").split(":")[0] ?? "";
    const preview = `http://${hostname}:${previewPort}`;
    if (!isCall) {
      if (!isRead(method))
        return refuse({ status: 405, code: "method-refused", headers: { Allow: "GET, HEAD" } });
      return sendFile(request, response, files, { connect: [`ws://${headers.host}`], preview });
    }
    const unfit = checkJsonPost(request) ?? checkToken(bearerToken(headers));
    if (unfit) return refuse(unfit);
    // A page whose WebSocket was refused asks here whether its token is to blame.
    if (path === "/session") return sendJson(response, { ok: true });
    if (path === "/preview") {
      const body = await readJson(request, previewBodyLimit);
      if (!body.ok) return refuse(body.refusal);
      const document = previewDocument.safeParse(body.value);
      if (!document.success) return refuse({ status: 400, code: "preview-refused" });
      return sendJson(response, { url: preview + previews.register(document.data) });
    }
    for (const [name, value] of Object.entries({ ...isolationHeaders, "Cache-Control": "no-store" })) {
      response.setHeader(name, value);
    }
    const { matched } = await rpc.handle(request, response, {
      prefix: "/rpc",
      context: options.context("http"),
    });
    if (!matched) refuse({ status: 404, code: "not-found" });
  };

  const server = createServer((request, response) => {
    route(request, response).catch(() => {
      // The peer went away in the middle of its body; there is nobody left to answer.
      response.destroy();
    });
  });
  const endConnections = serveWebSocket(server, {
    router: options.router,
    context: () => options.context("ws"),
    admit: (request) =>
      checkHost(request, port) ??
      checkFetchSite(request.headers) ??
      checkOrigin(request.headers, true) ??
      (request.url === "/ws" ? null : { status: 404 as const, code: "not-found" }) ??
      checkToken(protocolToken(request.headers)),
  });
  const previewServer = createPreviewServer(previews, () => port);
  port = await listen(server, options.port ?? 0);
  try {
    previewPort = await listen(previewServer, 0);
  } catch (error) {
    server.close();
    throw error;
  }
  const url = `http://127.0.0.1:${port}`;
  options.onListening?.({ url, token });
  return {
    url,
    token,
    port,
    previewPort,
    registerPreview: (document) => `http://127.0.0.1:${previewPort}${previews.register(document)}`,
    close: async () => {
      endConnections();
      await Promise.all([stop(server), stop(previewServer)]);
    },
  };
}

function isRead(method: string | undefined): boolean {
  return method === "GET" || method === "HEAD";
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

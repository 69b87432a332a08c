import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { STATUS_CODES } from "node:http";
import { createNonce, isolationHeaders, pagePolicy, withNonce } from "./csp.ts";
import type { PagePolicy } from "./csp.ts";
import type { FileMap } from "./file-map.ts";
import type { Refusal } from "./guard.ts";

/** Sends a refusal as JSON: a code for programs, nothing that helps a stranger. */
export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  response
    .writeHead(refusal.status, {
      ...isolationHeaders,
      ...refusal.headers,
      "Cache-Control": "no-store",
      "Content-Type": "application/json",
    })
    .end(JSON.stringify({ code: refusal.code }));
}

/** Turns a WebSocket upgrade away with a plain HTTP answer; a browser shows the page only that it failed. */
export function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  const headers = Object.entries({
    ...isolationHeaders,
    ...refusal.headers,
    Connection: "close",
    "Content-Length": "0",
  });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ""}\r\n${lines}\r\n`);
}

/** Sends JSON that must not be kept anywhere. */
export function sendJson(response: ServerResponse, body: unknown): void {
  response
    .writeHead(200, { ...isolationHeaders, "Cache-Control": "no-store", "Content-Type": "application/json" })
    .end(JSON.stringify(body));
}

/**
 * Serves a file of the built app. Pages get a fresh nonce and policy each time, so they are never kept; names with a
 * content hash are kept for good; the rest is asked about again with its ETag.
 */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  files: FileMap,
  policy: Omit<PagePolicy, "nonce">,
): void {
  const path = (request.url ?? "").split("?")[0] ?? "";
  const file = files.get(path === "/" ? "/index.html" : path);
  if (!file) return sendRefusal(response, { status: 404, code: "not-found" });
  const nonce = createNonce();
  const headers: Record<string, string> = {
    ...isolationHeaders,
    "Content-Security-Policy": pagePolicy({ ...policy, nonce }),
    "Content-Type": file.type,
  };
  const page = file.type.startsWith("text/html");
  if (page) {
    headers["Cache-Control"] = "no-store";
  } else {
    headers["Cache-Control"] = file.immutable ? "private, max-age=31536000, immutable" : "private, no-cache";
    headers["ETag"] = file.etag;
    if (request.headers["if-none-match"] === file.etag) {
      response.writeHead(304, headers).end();
      return;
    }
  }
  const body = page ? Buffer.from(withNonce(file.body.toString("utf8"), nonce)) : file.body;
  response.writeHead(200, { ...headers, "Content-Length": String(body.length) });
  response.end(request.method === "HEAD" ? undefined : body);
}

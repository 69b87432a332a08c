import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** Why a request was turned away, before anything of the app saw it. */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 503;
  code: string;
  headers?: Record<string, string>;
}

/** Largest body and largest WebSocket message: a 20 MiB document (domain.md, Limits) and its envelope. */
export const bodyLimitBytes = 21 * 1024 * 1024;

/** The two names under which a loopback port may be addressed. Anything else is DNS rebinding or a mistake. */
function allowedHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/** Refuses a request whose Host is missing, repeated or not exactly ours. */
export function checkHost(request: IncomingMessage, port: number): Refusal | null {
  const hosts = request.headersDistinct["host"] ?? [];
  const [host] = hosts;
  if (hosts.length !== 1 || host === undefined || !allowedHosts(port).includes(host)) {
    return { status: 403, code: "host-refused" };
  }
  return null;
}

/**
 * Refuses another site's page. The Origin must be that of the Host the request was sent to; where a plain GET or HEAD
 * of a static file may come without one, it still may not come with a wrong one.
 */
export function checkOrigin(headers: IncomingHttpHeaders, required: boolean): Refusal | null {
  const { origin, host } = headers;
  if (origin === undefined && !required) return null;
  return origin === `http://${host}` ? null : { status: 403, code: "origin-refused" };
}

/** Refuses what the browser itself says was started by another site (Fetch Metadata); absent outside browsers. */
export function checkFetchSite(headers: IncomingHttpHeaders): Refusal | null {
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none"
    ? null
    : { status: 403, code: "cross-site-refused" };
}

/** Refuses everything but a POST of JSON that announces no more than the limit. */
export function checkJsonPost(request: IncomingMessage): Refusal | null {
  if (request.method !== "POST") return { status: 405, code: "method-refused", headers: { Allow: "POST" } };
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/json(\s*;\s*charset=utf-8)?$/i.test(type)) return { status: 415, code: "json-only" };
  if (Number(request.headers["content-length"] ?? 0) > bodyLimitBytes) {
    return { status: 413, code: "body-too-large", headers: { Connection: "close" } };
  }
  return null;
}

/** The token of an `Authorization: Bearer` header, if it has that form. */
export function bearerToken(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer ([A-Za-z0-9_-]{1,256})$/.exec(headers.authorization ?? "")?.[1];
}

/** The token among WebSocket subprotocols: `parcours, bearer.<token>`, the only header a browser lets a page choose. */
export function protocolToken(headers: IncomingHttpHeaders): string | undefined {
  const offered = (headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
  if (!offered.includes("parcours")) return undefined;
  return offered.find((name) => name.startsWith("bearer."))?.slice("bearer.".length);
}

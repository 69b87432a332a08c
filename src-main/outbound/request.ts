import { request as requestHttp } from "node:http";
import type { Agent, IncomingMessage, RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { failed, failureOf } from "./failure.ts";
import type { OutboundFailure } from "./failure.ts";
import { authorities, fixedLookup } from "./open-socket.ts";
import { ACCEPT_ENCODING, AnswerTooLarge, readBody, UnknownEncoding } from "./read-body.ts";
import { bareHost, checkTarget } from "./target.ts";
import type { TargetRules } from "./target.ts";
import { withAbort } from "./with-abort.ts";

/** A request as callers wish it. */
export interface HttpWish {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Names of headers that only the first origin may see, besides `Authorization`, `Cookie` and their like. */
  secretHeaders?: readonly string[];
  /** Most redirects followed; 0 hands a redirect back as the answer. Default 5. */
  redirects?: number;
  /** Most milliseconds for everything: names, redirects, answer. Default and most: 30 s. */
  timeoutMs?: number;
  /** Most bytes of the answer, unpacked. Default 1 MiB. */
  answerBytes?: number;
  /** PEM of one more authority to trust. */
  ca?: string | undefined;
}

/** What came back. */
export interface HttpAnswer {
  ok: true;
  status: number;
  /** Lower-case names; repeated ones joined by a comma. */
  headers: Record<string, string>;
  body: Buffer;
  /** Where the answer came from after redirects. */
  url: string;
}

/** The sockets requests share, ten to a host. */
export interface Agents {
  http: Agent;
  https: Agent;
}

/** reliability.md, Untrusted content: outbound HTTP. */
export const HTTP_LIMITS = { redirects: 5, totalMs: 30_000, answerBytes: 1024 * 1024, socketsPerHost: 10 };

const SECRET_HEADERS = ["authorization", "proxy-authorization", "cookie", "parcours-signature"];
/** What frames a request is ours to say; a template must not. */
const OWN_HEADERS =
  /^(host|connection|keep-alive|transfer-encoding|content-length|upgrade|te|trailer|expect)$/i;

/**
 * Sends a request and reads the answer. Each hop is resolved, checked and connected by itself. Redirects keep method
 * and body (RFC 9110, section 15.4: only 303 asks for a GET), since a POST that silently became a GET would be lost;
 * they never lead from https to http, and secrets stay with the first origin.
 */
export async function sendRequest(
  wish: HttpWish,
  rules: TargetRules,
  agents: Agents,
  signal: AbortSignal,
): Promise<HttpAnswer | OutboundFailure> {
  const limitMs = Math.min(wish.timeoutMs ?? HTTP_LIMITS.totalMs, HTTP_LIMITS.totalMs);
  const timer = AbortSignal.timeout(limitMs);
  const either = AbortSignal.any([timer, signal]);
  let url = webUrl(wish.url);
  let current = wish;
  let taken = false;
  for (let hop = 0; ; hop += 1) {
    if (url === undefined)
      return failed("bad-url", hop === 0 ? "not an http address" : "bad redirect", taken);
    if (Object.keys(current.headers ?? {}).some((name) => OWN_HEADERS.test(name)))
      return failed("bad-header", "a header that only the program may set");
    const target = await withAbort(checkTarget(bareHost(url), portOf(url), rules), either);
    if (target === "aborted")
      return failed(timer.aborted ? "timeout" : "aborted", "no address in time", taken);
    if (!target.ok) return { ...target, sent: taken };
    const lookup = fixedLookup(target.addresses);
    const answer = await oneHop(url, target.host, current, lookup, agents, either, timer);
    if (!answer.ok) return { ...answer, sent: answer.sent || taken };
    const location = answer.headers["location"];
    const most = wish.redirects ?? HTTP_LIMITS.redirects;
    if (most === 0 || location === undefined || ![301, 302, 303, 307, 308].includes(answer.status))
      return answer;
    if (hop >= most) return failed("too-many-redirects", `more than ${most}`, taken);
    const next = URL.parse(location, url.href) ?? undefined;
    if (next !== undefined && url.protocol === "https:" && next.protocol !== "https:")
      return failed("bad-redirect", "from https to something less", taken);
    if (answer.status === 303) taken = true;
    current = redirected(current, answer.status, next === undefined || next.origin !== url.origin);
    url = next === undefined ? undefined : webUrl(next.href);
  }
}

/** A web address without name and password in it; those belong into headers, where they are kept back. */
function webUrl(text: string): URL | undefined {
  if (/[\r\n\t]/.test(text)) return undefined;
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    return undefined;
  return url;
}

/** Port 0 stays what it is: nothing listens there, and the check says so. */
function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

function redirected(wish: HttpWish, status: number, elsewhere: boolean): HttpWish {
  const secret = [...SECRET_HEADERS, ...(wish.secretHeaders ?? []).map((name) => name.toLowerCase())];
  const toGet = status === 303 && wish.method !== "HEAD";
  const headers = Object.fromEntries(
    Object.entries(wish.headers ?? {}).filter(([name]) => {
      const lower = name.toLowerCase();
      return !(elsewhere && secret.includes(lower)) && !(toGet && lower.startsWith("content-"));
    }),
  );
  const { body, ...rest } = wish;
  return { ...rest, headers, ...(toGet ? { method: "GET" } : body === undefined ? {} : { body }) };
}

function oneHop(
  url: URL,
  host: string,
  wish: HttpWish,
  lookup: RequestOptions["lookup"],
  agents: Agents,
  signal: AbortSignal,
  timer: AbortSignal,
): Promise<HttpAnswer | OutboundFailure> {
  return new Promise((resolve) => {
    let sent = false;
    const fail = (error: unknown) => resolve(failureOf(error, sent, timer.aborted));
    const encrypted = url.protocol === "https:";
    try {
      const request = (encrypted ? requestHttps : requestHttp)({
        method: wish.method,
        host,
        port: portOf(url),
        path: `${url.pathname}${url.search}`,
        headers: { "Accept-Encoding": ACCEPT_ENCODING, ...wish.headers, Host: url.host },
        agent: encrypted ? agents.https : agents.http,
        lookup,
        signal,
        ...(encrypted ? authorities(wish.ca) : {}),
      });
      request.on("socket", (socket) => {
        if (socket.connecting) socket.once(encrypted ? "secureConnect" : "connect", () => (sent = true));
        else sent = true;
      });
      request.on("error", fail);
      request.on("response", (message) => void read(message, url, wish, timer).then(resolve));
      request.end(wish.body);
    } catch (error) {
      fail(error);
    }
  });
}

async function read(
  message: IncomingMessage,
  url: URL,
  wish: HttpWish,
  timer: AbortSignal,
): Promise<HttpAnswer | OutboundFailure> {
  try {
    const body = await readBody(message, wish.answerBytes ?? HTTP_LIMITS.answerBytes);
    const headers = Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(", ") : (value ?? ""),
      ]),
    );
    return { ok: true, status: message.statusCode ?? 0, headers, body, url: url.href };
  } catch (error) {
    message.destroy();
    if (error instanceof AnswerTooLarge) return failed("answer-too-large", error.message, true);
    if (error instanceof UnknownEncoding) return failed("bad-answer", `packed as ${error.message}`, true);
    return failureOf(error, true, timer.aborted);
  }
}

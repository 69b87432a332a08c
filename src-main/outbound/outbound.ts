import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import { failed } from "./failure.ts";
import type { OutboundFailure } from "./failure.ts";
import { openSocket } from "./open-socket.ts";
import type { TlsWish } from "./open-socket.ts";
import { HTTP_LIMITS, sendRequest } from "./request.ts";
import type { HttpAnswer, HttpWish } from "./request.ts";
import { checkTarget, normalHost, systemResolve } from "./target.ts";
import type { LocalTarget, Resolve } from "./target.ts";
import { withAbort } from "./with-abort.ts";

/** The only way out of the machine (reliability.md, Untrusted content: outbound HTTP). */
export interface Outbound {
  /** Sends an HTTP request. Never throws for what the other side does. */
  request(wish: HttpWish, signal?: AbortSignal): Promise<HttpAnswer | OutboundFailure>;
  /** Opens a checked socket for protocols of their own (SMTP, HTTP/2). The caller closes it. */
  connect(wish: SocketWish, signal?: AbortSignal): Promise<{ ok: true; socket: Socket } | OutboundFailure>;
  /** Ends idle connections. */
  close(): void;
}

/** Where a socket shall lead. */
export interface SocketWish {
  host: string;
  port: number;
  tls?: TlsWish | undefined;
  /** Most milliseconds until it is open, names included. Default 30 s. */
  timeoutMs?: number | undefined;
}

/** Milliseconds an idle connection is kept; shorter than servers usually do, so that few requests meet a closed one. */
const IDLE_MS = 4_000;

/**
 * Opens the way out.
 * @param options.local targets in the user's own network that are allowed at the moment of asking
 * @param options.resolve finds addresses of names; the system's unless a test says otherwise
 */
export function createOutbound(options: {
  local: () => readonly LocalTarget[];
  resolve?: Resolve;
}): Outbound {
  const shared = { keepAlive: true, maxSockets: HTTP_LIMITS.socketsPerHost, timeout: IDLE_MS };
  const agents = { http: new HttpAgent(shared), https: new HttpsAgent(shared) };
  const rules = () => ({ local: options.local(), resolve: options.resolve ?? systemResolve });
  const never = new AbortController().signal;
  return {
    request: (wish, signal = never) => sendRequest(wish, rules(), agents, signal),
    async connect(wish, signal = never) {
      const timer = AbortSignal.timeout(wish.timeoutMs ?? HTTP_LIMITS.totalMs);
      const either = AbortSignal.any([timer, signal]);
      const ended = () => failed(timer.aborted ? "timeout" : "aborted", "no connection in time");
      const host = normalHost(wish.host);
      if (host === undefined) return failed("bad-url", "not a host");
      const target = await withAbort(checkTarget(host, wish.port, rules()), either);
      if (target === "aborted") return ended();
      if (!target.ok) return target;
      const opened = await openSocket(target, wish.tls, either);
      return !opened.ok && either.aborted ? ended() : opened;
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

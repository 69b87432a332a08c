import { connect, constants } from "node:http2";
import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders } from "node:http2";
import { failed, failureOf } from "./failure.ts";
import type { OutboundFailure } from "./failure.ts";
import type { Outbound } from "./outbound.ts";

/** A request over HTTP/2. */
export interface Http2Wish {
  /** `:path`. */
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** One server spoken to over one session at a time, as push services want it. */
export interface Http2Client {
  request(
    wish: Http2Wish,
    signal: AbortSignal,
  ): Promise<{ ok: true; status: number; headers: Record<string, string>; body: Buffer } | OutboundFailure>;
  close(): void;
}

const ANSWER_BYTES = 64 * 1024;
const TIMEOUT_MS = 30_000;
/** Milliseconds without a request after which the session ends. */
const IDLE_MS = 60_000;

/** Speaks HTTP/2 (RFC 9113) over sockets that {@link Outbound} checked. The session is opened when first needed. */
export function createHttp2Client(
  outbound: Outbound,
  server: { host: string; port: number; ca?: string | undefined },
): Http2Client {
  let opening: Promise<ClientHttp2Session | OutboundFailure> | undefined;

  const open = async (signal: AbortSignal): Promise<ClientHttp2Session | OutboundFailure> => {
    const { host, port, ca } = server;
    const connected = await outbound.connect({ host, port, tls: { ca, protocols: ["h2"] } }, signal);
    if (!connected.ok) return connected;
    const authority = `https://${host.includes(":") ? `[${host}]` : host}:${port}`;
    const session = connect(authority, { createConnection: () => connected.socket });
    // What breaks a session is told to its streams; a session alone with its error must not end the process.
    session.on("error", () => undefined);
    session.setTimeout(IDLE_MS, () => session.close());
    const forget = () => {
      opening = undefined;
    };
    session.once("close", forget).once("goaway", forget);
    session.unref();
    return session;
  };

  return {
    async request(wish, signal) {
      const timer = AbortSignal.timeout(TIMEOUT_MS);
      const either = AbortSignal.any([signal, timer]);
      opening ??= open(either);
      const session = await opening;
      if ("ok" in session) {
        opening = undefined;
        return timer.aborted ? failed("timeout", "no connection in time") : session;
      }
      if (session.closed || session.destroyed) {
        opening = undefined;
        return failed("connection-lost", "the session ended");
      }
      session.ref();
      const stream = session.request({ ":method": "POST", ":path": wish.path, ...wish.headers });
      const answer = await read(stream, wish.body, either, () => timer.aborted);
      if (!session.closed) session.unref();
      return answer;
    },
    close() {
      const ending = opening;
      opening = undefined;
      void ending?.then((session) => {
        if (!("ok" in session)) session.close();
      });
    },
  };
}

function read(
  stream: ClientHttp2Stream,
  body: string,
  signal: AbortSignal,
  timedOut: () => boolean,
): ReturnType<Http2Client["request"]> {
  return new Promise((resolve) => {
    let sent = true;
    let head: IncomingHttpHeaders & { ":status"?: number | undefined } = {};
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = () => stream.destroy(new DOMException("aborted", "AbortError"));
    signal.addEventListener("abort", stop, { once: true });
    const done = (answer: Awaited<ReturnType<Http2Client["request"]>>) => {
      signal.removeEventListener("abort", stop);
      resolve(answer);
    };
    stream.on("response", (headers) => (head = headers));
    stream.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > ANSWER_BYTES) stream.destroy(new Error("more than the answer may have"));
      else chunks.push(chunk);
    });
    stream.on("error", (error) => done(failureOf(error, sent, timedOut())));
    stream.on("close", () => {
      // REFUSED_STREAM promises that nothing was done with it (RFC 9113, section 8.7).
      if (stream.rstCode === constants.NGHTTP2_REFUSED_STREAM) sent = false;
      const status = head[":status"];
      if (status === undefined)
        return done(failed("connection-lost", "the stream ended without an answer", sent));
      const headers = Object.fromEntries(
        Object.entries(head).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
      );
      done({ ok: true, status, headers, body: Buffer.concat(chunks, size) });
    });
    if (signal.aborted) stop();
    else stream.end(body);
  });
}

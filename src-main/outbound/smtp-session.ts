import type { Socket } from "node:net";
import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { isTlsError } from "./failure.ts";
import { authorities } from "./open-socket.ts";

/** How a session is opened over a socket that is there already. */
export interface SmtpWish {
  socket: Socket;
  /** Whether the socket is encrypted already (implicit TLS). */
  secured: boolean;
  /** Name of the server, for its certificate. */
  host: string;
  /** `required`: without STARTTLS nothing is said; `never`: the session stays as it is. */
  starttls: "required" | "never";
  ca?: string | undefined;
  auth?: { user: string; pass: string } | undefined;
  /** Name this machine gives itself (EHLO). */
  name?: string | undefined;
  /** Milliseconds until the greeting, and of silence later on. */
  greetingMs: number;
  silenceMs: number;
}

/** Why a step of a session failed. */
export interface SmtpFailure {
  ok: false;
  /** Reply code of the server, where it gave one. */
  code?: number;
  /** The server's words, at most 500 characters. */
  response?: string;
  /** The step: `CONN`, `EHLO`, `STARTTLS`, `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`… */
  command: string;
  cause: "answer" | "lost" | "timeout" | "tls" | "auth" | "aborted";
  /** Whether the session stood already; what fails before concerns every message. */
  stage: "opening" | "session";
  /**
   * Whether the dot that ends the message may have left. While false the server cannot have taken the message
   * (RFC 5321, section 4.1.1.4); once true and without a reply nobody can tell.
   */
  ended: boolean;
}

/** An open session: one message after another. */
export interface SmtpSession {
  /** Offers one message to one recipient. The bytes of the recipient go into the envelope as they are. */
  send(
    envelope: { from: string; to: string },
    message: Buffer,
    signal: AbortSignal,
  ): Promise<{ ok: true; response: string } | SmtpFailure>;
  /** Whether another message can be sent in it. */
  readonly usable: boolean;
  /** Clears what a refused recipient left behind; false when the session is spent. */
  reset(): Promise<boolean>;
  /** Says good-bye. */
  quit(): void;
  /** Cuts the connection. */
  destroy(): void;
}

/** Greets, encrypts and signs in. Never rejects; a failure leaves no connection behind. */
export async function openSmtp(
  wish: SmtpWish,
  signal: AbortSignal,
): Promise<{ ok: true; session: SmtpSession } | SmtpFailure> {
  const connection = new SMTPConnection({
    connection: wish.socket,
    secure: wish.secured,
    secured: wish.secured,
    host: wish.host,
    name: wish.name,
    requireTLS: wish.starttls === "required",
    ignoreTLS: wish.starttls === "never",
    greetingTimeout: wish.greetingMs,
    connectionTimeout: wish.greetingMs,
    socketTimeout: wish.silenceMs,
    socketCloseTimeout: 0,
    tls: { ...authorities(wish.ca), minVersion: "TLSv1.2" },
  });
  const state: State = { broken: undefined, over: false };
  connection.on("error", (error: unknown) => {
    state.broken ??= error;
  });
  connection.on("end", () => {
    state.over = true;
  });
  const step = (work: (done: (error?: unknown) => void) => void) => oneStep(connection, signal, state, work);
  const greeted = await step((done) => connection.connect(done));
  if (greeted !== undefined) return drop(connection, greeted);
  const { auth } = wish;
  if (auth !== undefined) {
    const signedIn = await step((done) => connection.login({ user: auth.user, pass: auth.pass }, done));
    if (signedIn !== undefined) return drop(connection, signedIn);
  }
  return { ok: true, session: makeSession(connection, state) };
}

function makeSession(connection: SMTPConnection, state: State): SmtpSession {
  return {
    get usable() {
      return !state.over && state.broken === undefined;
    },
    async send(envelope, message, signal) {
      let response = "";
      let ended = false;
      let at = 0;
      // The library writes the final dot when its source ends: the source says so itself, just before. It hands out
      // pieces as the connection takes them, so that a large message cut in the middle is known to have no end.
      const source = new Readable({
        read() {
          const piece = message.subarray(at, at + PIECE_BYTES);
          at += piece.length;
          if (piece.length === 0) ended = true;
          this.push(piece.length === 0 ? null : piece);
        },
      });
      const failure = await oneStep(connection, signal, state, (done) =>
        connection.send(
          { from: envelope.from, to: [envelope.to], size: message.length },
          source,
          (error, info) => {
            response = info?.response ?? "";
            done(error ?? undefined);
          },
        ),
      );
      if (failure === undefined) return { ok: true, response: response.slice(0, 500) };
      if (failure.cause !== "answer" || failure.code === 421) connection.close();
      return { ...failure, stage: "session", ended };
    },
    reset: async () => {
      if (state.over || state.broken !== undefined) return false;
      return (
        (await oneStep(connection, AbortSignal.timeout(10_000), state, (done) => connection.reset(done))) ===
        undefined
      );
    },
    quit: () => {
      if (!state.over) connection.quit();
    },
    destroy: () => connection.close(),
  };
}

const PIECE_BYTES = 16 * 1024;

interface State {
  broken: unknown;
  over: boolean;
}

/** One step of the library, ended by its callback, by an error of the connection, by its end, or by the signal. */
function oneStep(
  connection: SMTPConnection,
  signal: AbortSignal,
  state: State,
  work: (done: (error?: unknown) => void) => void,
): Promise<SmtpFailure | undefined> {
  return new Promise((resolve) => {
    const finish = (failure: SmtpFailure | undefined) => {
      connection.off("error", onError).off("end", onEnd);
      signal.removeEventListener("abort", onAbort);
      resolve(failure);
    };
    const onError = (error: unknown) => finish(describe(error));
    const onEnd = () => finish(state.broken === undefined ? lost("CONN") : describe(state.broken));
    const onAbort = () => {
      connection.close();
      finish({ ...lost("CONN"), cause: "aborted" });
    };
    if (signal.aborted) return onAbort();
    connection.once("error", onError).once("end", onEnd);
    signal.addEventListener("abort", onAbort, { once: true });
    work((error) => {
      // An answer that is an error comes here first; what ends the connection says more, and comes in the same turn.
      finish(error === undefined || error === null ? undefined : describe(error));
    });
  });
}

function drop(connection: SMTPConnection, failure: SmtpFailure): SmtpFailure {
  connection.close();
  return failure;
}

function lost(command: string): SmtpFailure {
  return { ok: false, command, cause: "lost", stage: "opening", ended: false };
}

function describe(error: unknown): SmtpFailure {
  if (!(error instanceof Error)) return lost("CONN");
  const { responseCode, response, command, code, originalCode } = error as Error & Record<string, unknown>;
  const answered = typeof responseCode === "number" && responseCode >= 400 && responseCode < 600;
  return {
    ...lost(typeof command === "string" ? command : "CONN"),
    cause: answered ? "answer" : causeOf(String(code), String(originalCode)),
    ...(answered ? { code: responseCode } : {}),
    ...(typeof response === "string" ? { response: response.slice(0, 500) } : {}),
  };
}

function causeOf(code: string, original: string): SmtpFailure["cause"] {
  if (code === "ETIMEDOUT") return "timeout";
  if (code === "ETLS" || isTlsError(original)) return "tls";
  return code === "EAUTH" ? "auth" : "lost";
}

import type { OutboundFailure } from "../../outbound/failure.ts";
import type { SmtpFailure, SmtpSession } from "../../outbound/smtp-session.ts";

/** Opens one session. */
export type OpenSession = (
  signal: AbortSignal,
) => Promise<{ ok: true; session: SmtpSession } | SmtpFailure | OutboundFailure>;

/** Sessions that are kept open for the next messages. */
export interface SmtpPool {
  send(
    envelope: { from: string; to: string },
    message: Buffer,
    signal: AbortSignal,
  ): Promise<{ ok: true; response: string } | SmtpFailure | OutboundFailure>;
  close(): void;
}

/** Milliseconds a session waits for another message; below the shortest patience of usual servers. */
const IDLE_MS = 10_000;
/** Servers count what comes in one session; a fresh one is cheap enough then. */
const MESSAGES_A_SESSION = 100;

/** Keeps at most `size` sessions; further messages wait for one. */
export function createPool(open: OpenSession, size: number): SmtpPool {
  const idle: { session: SmtpSession; sent: number; timer: NodeJS.Timeout }[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  const take = () => {
    for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) {
      clearTimeout(kept.timer);
      if (kept.session.usable) return kept;
    }
    return undefined;
  };
  const keep = (session: SmtpSession, sent: number) => {
    if (!session.usable) return;
    if (closed || sent >= MESSAGES_A_SESSION) return session.quit();
    const entry = { session, sent, timer: setTimeout(() => retire(), IDLE_MS) };
    const retire = () => {
      const at = idle.indexOf(entry);
      if (at < 0) return;
      idle.splice(at, 1);
      session.quit();
    };
    // A waiting session is no reason to keep the process alive.
    entry.timer.unref();
    idle.push(entry);
  };

  const offer: SmtpPool["send"] = async (envelope, message, signal) => {
    const kept = take();
    if (kept !== undefined) {
      const result = await kept.session.send(envelope, message, signal);
      // The server had closed a session that waited: nothing was taken, a fresh one tells more.
      if (result.ok || result.cause !== "lost" || result.ended)
        return settle(kept.session, kept.sent, result);
    }
    const opened = await open(signal);
    if (!opened.ok) return opened;
    return settle(opened.session, 0, await opened.session.send(envelope, message, signal));
  };
  const settle = async <Result extends { ok: boolean }>(
    session: SmtpSession,
    sent: number,
    result: Result,
  ) => {
    if (result.ok || (await session.reset())) keep(session, sent + 1);
    else session.destroy();
    return result;
  };

  return {
    async send(envelope, message, signal) {
      if (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy += 1;
      try {
        return await offer(envelope, message, signal);
      } finally {
        const next = waiting.shift();
        if (next === undefined) busy -= 1;
        else next();
      }
    },
    close() {
      closed = true;
      for (const { session, timer } of idle.splice(0)) {
        clearTimeout(timer);
        session.quit();
      }
    },
  };
}

import type { EmailSettings } from "../../../src-shared/channels/email.ts";
import { isEmailAddress } from "../../../src-shared/person/address.ts";
import type { Outbound } from "../../outbound/outbound.ts";
import { openSmtp } from "../../outbound/smtp-session.ts";
import type { Attempt, Channel } from "../channel.ts";
import { connectAttempt, smtpAttempt } from "./answers.ts";
import { composeEmail } from "./compose.ts";
import { createPool } from "./pool.ts";
import type { OpenSession } from "./pool.ts";

/** What the email channel needs. */
export interface EmailParts {
  outbound: Outbound;
  settings: EmailSettings;
  secrets: { password?: string | undefined; dkimKey?: string | undefined };
  /** Epoch ms, for the Date header. */
  now: () => number;
  /** Patience in milliseconds; other values are for tests. */
  patience?: { greetingMs: number; silenceMs: number };
}

/** RFC 5321, section 4.5.3.2 wants more; a message that waits longer is better tried again in a fresh session. */
const PATIENCE = { greetingMs: 30_000, silenceMs: 120_000 };

/** Connecting, a silent server at its most silent, and a moment to say so. */
const LONGEST_MS = PATIENCE.greetingMs + PATIENCE.silenceMs + 5_000;

/** Email over SMTP (domain.md, Delivery: at most once). */
export function createEmailChannel(parts: EmailParts): Channel & { close(): void } {
  const { outbound, settings, secrets, now } = parts;
  const { greetingMs, silenceMs } = parts.patience ?? PATIENCE;
  const open: OpenSession = async (signal) => {
    const secured = settings.security === "tls";
    const ca = settings.authority;
    const connected = await outbound.connect(
      {
        host: settings.host,
        port: settings.port,
        timeoutMs: greetingMs,
        ...(secured ? { tls: { ca } } : {}),
      },
      signal,
    );
    if (!connected.ok) return connected;
    return openSmtp(
      {
        socket: connected.socket,
        secured,
        host: settings.host,
        starttls: settings.security === "starttls" ? "required" : "never",
        ca,
        auth: settings.user === "" ? undefined : { user: settings.user, pass: secrets.password ?? "" },
        name: settings.name === "" ? undefined : settings.name,
        greetingMs,
        silenceMs,
      },
      signal,
    );
  };
  const pool = createPool(open, settings.connections);
  return {
    id: "email",
    guarantee: "at-most-once",
    // Longer than our own patience with a silent server, so that the session says what it knows.
    limits: { concurrency: settings.connections, timeoutMs: LONGEST_MS },
    async deliver(message, signal): Promise<Attempt> {
      if (!isEmailAddress(message.to)) return { outcome: "terminal", reason: "bad-address" };
      if (!/^[\x21-\x3b\x3d\x3f-\x7e]{3,250}$/.test(message.messageId))
        throw new TypeError(`not a Message-ID: ${message.messageId}`);
      // Bulk mail nobody can end is against the law and the large providers' rules (reliability.md, Email law and manners).
      if (message.class === "promotional" && !/^https:\/\//i.test(message.unsubscribeUrl ?? ""))
        return { outcome: "terminal", reason: "no-unsubscribe-address" };
      const composed = await composeEmail(message, settings, secrets.dkimKey, now());
      if (!composed.ok) return { outcome: "terminal", reason: composed.reason };
      const result = await pool.send({ from: composed.from, to: message.to }, composed.bytes, signal);
      if (result.ok) return { outcome: "accepted", answer: { response: result.response } };
      return "cause" in result ? smtpAttempt(result) : connectAttempt(result);
    },
    close: () => pool.close(),
  };
}

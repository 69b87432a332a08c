import type { OutboundFailure } from "../../outbound/failure.ts";
import type { SmtpFailure } from "../../outbound/smtp-session.ts";
import type { Attempt } from "../channel.ts";

/**
 * The error table of email (RFC 5321, section 4.2; RFC 3463). The dot decides: until it may have left, the server
 * cannot have taken the message; once it may have, only a reply can tell, and silence is `unknown`.
 */
export function smtpAttempt(failure: SmtpFailure): Attempt {
  const { code, command, cause, stage } = failure;
  const detail = detailOf(failure);
  if (code !== undefined) return replyAttempt(code, command, stage, detail);
  if (failure.ended) return { outcome: "unknown", reason: "answer-lost", detail };
  switch (cause) {
    case "auth":
      return { outcome: "retryable", reason: "sign-in-refused", detail, down: true };
    case "tls":
      return { outcome: "retryable", reason: "tls-failed", detail, down: true };
    case "timeout":
      return { outcome: "retryable", reason: "timeout", detail, down: true };
    case "aborted":
      return { outcome: "retryable", reason: "aborted", detail };
    default:
      // Cut off before the session stood, the server is out of order; later it may have been this message.
      return {
        outcome: "retryable",
        reason: "connection-lost",
        detail,
        down: stage === "opening",
      };
  }
}

function replyAttempt(code: number, command: string, stage: SmtpFailure["stage"], detail: string): Attempt {
  // The server closes (421), or wants another sign-in: that holds for every message.
  if (code === 421) return { outcome: "retryable", reason: "server-closing", detail, down: true };
  if (command.startsWith("AUTH") || [454, 530, 534, 535, 538].includes(code))
    return { outcome: "retryable", reason: "sign-in-refused", detail, down: true };
  if (stage === "opening") return { outcome: "retryable", reason: "server-refused", detail, down: true };
  const what = command === "RCPT TO" ? "recipient" : command === "MAIL FROM" ? "sender" : "message";
  return code < 500
    ? { outcome: "retryable", reason: `${what}-deferred`, detail }
    : { outcome: "terminal", reason: `${what}-refused`, detail };
}

/** No connection: nothing was said, so nothing was taken. */
export function connectAttempt(failure: OutboundFailure): Attempt {
  return { outcome: "retryable", reason: failure.code, detail: failure.detail, down: true };
}

function detailOf({ code, response, command, cause }: SmtpFailure): string {
  return `${command}: ${response ?? (code === undefined ? cause : String(code))}`;
}

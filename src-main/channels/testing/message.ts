import type { OutgoingMessage } from "../channel.ts";

/** A message for a test. */
export function outgoing(more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    sendId: "s1",
    personId: "sara",
    class: "service",
    to: "sara@example.com",
    rendered: { subject: "Thank you", text: "Hello Sara" },
    messageId: "s1@parcours.test",
    idempotencyKey: "key-s1",
    expiresAt: Date.UTC(2027, 2, 13),
    ...more,
  };
}

/** A signal that never fires. */
export const noAbort = new AbortController().signal;

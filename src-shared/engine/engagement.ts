import type { PersonEvent } from "../person/events.ts";
import { RESERVED_EVENTS } from "../person/events.ts";
import { formatInstant } from "../time/instant.ts";
import type { Send } from "./run.ts";
import { allSends, putSend, type Transaction } from "./transaction.ts";
import type { Reply } from "./visit.ts";

/** What each reserved event says happened to the message it names (formats.md, Events). */
const MARKS: Readonly<Record<string, keyof Send["engagement"]>> = {
  [RESERVED_EVENTS.messageDelivered]: "delivered",
  [RESERVED_EVENTS.messageOpened]: "opened",
  [RESERVED_EVENTS.messageClicked]: "clicked",
  [RESERVED_EVENTS.messageReplied]: "replied",
  [RESERVED_EVENTS.surveyAnswered]: "replied",
};

/**
 * Marks the send an event speaks of and reads the reply in it. An unsubscribe through a message is a refusal of
 * marketing on its channel. Undefined when the event speaks of no message.
 */
export function recordEngagement(tx: Transaction, event: PersonEvent): Reply | undefined {
  const send = sendNamed(tx, event);
  if (send === undefined) return undefined;
  if (event.name === RESERVED_EVENTS.messageUnsubscribed) {
    const consent = {
      channel: send.channel,
      purpose: "marketing",
      state: "denied",
      source: `message ${send.id}`,
    } as const;
    tx.person = {
      ...tx.person,
      consents: [...tx.person.consents, { ...consent, at: formatInstant(event.timestamp) }],
    };
    tx.personChanged = true;
    return undefined;
  }
  const mark = MARKS[event.name];
  if (mark === undefined) return undefined;
  const reply = readReply(tx, event);
  putSend(tx, {
    ...send,
    engagement: { ...send.engagement, [mark]: send.engagement[mark] ?? event.timestamp },
    ...(reply === undefined ? {} : { reply: withoutId(reply) }),
  });
  return reply;
}

/** The reply in an event, without writing anything down; undefined when it answers no message of hers. */
export function readReply(tx: Transaction, event: PersonEvent): Reply | undefined {
  const send = MARKS[event.name] === "replied" ? sendNamed(tx, event) : undefined;
  return send === undefined ? undefined : replyIn(event, send);
}

/** By `sendId`, or by `node`: then the person's newest message of that node (personas' plans have no ids yet). */
function sendNamed(tx: Transaction, event: PersonEvent): Send | undefined {
  const { sendId, node } = event.properties;
  if (typeof sendId === "string") return tx.sends.get(sendId) ?? allSends(tx).get(sendId);
  if (typeof node !== "string") return undefined;
  return [...allSends(tx).values()]
    .filter((send) => send.nodeId === node && send.claimedAt !== undefined)
    .at(-1);
}

function replyIn(event: PersonEvent, send: Send): Reply {
  const { button, score, answers } = event.properties;
  return {
    sendId: send.id,
    ...(typeof button === "string" ? { button } : {}),
    ...(typeof score === "number" ? { score } : {}),
    ...(typeof answers === "object" && answers !== null && !Array.isArray(answers)
      ? { answers: answers as Record<string, unknown> }
      : {}),
  };
}

function withoutId(reply: Reply): Record<string, unknown> {
  const { sendId: _sendId, ...rest } = reply;
  return rest;
}

import type { Send } from "../../../src-shared/engine/run.ts";
import type { Transition } from "../../../src-shared/engine/world.ts";
import { parseMailbox } from "../../../src-shared/channels/email.ts";
import { readChannelSettings } from "../../store/channel-settings.ts";
import type { ReadableDb, WritableDb } from "../../store/db.ts";
import { failpoint } from "../../failpoints.ts";
import { queueDelivery, reviewOf } from "../../store/deliveries.ts";

/** What a Message-ID may hold; an address may have more. */
const ASCII_DOMAIN = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** Of addresses that belong to nobody (RFC 2606): for messages that name no sender of their own. */
const NO_DOMAIN = "parcours.invalid";

/**
 * Writes down what a person's transaction wants delivered outside, in that very transaction, so that a message is
 * never claimed without being queued nor queued without being claimed. What of hers is queued already is looked at
 * again when something happened that may stop it: a run ended, her profile or consents changed, a newer message came.
 * @param now epoch ms
 */
export function noteDeliveries(
  db: WritableDb,
  personId: string,
  { runs, sends, deliver, personChanged }: Transition,
  now: number,
): void {
  if (personChanged || deliver.length > 0 || runs.some((run) => run.status !== "active"))
    reviewOf(db, personId, now);
  if (deliver.length > 0) failpoint("claim.before-commit");
  for (const id of deliver) {
    const send = sends.find((each) => each.id === id);
    if (send === undefined) throw new Error(`${id} is to be delivered and did not change`);
    queueDelivery(db, {
      sendId: send.id,
      personId: send.personId,
      journeyId: send.journeyId,
      nodeId: send.nodeId,
      channel: send.channel,
      messageId: `${send.id}@${senderDomain(db, send)}`,
      idempotencyKey: send.id,
      dueAt: now,
      reviewAt: reviewInstant(send),
      perMinute: send.perMinute ?? null,
    });
  }
}

/** When it is looked at for the last time: just after it is too late for it. */
export function reviewInstant({ latestAt }: Pick<Send, "latestAt">): number {
  return latestAt === undefined ? Number.MAX_SAFE_INTEGER : latestAt + 1;
}

/**
 * The domain of the address a message really comes from, so that its Message-ID belongs to who sends (RFC 5322, 3.6.4): that
 * of the step, else of the channel.
 */
function senderDomain(db: ReadableDb, { channel, rendered }: Send): string {
  const own = rendered?.["from"];
  const sender =
    typeof own === "string" && own !== ""
      ? own
      : channel === "email"
        ? readChannelSettings(db).email.from
        : "";
  const domain = parseMailbox(sender)?.address.split("@").at(-1)?.toLowerCase();
  return domain !== undefined && ASCII_DOMAIN.test(domain) ? domain : NO_DOMAIN;
}

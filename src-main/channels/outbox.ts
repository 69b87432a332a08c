import type { Send } from "../../src-shared/engine/run.ts";
import type { DeliveryResult } from "../../src-shared/engine/world.ts";

/**
 * The outbox is the default of every channel: a message is delivered by being kept, which is a local write and
 * therefore happens in the very transaction that claims it (domain.md, Delivery). Channels that reach outside are
 * listed here once they exist; until then nothing leaves the machine.
 */
export function deliverInline(_send: Send): DeliveryResult | undefined {
  return { status: "accepted" };
}

/** What a person may still do about a message of a channel, and why not otherwise. */
export interface Remedies {
  retry: { possible: boolean; why: string };
  resend: { possible: boolean; why: string };
  markSent: { possible: boolean; why: string };
}

/**
 * What can be done by hand about a message (domain.md, Delivery: `unknown` is never sent again by itself). In the
 * outbox a delivery can neither fail nor get lost, so that there is nothing to mend.
 */
export function remediesOf(status: string, channel: string): Remedies {
  const kept = `The channel ${channel} delivers into the outbox: its answer is never lost`;
  const answer = (why: string) => ({ possible: false, why });
  return {
    retry: answer(`${kept}, so there is no failed delivery to try again. This message is ${status}.`),
    resend: answer(`${kept}, so sending again would only be a second message. This message is ${status}.`),
    markSent: answer(`${kept}, so no message of it is ever unknown. This message is ${status}.`),
  };
}

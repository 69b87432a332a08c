import type { World } from "../../src-shared/engine/world.ts";
import type { ChannelDirectory } from "./channel.ts";

/**
 * The outbox is the default of every channel: a message is delivered by being kept, which is a local write and
 * therefore happens in the very transaction that claims it (domain.md, Delivery). A channel that is set up to reach
 * outside answers later, through the courier.
 */
export function keepsToOutbox(channels: ChannelDirectory): World["inline"] {
  return (send) => (channels.find(send.channel) === undefined ? { status: "accepted" } : undefined);
}

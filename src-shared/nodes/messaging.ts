import type { Outcome, Remember, Reply, Signal, Visit } from "../engine/visit.ts";
import { addDuration, minimumMs, parseDuration } from "../time/duration.ts";
import type { WayOut } from "./define.ts";
import { NOT_SENT } from "./ports.ts";

/** Where a message node goes on; the ports differ by kind, the life of the message does not. */
export interface MessageWays {
  /** Ports a reply leaves by. While none of them is connected the run does not wait for one. */
  replyPorts: string[];
  /** Where it goes on without a reply. */
  otherwise: string;
  /** ISO 8601 duration from the moment the message was sent. */
  replyWithin: string;
  /** The port a reply leaves by, and what it leaves behind; undefined = no way out for this reply. */
  route(reply: Reply, visit: Visit): ({ port: string } & Remember) | undefined;
}

/**
 * The life of a message step after its send was planned (domain.md, Node kinds): the run stays until the send is
 * settled; unsent, it leaves by `notSent`, or goes on where that port is not connected; sent, it stays for a reply
 * as long as `replyWithin` when a reply port is connected, else goes on at once.
 */
export function resumeMessage(ways: MessageWays, visit: Visit, signal: Signal): Outcome | undefined {
  if (signal.type === "settled") {
    if (!signal.settled.sent)
      return { do: "leave", port: visit.connected(NOT_SENT.id) ? NOT_SENT.id : ways.otherwise };
    if (!awaitsReply(ways, visit)) return { do: "leave", port: ways.otherwise };
    const until = addDuration(visit.now, ways.replyWithin, visit.zone);
    return { do: "wait", until, state: { sent: true, sentAt: visit.now } };
  }
  if (visit.state["sent"] !== true) return undefined;
  // A live edit took the last reply port away: there is nothing left to wait for.
  if (signal.type === "change" && !awaitsReply(ways, visit)) return { do: "leave", port: ways.otherwise };
  if (signal.type === "due") return { do: "leave", port: ways.otherwise };
  if (signal.type === "reply") {
    const way = ways.route(signal.reply, visit);
    return way === undefined ? undefined : { do: "leave", ...way };
  }
  return undefined;
}

/** When a run that waits for a reply goes on without one, from the moment the message was sent; undefined before that. */
export function redueMessage(replyWithin: string, visit: Visit): number | undefined {
  const { sent, sentAt } = visit.state;
  if (sent !== true) return undefined;
  return addDuration(typeof sentAt === "number" ? sentAt : visit.since, replyWithin, visit.zone);
}

/**
 * The shortest stay of those who leave a message without a reply, in ms. It is `replyWithin` only where nobody else
 * takes that way: a message that was not sent has a way of its own, and so has every reply.
 */
export function stayWithoutReply(
  { otherwise, replyWithin, replyPorts }: Pick<MessageWays, "otherwise" | "replyWithin" | "replyPorts">,
  way: WayOut,
): number {
  const apart = way.connected(NOT_SENT.id) && replyPorts.length > 0 && replyPorts.every(way.connected);
  if (way.port !== otherwise || !apart) return 0;
  const duration = parseDuration(replyWithin);
  return duration === undefined ? 0 : minimumMs(duration);
}

function awaitsReply({ replyPorts }: MessageWays, visit: Visit): boolean {
  return replyPorts.some((port) => visit.connected(port));
}

import type { Outcome, Remember, Reply, Signal, Visit } from "../engine/visit.ts";
import { addDuration } from "../time/duration.ts";
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
    if (!ways.replyPorts.some((port) => visit.connected(port))) return { do: "leave", port: ways.otherwise };
    const until = addDuration(visit.now, ways.replyWithin, visit.zone);
    return { do: "wait", until, state: { sent: true } };
  }
  if (visit.state["sent"] !== true) return undefined;
  if (signal.type === "due") return { do: "leave", port: ways.otherwise };
  if (signal.type === "reply") {
    const way = ways.route(signal.reply, visit);
    return way === undefined ? undefined : { do: "leave", ...way };
  }
  return undefined;
}

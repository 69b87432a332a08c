import type { Graph } from "../graph/graph.ts";
import { kindOf } from "../nodes/registry.ts";
import { addDuration, parseDuration } from "../time/duration.ts";
import { parseDay, parseInstant } from "../time/instant.ts";
import { zonedDay } from "../time/local.ts";
import type { Run, Send } from "./run.ts";

/** When a message that stays on show is taken away; `at` is epoch ms, the first instant at which it is gone. */
export interface TakenAway {
  at: number;
  why: "expired" | "left";
}

/**
 * The end of a message that stays where the person can see it (domain.md, Node kinds: card): the moment it expires, or
 * the earlier one at which an exit rule, a goal or stopping the journey ended the run. A run that walked to its end
 * leaves the card where it is. Undefined for messages that do not stay, and while nothing ends their stay.
 * @param zone the person's, in which days end
 */
export function takenAway(send: Send, run: Run, graph: Graph, zone: string): TakenAway | undefined {
  const { rendered = {}, claimedAt } = send;
  if (rendered["staysOnShow"] !== true || claimedAt === undefined) return undefined;
  const expires = rendered["expires"];
  const expiry = typeof expires === "string" ? expiryOf(expires, claimedAt, zone) : undefined;
  const left = wasEnded(run, graph) ? run.endedAt : undefined;
  if (left !== undefined && (expiry === undefined || left < expiry)) return { at: left, why: "left" };
  return expiry === undefined ? undefined : { at: expiry, why: "expired" };
}

/** A duration counts from the moment it was shown; a day is the last one it is shown on. */
function expiryOf(text: string, shownAt: number, zone: string): number | undefined {
  if (parseDuration(text) !== undefined) return addDuration(shownAt, text, zone);
  const day = parseDay(text);
  return day === undefined ? parseInstant(text) : zonedDay(day, zone).last + 1;
}

/** Whether something ended the run where it stood, rather than a step of its own that ends runs. */
function wasEnded(run: Run, graph: Graph): boolean {
  if (run.status === "stopped") return true;
  if (run.status !== "exited" || (run.endReason !== "exit-criteria" && run.endReason !== "goal"))
    return false;
  return kindOf(graph.nodes[run.nodeId]?.kind ?? "")?.group !== "end";
}

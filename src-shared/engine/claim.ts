import type { Graph } from "../graph/graph.ts";
import { judge, latestFor, latestInstant } from "./gate.ts";
import { draftOf, moveRun } from "./move.ts";
import { answerFor, isOverdue, OVERDUE } from "./overdue.ts";
import type { Run, Send, SendStatus, Verdict } from "./run.ts";
import { traceInstant } from "./trace.ts";
import { graphOf, isPaused, note, putSend, runOf, sendOf, zoneOf, type Transaction } from "./transaction.ts";
import type { Delivery } from "./world.ts";

/**
 * Opens the gate for a planned or held send: it is claimed, skipped, expired or held again. A claim on an inline
 * channel is settled at once; any other is left to the host, after its commit.
 * @param due when the gate should have opened, epoch ms
 */
export function claim(tx: Transaction, sendId: string, due: number): void {
  const send = sendOf(tx, sendId);
  if (send.status !== "planned" && send.status !== "held") return;
  if (isPaused(tx.world, send.journeyId)) return holdWhilePaused(tx, send, "paused");
  const pause = tx.world.sending?.pauses[0];
  if (pause !== undefined) return holdWhilePaused(tx, send, "sending-paused", { pause: pause.reason });
  const run = runOf(tx, send.runId);
  const graph = graphOf(tx, run);
  if (review(tx, graph, send, due)) return;
  const { ruling, verdicts } = judge(tx, graph, run, send, draftOf(graph, send.nodeId));
  const gate = verdicts.map(({ check, pass, facts }) => ({ check, pass, ...facts }));
  const base: Send = { ...withoutHold(send), verdicts };
  switch (ruling.rule) {
    case "hold": {
      const { requests } = ruling;
      const awaiting = requests?.map(({ source, url }) => ({ source, url }));
      putSend(tx, {
        ...base,
        status: "held",
        reason: ruling.reason,
        heldUntil: ruling.until,
        ...(awaiting === undefined ? {} : { awaiting, heldSince: tx.now }),
      });
      tx.fetch.push(...(requests ?? []));
      const until = traceInstant(ruling.until);
      return tell(tx, base, "hold", "held", { until, reason: ruling.reason, facts: { gate } });
    }
    case "skip":
      return refuse(tx, base, "skipped", ruling.reason, gate, due);
    case "expire":
      return refuse(tx, base, "expired", ruling.reason, gate, due);
    case "fail":
      return refuse(tx, base, "failed", ruling.reason, gate, due);
    case "claim": {
      const { to, rendered } = ruling;
      putSend(tx, { ...base, status: "claimed", claimedAt: tx.now, to, rendered });
      tell(tx, base, "send", "claimed", { facts: { gate }, rendered: shown(rendered) });
      const result = tx.world.inline(sendOf(tx, sendId));
      if (result !== undefined) return settle(tx, { sendId, result }, due);
      const draft = draftOf(graph, send.nodeId);
      putSend(tx, {
        ...sendOf(tx, sendId),
        latestAt: latestInstant(tx, graph, send, draft),
        ...(draft.perMinute === undefined ? {} : { perMinute: draft.perMinute }),
      });
      tx.deliver.push(sendId);
    }
  }
}

/**
 * Takes what became of a claimed send; an answer to anything else comes twice and changes nothing. Only a send whose
 * answer was lost may still turn out to have arrived: its run has gone on long ago.
 */
export function settle(tx: Transaction, { sendId, result, verdicts = [] }: Delivery, due: number): void {
  const send = sendOf(tx, sendId);
  if (send.status === "unknown" && result.status === "accepted") return arrivedAfterAll(tx, send);
  if (send.status !== "claimed") return;
  const reason = result.status === "accepted" ? undefined : result.reason;
  const why = reason === undefined ? {} : { reason };
  const stopped = result.status === "skipped" || result.status === "expired";
  putSend(tx, {
    ...send,
    status: result.status,
    settledAt: tx.now,
    ...why,
    verdicts: seenAgain(send.verdicts, verdicts),
  });
  const gate = verdicts.map(({ check, pass, facts }) => ({ check, pass, ...facts }));
  tell(tx, send, stopped ? "skip" : "send", result.status, {
    ...why,
    ...(gate.length === 0 ? {} : { facts: { gate } }),
  });
  // What the channel cannot know counts as sent: she may have got it, and a second one would be worse.
  const settled = {
    sent: result.status === "accepted" || result.status === "unknown",
    status: result.status,
    ...why,
    ...(result.status === "accepted" && result.answer !== undefined ? { answer: result.answer } : {}),
  };
  if (awaits(runOf(tx, send.runId), send)) moveRun(tx, send.runId, { type: "settled", settled }, due);
}

function arrivedAfterAll(tx: Transaction, send: Send): void {
  const { reason: _reason, ...rest } = send;
  putSend(tx, { ...rest, status: "accepted", settledAt: tx.now });
  tell(tx, send, "send", "accepted", {});
}

/** The verdicts of the claim, those seen again in their newer form. */
function seenAgain(before: readonly Verdict[], again: readonly Verdict[]): Verdict[] {
  const kept = before.map((verdict) => again.find(({ check }) => check === verdict.check) ?? verdict);
  return [...kept, ...again.filter(({ check }) => !before.some((verdict) => verdict.check === check))];
}

/** Whether the run still stands where it sent this; a live edit may have taken it elsewhere meanwhile. */
function awaits(run: Run, send: Send): boolean {
  return run.nodeId === send.nodeId && run.visits[run.nodeId] === send.visit;
}

/**
 * While its journey or all sending is paused a send waits and is looked at again on resume. A paused journey plans
 * nothing by itself, but a live edit may take people to a message.
 */
function holdWhilePaused(
  tx: Transaction,
  send: Send,
  reason: "paused" | "sending-paused",
  facts?: Record<string, unknown>,
): void {
  if (send.status === "held") return;
  putSend(tx, { ...send, status: "held", reason, heldUntil: tx.now });
  const why = facts === undefined ? {} : { facts };
  tell(tx, send, "hold", "held", { until: traceInstant(tx.now), reason, ...why });
}

/**
 * What is overdue waits for a person's yes and expires with its lateness without one. Answers whether that is all there
 * is to do with the send now.
 */
function review(tx: Transaction, graph: Graph, send: Send, due: number): boolean {
  const { overdue } = tx.world;
  if (overdue === undefined || !isOverdue(overdue, send, due)) return false;
  const latest = latestFor(graph, send, zoneOf(tx, graph).zone);
  const answer = answerFor(overdue, send);
  if (answer === "send" || tx.now > latest) return false;
  if (answer === "skip") {
    refuse(tx, withoutHold(send), "skipped", "overdue-skipped", [], tx.now);
    return true;
  }
  const heldUntil = latest + 1;
  if (send.reason === OVERDUE && send.heldUntil === heldUntil) return true;
  putSend(tx, { ...send, status: "held", reason: OVERDUE, heldUntil });
  tell(tx, send, "hold", "held", { until: traceInstant(latest), reason: OVERDUE });
  return true;
}

function refuse(
  tx: Transaction,
  send: Send,
  status: "skipped" | "expired" | "failed",
  reason: string,
  gate: Record<string, unknown>[],
  due: number,
): void {
  putSend(tx, { ...send, status, reason, settledAt: tx.now });
  tell(tx, send, "skip", status, { reason, facts: { gate } });
  // One that is tried again by hand may have been left behind by its run.
  if (awaits(runOf(tx, send.runId), send))
    moveRun(tx, send.runId, { type: "settled", settled: { sent: false, status, reason } }, due);
}

function tell(
  tx: Transaction,
  send: Send,
  what: "send" | "skip" | "hold",
  status: SendStatus,
  facts: Record<string, unknown>,
): void {
  note(tx, { run: send.runId, node: send.nodeId, visit: send.visit }, what, {
    channel: send.channel,
    class: send.class,
    status,
    ...facts,
  });
}

/** HTML is kept with the send; a trace line shows what can be read in one. */
function shown(rendered: Record<string, unknown>): Record<string, unknown> {
  const { html: _html, ...rest } = rendered;
  return rest;
}

function withoutHold(send: Send): Send {
  const { heldUntil: _until, reason: _reason, awaiting: _awaiting, heldSince: _since, ...rest } = send;
  return rest;
}

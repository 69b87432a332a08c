import type { EventFact } from "../conditions/facts.ts";
import { applyEvent } from "../person/apply-event.ts";
import type { PersonEvent } from "../person/events.ts";
import { readReply, recordEngagement } from "./engagement.ts";
import { LIMITS } from "../limits.ts";
import { setClocks, watch, watchSegments } from "./watch.ts";
import { checkExits } from "./exits.ts";
import { moveRun, reschedule } from "./move.ts";
import { admittingEntry, startRun } from "./start-run.ts";
import { isPaused, putRun, runOf, type Transaction } from "./transaction.ts";
import type { Reply } from "./visit.ts";
import type { Arrival } from "./world.ts";

/**
 * Takes up one event (domain.md, The one engine), always in this order: the person and her messages learn of it; goals
 * and exits of her runs; what her runs wait for; entries last, so that a run never hears the event that started it.
 * An event kept for a paused journey comes a second time, for that journey alone.
 */
export function arrive(tx: Transaction, { event, due, only, depth = 0 }: Arrival): void {
  const fact: EventFact = {
    messageId: event.messageId,
    name: event.name,
    at: event.timestamp,
    properties: event.properties,
  };
  const reply = only === undefined ? learn(tx, event, fact, depth) : readReply(tx, event);
  const wants = (journeyId: string): boolean => only === undefined || only === journeyId;
  for (const run of activeRuns(tx).filter(({ journeyId }) => wants(journeyId))) {
    if (isPaused(tx.world, run.journeyId)) keep(tx, run.journeyId, event.messageId);
    else hear(tx, run.id, fact, reply, due);
  }
  if (only === undefined) {
    setClocks(tx, fact);
    watchSegments(tx);
  }
  for (const { graph, open } of tx.world.journeys) {
    if (!wants(graph.journey)) continue;
    if (open) startRun(tx, graph, fact, due, depth);
    else if (admittingEntry(tx, graph, fact) !== undefined) keep(tx, graph.journey, event.messageId);
  }
}

/** Lets every waiting run look again after attributes or consents changed; what that changes is looked at again. */
export function reconsider(tx: Transaction, due: number): void {
  tx.factsChanged = false;
  watch(tx, true);
  reschedule(tx, due);
  for (const run of activeRuns(tx)) {
    if (!isPaused(tx.world, run.journeyId)) lookAgain(tx, run.id, due);
    else if (run.overlooked !== true) putRun(tx, { ...runOf(tx, run.id), overlooked: true });
  }
}

/** Lets runs of journeys that are no longer paused look at what changed meanwhile, before anything else happens. */
export function lookAtOverlooked(tx: Transaction): void {
  for (const run of activeRuns(tx)) {
    if (run.overlooked !== true || isPaused(tx.world, run.journeyId)) continue;
    const { overlooked: _seen, ...rest } = runOf(tx, run.id);
    putRun(tx, rest);
    lookAgain(tx, run.id, tx.now);
  }
}

function lookAgain(tx: Transaction, runId: string, due: number): void {
  if (!checkExits(tx, runOf(tx, runId), undefined)) moveRun(tx, runId, { type: "change" }, due);
}

function learn(tx: Transaction, event: PersonEvent, fact: EventFact, depth: number): Reply | undefined {
  const before = tx.person;
  tx.person = applyEvent(tx.person, event);
  if (event.type === "track") {
    insertByTime(tx.events, fact);
    if (depth === 0) countHour(tx, event.timestamp);
  }
  const reply = recordEngagement(tx, event);
  if (tx.person !== before) {
    tx.personChanged = true;
    tx.factsChanged = true;
  }
  return reply;
}

function hear(tx: Transaction, runId: string, event: EventFact, reply: Reply | undefined, due: number): void {
  if (checkExits(tx, runOf(tx, runId), event)) return;
  if (reply !== undefined) {
    const run = runOf(tx, runId);
    const send = tx.sends.get(reply.sendId);
    const isHere =
      send?.runId === run.id && send.nodeId === run.nodeId && send.visit === run.visits[run.nodeId];
    if (isHere && moveRun(tx, runId, { type: "reply", reply, event }, due)) return;
  }
  moveRun(tx, runId, { type: "event", event }, due);
}

/** Notes in which hour of the day (UTC) she was active; what runs did is not her doing. */
function countHour(tx: Transaction, at: number): void {
  const hours = tx.marks.hours.length === 24 ? [...tx.marks.hours] : Array.from({ length: 24 }, () => 0);
  const hour = Math.floor(at / LIMITS.hourMs) % 24;
  hours[hour] = (hours[hour] ?? 0) + 1;
  tx.marks = { ...tx.marks, hours };
}

/** In order of their start; the list does not change while it is worked through. */
function activeRuns(tx: Transaction): ReturnType<typeof runOf>[] {
  return [...tx.runs.values()].filter((run) => run.status === "active");
}

function keep(tx: Transaction, journeyId: string, messageId: string): void {
  if (!tx.kept.some((kept) => kept.journeyId === journeyId && kept.messageId === messageId))
    tx.kept.push({ journeyId, messageId });
}

/** History is ascending by time; an event that arrives late takes its place in it. */
function insertByTime(events: EventFact[], event: EventFact): void {
  let index = events.length;
  while (index > 0 && (events[index - 1]?.at ?? -Infinity) > event.at) index -= 1;
  events.splice(index, 0, event);
}

import { evaluate } from "../conditions/evaluate.ts";
import type { EventFact } from "../conditions/facts.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import type { Entry } from "../nodes/define.ts";
import { LIMITS } from "../limits.ts";
import { kindOf } from "../nodes/registry.ts";
import { factsOfPerson } from "./facts.ts";
import { derivedId } from "./random.ts";
import { ENTRY_DUE, SEGMENT_ENTERED, SEGMENT_LEFT } from "./reserved-events.ts";
import { startRunAt } from "./start-run.ts";
import { traceInstant } from "./trace.ts";
import { resolveZone } from "../time/zone.ts";
import { zoneOf, type Transaction } from "./transaction.ts";
import type { World } from "./world.ts";

/** An entry of a journey that is live, with where it stands. */
interface WatchedEntry {
  key: string;
  graph: Graph;
  nodeId: string;
  node: GraphNode;
  entry: Entry<unknown>;
}

/**
 * Sees to it that every entry that comes round by the clock has its instant for this person, and that every watched
 * segment knows whether she is in it. Looked at first, so that what happens next is a change. An instant that is due
 * and has not come yet is kept: a recurring entry makes one catch-up, however long nobody looked (domain.md, Time).
 * @param again whether facts of the person changed, so that known instants are computed again
 */
export function watch(tx: Transaction, again: boolean): void {
  const { timed } = watchedIn(tx.world);
  if (timed.length > 0) setTimers(tx, timed, again);
  watchSegments(tx);
}

function setTimers(tx: Transaction, entries: readonly WatchedEntry[], again: boolean): void {
  const timers = { ...tx.marks.timers };
  let changed = false;
  for (const { key, graph, node, entry } of entries) {
    if (entry.nextAt === undefined) continue;
    const known = timers[key];
    const isDue = known?.at !== undefined && known.at <= tx.now;
    if (known !== undefined && (isDue || (!again && known.graph === graph.hash))) continue;
    const { zone } = zoneOf(tx, graph);
    const after = Math.max(tx.now - 1, known?.fired ?? -Infinity);
    const at = entry.nextAt(node.params, after, { person: tx.person, zone });
    if (at === known?.at && known?.graph === graph.hash) continue;
    timers[key] = {
      ...(at === undefined ? {} : { at }),
      ...(known?.fired === undefined ? {} : { fired: known.fired }),
      graph: graph.hash,
    };
    changed = true;
  }
  if (changed) tx.marks = { ...tx.marks, timers };
}

/** An entry's instant has come: she enters if the entry lets her, and the next instant is set. */
export function entryDue(tx: Transaction, key: string, due: number): void {
  const found = watchedIn(tx.world).entries.find((entry) => entry.key === key);
  if (found === undefined) {
    const { [key]: _gone, ...timers } = tx.marks.timers;
    tx.marks = { ...tx.marks, timers };
    return;
  }
  const { graph, nodeId, node, entry } = found;
  const { zone } = zoneOf(tx, graph);
  const next = entry.nextAt?.(node.params, tx.now, { person: tx.person, zone });
  const timer = { ...(next === undefined ? {} : { at: next }), fired: tx.now, graph: graph.hash };
  tx.marks = { ...tx.marks, timers: { ...tx.marks.timers, [key]: timer } };
  const event: EventFact = {
    messageId: derivedId("t", key, tx.personId, due),
    name: ENTRY_DUE,
    at: due,
    properties: { journey: graph.journey, node: nodeId, due: traceInstant(due) },
  };
  const admitted = entry.admits(
    node.params,
    event,
    (condition) => evaluate(condition, factsOfPerson(tx, zone, event)),
    graph.journey,
  );
  if (admitted) startRunAt(tx, graph, nodeId, event, due, 0);
}

/** Lets an event start and stop clocks of entries, such as how long somebody stays at a place. */
export function setClocks(tx: Transaction, event: EventFact): void {
  for (const { key, graph, node, entry } of watchedIn(tx.world).entries) {
    const at = entry.clock?.(node.params, event, zoneOf(tx, graph).zone);
    if (at === undefined) continue;
    const { [key]: known, ...timers } = tx.marks.timers;
    if (at !== "stop") tx.marks = { ...tx.marks, timers: { ...timers, [key]: { at, graph: graph.hash } } };
    else if (known !== undefined) tx.marks = { ...tx.marks, timers };
  }
}

/**
 * Looks whether she came into a watched segment or left it. The first look at a segment only notes where she is: a new
 * journey does not sweep up everybody who has long been in it. A segment over time ("within 30 days") is looked at when
 * something happens to her.
 */
export function watchSegments(tx: Transaction): void {
  for (const name of watchedIn(tx.world).segments) {
    const { segments } = tx.world.policies;
    const condition = Object.hasOwn(segments, name) ? segments[name] : undefined;
    const { zone } = resolveZone([tx.timeZone, tx.world.policies.timeZone, tx.world.timeZone]);
    const inside = condition !== undefined && evaluate(condition, factsOfPerson(tx, zone));
    const before = tx.marks.segments[name];
    if (before === inside) continue;
    tx.marks = { ...tx.marks, segments: { ...tx.marks.segments, [name]: inside } };
    if (before === undefined) continue;
    const event = {
      messageId: derivedId("g", tx.personId, name, String(inside), tx.now),
      type: "track" as const,
      name: inside ? SEGMENT_ENTERED : SEGMENT_LEFT,
      personId: tx.personId,
      properties: { segment: name },
      timestamp: tx.now,
    };
    tx.emitted.push(event);
    // Not her own doing, but no run made it either: the depth of 1 keeps it out of her hours.
    tx.arriving.push({ event, due: tx.now, depth: 1 });
  }
}

/**
 * How long a host on a virtual clock follows journeys that come round by the clock for ever, when nobody said where to
 * stop: a leap year, so that every yearly date comes once.
 */
export const ROUND_MS = 366 * 24 * LIMITS.hourMs;

/** Whether a journey looks at people to whom nothing happens: hosts then look at everybody when it opens. */
export function watchesPeople(graph: Graph): boolean {
  return graph.entries.some((nodeId) => {
    const node = graph.nodes[nodeId];
    return node !== undefined && kindOf(node.kind)?.entry?.unprompted?.(node.params) === true;
  });
}

/** What is watched changes only when the journeys do; it is asked for in every transaction of everybody. */
const watchedBy = new WeakMap<World["journeys"], Watched>();

interface Watched {
  entries: WatchedEntry[];
  /** Names of segments that some entry watches. */
  segments: string[];
  /** Entries that come round by the clock. */
  timed: WatchedEntry[];
}

/** Entries of live journeys, in order of journey and node. Paused ones are looked at again when they resume. */
function watchedIn({ journeys }: World): Watched {
  const known = watchedBy.get(journeys);
  if (known !== undefined) return known;
  const entries = journeys.flatMap(({ graph, open }) => (open ? entriesOf(graph) : []));
  const watched: Watched = {
    entries,
    segments: [...new Set(entries.flatMap(({ node, entry }) => entry.segments?.(node.params) ?? []))],
    timed: entries.filter(({ node, entry }) => entry.byTheClock?.(node.params) === true),
  };
  watchedBy.set(journeys, watched);
  return watched;
}

function entriesOf(graph: Graph): WatchedEntry[] {
  return graph.entries.flatMap((nodeId) => {
    const node = graph.nodes[nodeId];
    const entry = node === undefined ? undefined : kindOf(node.kind)?.entry;
    return node === undefined || entry === undefined
      ? []
      : [{ key: `${graph.journey}/${nodeId}`, graph, nodeId, node, entry }];
  });
}

import type { EventFact, SendFact } from "../conditions/facts.ts";
import type { Graph } from "../graph/graph.ts";
import type { PersonEvent } from "../person/events.ts";
import type { Person } from "../person/person.ts";
import { resolveZone } from "../time/zone.ts";
import type { ContentRequest } from "./content-answer.ts";
import { pausedJourneys } from "./agenda.ts";
import type { Marks } from "./marks.ts";
import type { Run, Send } from "./run.ts";
import type { Counted, Picked } from "./tally.ts";
import { traceInstant, type TraceLine, type TraceWhat } from "./trace.ts";
import type { Arrival, PersonState, Transition, World } from "./world.ts";

/**
 * One person's state while it is being changed. Everything that happens to her goes through one of these at a time
 * (domain.md, The one engine: the unit of isolation is the person). Objects from the host are never altered: what
 * changes is replaced.
 */
export interface Transaction {
  readonly now: number;
  readonly world: World;
  /** Her profile; the host may read it only when somebody asks. Replaced, never altered. */
  person: Person;
  readonly personId: string;
  /** Her consents, as they were stored, are not to be trusted. */
  readonly consentsDamaged: boolean;
  /** Her own zone, if her profile names one. */
  readonly timeZone: string | undefined;
  personChanged: boolean;
  /** Replaced, never altered; {@link finish} compares. */
  marks: Marks;
  readonly marksBefore: Marks;
  /** Whether profile and history are read only when somebody asks. */
  readonly isBrief: boolean;
  /** Her history, to be added to; the host may load it only when somebody asks. */
  readonly events: EventFact[];
  /** The same, to be looked at. */
  readonly eventsSoFar: readonly EventFact[];
  runs: Map<string, Run>;
  sends: Map<string, Send>;
  /** What {@link allRuns} and {@link allSends} have yet to ask the host for. */
  earlierRuns: (() => readonly Run[]) | undefined;
  earlierSends: (() => readonly Send[]) | undefined;
  readonly changedRuns: Set<string>;
  readonly changedSends: Set<string>;
  readonly deliver: string[];
  readonly fetch: ContentRequest[];
  readonly kept: { journeyId: string; messageId: string }[];
  /** What the host adds to its counts of tests, and winners to write down. */
  readonly counted: Counted[];
  readonly picked: Picked[];
  readonly trace: TraceLine[];
  /** Events that steps made: on their way in, and done. */
  readonly arriving: Arrival[];
  readonly emitted: PersonEvent[];
  /** Sends whose gate opens right now, in order; worked off before anything else. */
  readonly soon: { sendId: string; due: number }[];
  /** Her attributes or consents changed: conditions that wait for that are looked at before anything else happens. */
  factsChanged: boolean;
}

/** Opens a transaction on a copy of the person's state; the host's objects stay as they are. */
export function begin(state: PersonState, now: number, world: World): Transaction {
  return new OpenTransaction(state, now, world);
}

/** Profile and history are taken from the state when they are first asked for. */
class OpenTransaction implements Transaction {
  readonly now: number;
  readonly world: World;
  readonly personId: string;
  personChanged = false;
  marks: Marks;
  readonly marksBefore: Marks;
  runs: Map<string, Run>;
  sends: Map<string, Send>;
  earlierRuns: Transaction["earlierRuns"];
  earlierSends: Transaction["earlierSends"];
  readonly changedRuns = new Set<string>();
  readonly changedSends = new Set<string>();
  readonly deliver: string[] = [];
  readonly fetch: ContentRequest[] = [];
  readonly kept: Transaction["kept"] = [];
  readonly counted: Counted[] = [];
  readonly picked: Picked[] = [];
  readonly trace: TraceLine[] = [];
  readonly arriving: Arrival[] = [];
  readonly emitted: PersonEvent[] = [];
  readonly soon: Transaction["soon"] = [];
  factsChanged = false;
  private readonly state: PersonState;
  private profile: Person | undefined;
  private history: EventFact[] | undefined;

  constructor(state: PersonState, now: number, world: World) {
    this.now = now;
    this.world = world;
    this.state = state;
    this.personId = state.brief?.id ?? state.person.id;
    this.marks = state.marks;
    this.marksBefore = state.marks;
    this.runs = byId(state.runs);
    this.sends = byId(state.sends);
    this.earlierRuns = state.earlier?.runs;
    this.earlierSends = state.earlier?.sends;
  }

  get person(): Person {
    return (this.profile ??= this.state.person);
  }

  set person(person: Person) {
    this.profile = person;
  }

  get consentsDamaged(): boolean {
    return this.state.consentsDamaged ?? false;
  }

  get timeZone(): string | undefined {
    const { brief } = this.state;
    return this.profile === undefined && brief !== undefined ? brief.timeZone : this.person.timeZone;
  }

  get isBrief(): boolean {
    return this.state.brief !== undefined;
  }

  get eventsSoFar(): readonly EventFact[] {
    return this.history ?? this.state.events;
  }

  get events(): EventFact[] {
    return (this.history ??= [...this.state.events]);
  }
}

function byId<T extends { id: string }>(items: readonly T[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) map.set(item.id, item);
  return map;
}

/** What the transaction changed, for the host to save. */
export function finish(tx: Transaction): Transition {
  return {
    state: new StateAfter(tx),
    personChanged: tx.personChanged,
    marksChanged: tx.marks !== tx.marksBefore,
    runs: [...tx.changedRuns].map((id) => held(tx.runs, id)),
    sends: [...tx.changedSends].map((id) => held(tx.sends, id)),
    deliver: tx.deliver,
    fetch: tx.fetch,
    kept: tx.kept,
    emitted: tx.emitted,
    counted: tx.counted,
    picked: tx.picked,
    trace: tx.trace,
  };
}

/** How a transaction leaves her. Profile and history of a host that reads them when asked are still not read. */
class StateAfter implements PersonState {
  readonly brief: PersonState["brief"];
  readonly runs: readonly Run[];
  readonly sends: readonly Send[];
  readonly marks: Marks;
  private readonly tx: Transaction | undefined;
  private readonly known: Pick<PersonState, "person" | "events"> | undefined;

  constructor(tx: Transaction) {
    this.runs = [...tx.runs.values()];
    this.sends = [...tx.sends.values()];
    this.marks = tx.marks;
    if (tx.isBrief) {
      this.brief = { id: tx.personId, timeZone: tx.timeZone };
      this.tx = tx;
    } else this.known = { person: tx.person, events: tx.eventsSoFar };
  }

  get person(): Person {
    return this.known?.person ?? this.source.person;
  }

  get events(): readonly EventFact[] {
    return this.known?.events ?? this.source.eventsSoFar;
  }

  private get source(): Transaction {
    if (this.tx === undefined) throw new Error("a state without profile or transaction");
    return this.tx;
  }
}

/** Every run of hers, ended ones as a whole, which the host leaves out until somebody asks; in order of their start. */
export function allRuns(tx: Transaction): ReadonlyMap<string, Run> {
  const { earlierRuns } = tx;
  if (earlierRuns === undefined) return tx.runs;
  tx.earlierRuns = undefined;
  const all = new Map(earlierRuns().map((run) => [run.id, run]));
  for (const [id, run] of tx.runs) if (!all.has(id) || tx.changedRuns.has(id)) all.set(id, run);
  return (tx.runs = all);
}

/** Every send of hers, those included that the host left out until somebody asks; in order of planning. */
export function allSends(tx: Transaction): ReadonlyMap<string, Send> {
  const { earlierSends } = tx;
  if (earlierSends !== undefined) {
    tx.earlierSends = undefined;
    tx.sends = before(earlierSends(), tx.sends);
  }
  return tx.sends;
}

function before<T extends { id: string }>(earlier: readonly T[], known: Map<string, T>): Map<string, T> {
  const all = new Map(earlier.map((each) => [each.id, each]));
  for (const [id, each] of known) {
    // One that is in both takes the place it has among the known.
    all.delete(id);
    all.set(id, each);
  }
  return all;
}

/** Replaces a run and marks it as changed. */
export function putRun(tx: Transaction, run: Run): void {
  tx.runs.set(run.id, run);
  tx.changedRuns.add(run.id);
}

/** Replaces or adds a send and marks it as changed. */
export function putSend(tx: Transaction, send: Send): void {
  tx.sends.set(send.id, send);
  tx.changedSends.add(send.id);
}

/** The run as it is now; it may have moved since the caller last looked. */
export function runOf(tx: Transaction, id: string): Run {
  const run = tx.runs.get(id);
  return run?.status === "active" ? run : held(allRuns(tx), id);
}

/** The send as it is now. */
export function sendOf(tx: Transaction, id: string): Send {
  return tx.sends.get(id) ?? held(allSends(tx), id);
}

/** The graph a run is pinned to. A host that lost it has a damaged store: that is no user's mistake. */
export function graphOf(tx: Transaction, run: Run): Graph {
  const graph = tx.world.graph(run.graph);
  if (graph === undefined)
    throw new Error(`run ${run.id} is pinned to the graph ${run.graph}, which is not there`);
  return graph;
}

/** Whether a journey holds everything (domain.md, Versions and live edits). */
export function isPaused(world: World, journeyId: string): boolean {
  return pausedJourneys(world).has(journeyId);
}

/** The person's zone for this journey (domain.md, Time): hers, else the journey's, else the workspace's. */
export function zoneOf(tx: Transaction, graph: Graph): { zone: string; unknown: string[] } {
  return resolveZone([tx.timeZone, graph.settings.timeZone, tx.world.policies.timeZone, tx.world.timeZone]);
}

/** Adds a line to the trace, dated now. */
export function note(
  tx: Transaction,
  at: { run: string; node: string; visit: number },
  what: TraceWhat,
  facts: Partial<TraceLine> = {},
): void {
  tx.trace.push({ at: traceInstant(tx.now), person: tx.personId, ...at, what, ...facts });
}

/** Where a run stands, for its trace lines. */
export function standing(run: Run): { run: string; node: string; visit: number } {
  return { run: run.id, node: run.nodeId, visit: run.visits[run.nodeId] ?? 0 };
}

/** A send as conditions see it. An unknown one counts as sent: she may well have got it. */
export function sendFact(send: Send): SendFact {
  const sent = send.status === "accepted" || send.status === "unknown" || send.status === "claimed";
  return {
    id: send.id,
    runId: send.runId,
    nodeId: send.nodeId,
    channel: send.channel,
    at: send.claimedAt ?? send.plannedAt,
    did: { ...(sent && send.claimedAt !== undefined ? { sent: send.claimedAt } : {}), ...send.engagement },
  };
}

function held<T>(items: ReadonlyMap<string, T>, id: string): T {
  const found = items.get(id);
  if (found === undefined) throw new Error(`${id} is not part of this transaction`);
  return found;
}

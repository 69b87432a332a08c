import type { Graph } from "../graph/graph.ts";
import type { Person } from "../person/person.ts";
import type { RenderRequest, RenderResult } from "../render/request.ts";
import type { Policies } from "./policies.ts";
import type { Run, Send } from "./run.ts";
import type { TraceLine } from "./trace.ts";
import type { EventFact } from "../conditions/facts.ts";

/** A published journey that may start runs. */
export interface LiveJourney {
  graph: Graph;
  /** False while paused: runs hold, entries are kept by the host until it resumes. */
  open: boolean;
}

/**
 * Everything outside the person that a decision depends on, handed in by the host (domain.md, The one engine).
 * `render` must be deterministic: the same request gives the same result in every host.
 */
export interface World {
  seed: number;
  policies: Policies;
  /** Zone of the workspace: the last but one fallback, before UTC. */
  timeZone: string;
  /** Journeys whose triggers listen, in order of their id. */
  journeys: readonly LiveJourney[];
  /** A graph some run is pinned to, by hash. */
  graph(hash: string): Graph | undefined;
  render(request: RenderRequest): RenderResult;
  /** Channels whose delivery is a local write and so settles in the claiming transaction (the outbox). */
  isInline(channel: string): boolean;
}

/** One person with all that the engine reads and writes about her (architecture.md, rule 4). */
export interface PersonState {
  person: Person;
  /** History of the event names that graphs and policies refer to, ascending by `at`. */
  events: readonly EventFact[];
  /** Her runs, ended ones too: re-entry looks at them. Ascending by start. */
  runs: readonly Run[];
  /** Her sends, ascending by planning: caps, engagement and supersede look at them. */
  sends: readonly Send[];
}

/** Something that happens to a person. `due` is when it should have happened; `world now` is when it does. */
export type Input =
  | { type: "event"; due: number; event: IncomingEvent }
  | { type: "timer"; due: number; runId: string }
  | { type: "gate"; due: number; sendId: string }
  | { type: "delivered"; due: number; sendId: string; result: DeliveryResult };

/** An event as it arrives, before it is history. */
export interface IncomingEvent extends EventFact {
  type: "track" | "identify" | "alias";
  traits?: Record<string, unknown>;
  previousId?: string;
}

export type DeliveryResult =
  | { status: "accepted" }
  | { status: "unknown"; reason: string }
  | { status: "failed"; reason: string };

/** What the host must do outside after it committed the state. */
export interface Effect {
  type: "deliver";
  sendId: string;
}

/** What a transition changed. Runs and sends not listed are as they were. */
export interface Transition {
  state: PersonState;
  runs: Run[];
  sends: Send[];
  effects: Effect[];
  trace: TraceLine[];
  personChanged: boolean;
}

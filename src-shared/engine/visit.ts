import type { EventFact, Facts } from "../conditions/facts.ts";
import type { LocalizedText } from "../journey/schema.ts";

/** How a send ended at the gate or at the channel, as a message node sees it. */
export interface Settled {
  sent: boolean;
  status: "accepted" | "unknown" | "failed" | "skipped" | "expired";
  reason?: string;
  /** What the other side answered, where a channel answers (webhook). */
  answer?: unknown;
}

/** A reply to a message of this node. */
export interface Reply {
  sendId: string;
  button?: string;
  score?: number;
  answers?: Record<string, unknown>;
}

/** What can wake a waiting run. */
export type Signal =
  | { type: "due"; at: number }
  | { type: "event"; event: EventFact }
  | { type: "change" }
  | { type: "settled"; settled: Settled }
  | { type: "reply"; reply: Reply; event: EventFact };

/** Everything a kind may know while it decides. Instants are epoch ms; nothing here reads a clock. */
export interface Visit {
  nodeId: string;
  /** 1 for the first time this run is at this node. */
  visit: number;
  now: number;
  /** When the person came to this node. */
  since: number;
  zone: string;
  facts: Facts;
  /** What the node remembered when it decided to wait. */
  state: Record<string, unknown>;
  connected(port: string): boolean;
  /** In [0, 1), the same for the same seed, run, node and visit (domain.md, The one engine). */
  random(): number;
  /** In [0, 1), the same for this person at this node of the journey in every run and version (domain.md, The one engine). */
  sticky(): number;
  /** How a test of this step for a goal stands, and which of its arms this person was counted for. */
  test(goal: string): TestSeen;
  /** A template as text for this person now; undefined when it cannot be rendered, which the trace then says. */
  render(text: LocalizedText): string | undefined;
}

/** What a kind decides. The engine carries it out; a kind never touches a run itself. */
export type Outcome =
  | ({ do: "leave"; port: string; facts?: Record<string, unknown> } & Remember)
  | ({ do: "wait"; until?: number; state?: Record<string, unknown> } & Remember)
  | ({ do: "send" } & Remember)
  /** Goes on at another step of the same journey, without a connection. */
  | ({ do: "jump"; to: string } & Remember)
  | ({ do: "end"; reason: string } & Remember);

/** Facts a decision adds to the run or the person. */
export interface Remember {
  vars?: Record<string, unknown>;
  answers?: Record<string, unknown>;
  attributes?: Record<string, unknown>;
  /** The arm of a test she takes. */
  test?: TestTaken;
  /** Events that happen to the person because of this; they are taken up before anything else that is due. */
  emit?: Emitted[];
}

/** An event a step makes. */
export interface Emitted {
  name: string;
  properties: Record<string, unknown>;
}

/** A test as a split sees it: people by arm, the arm that won, and the arms this person was counted for. */
export interface TestSeen {
  arms: Readonly<Record<string, { entered: number; reached: number }>>;
  winner?: string;
  taken: readonly string[];
}

/** An arm taken; with `pickedBy` it has won from now on, by these counts. */
export interface TestTaken {
  goal: string;
  arm: string;
  pickedBy?: TestSeen["arms"];
}

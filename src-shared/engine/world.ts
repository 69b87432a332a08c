import type { EventFact } from "../conditions/facts.ts";
import type { Graph } from "../graph/graph.ts";
import type { PersonEvent } from "../person/events.ts";
import type { Person } from "../person/person.ts";
import type { RenderRequest, RenderResult } from "../render/request.ts";
import type { ContentAnswer, ContentRequest } from "./content-answer.ts";
import type { Marks } from "./marks.ts";
import type { OverdueReview } from "./overdue.ts";
import type { Policies } from "./policies.ts";
import type { Run, Send, Verdict } from "./run.ts";
import type { Sending } from "./sending.ts";
import type { Counted, Picked, Tally, TestKey } from "./tally.ts";
import type { TraceLine } from "./trace.ts";

/** A published journey that is live or paused, with its newest graph. Drafts and stopped journeys are not here. */
export interface LiveJourney {
  graph: Graph;
  /** False while paused: nothing of it moves, and what it would have heard is kept (see {@link Transition.kept}). */
  open: boolean;
}

/**
 * Everything outside the person that a decision depends on, handed in by the host (domain.md, The one engine).
 * `render` must be deterministic: the same request gives the same result in every host.
 */
export interface World {
  seed: number;
  policies: Policies;
  /** The policies are not what was once written, so that nothing promotional may be decided by them. Absent = they are. */
  policiesDamaged?: boolean;
  /** Zone of the workspace: the last fallback before UTC. */
  timeZone: string;
  /** In order of their id. */
  journeys: readonly LiveJourney[];
  /** Absent means open. While it is paused runs move, but no send is claimed; it goes on at resume, within lateness. */
  sending?: Sending;
  /** How a test stands by now, with everything counted before this transaction; absent means nobody was counted. */
  tally?(test: TestKey): Tally | undefined;
  /** Absent when nothing is overdue. A virtual clock has none: it comes to each due instant in turn. */
  overdue?: OverdueReview | undefined;
  /** A graph some run is pinned to, by hash. */
  graph(hash: string): Graph | undefined;
  render(request: RenderRequest): RenderResult;
  /** What is known at an address; undefined while nobody asked. Absent in hosts that ask nobody: nothing is known then. */
  content?(source: string, url: string): ContentAnswer | undefined;
  /**
   * The answer of a channel whose delivery is a local write (the outbox) or a sample (simulation), which so settles in
   * the claiming transaction; undefined for a channel that reaches outside.
   */
  inline(send: Send): DeliveryResult | undefined;
}

/** One person with all that the engine reads and writes about her (architecture.md, rule 4). */
export interface PersonState {
  person: Person;
  /**
   * For a host that reads profiles only when somebody asks: what nearly every step needs to know of her. Absent, it is
   * taken from `person`.
   */
  brief?: { id: string; timeZone: string | undefined } | undefined;
  /** Her consents are not what was once written, so that nothing may be decided by them. Absent = they are. */
  readonly consentsDamaged?: boolean;
  /** Track events before now whose names {@link listenedEvents} lists, ascending by `at`. */
  events: readonly EventFact[];
  /** Her runs, ended ones too: re-entry looks at them. Ascending by start. */
  runs: readonly Run[];
  /** Her sends, in order of planning: caps, engagement and supersede look at them. */
  sends: readonly Send[];
  marks: Marks;
  /**
   * For a host that keeps them apart: ended runs as a whole (above they may lack what they were told), and settled sends
   * before those above. Asked for only by a decision that needs them. Absent, the lists are all there is.
   */
  earlier?: { runs(): readonly Run[]; sends(): readonly Send[] } | undefined;
}

/** An event on its way in. */
export interface Arrival {
  event: PersonEvent;
  /** When it should have been taken up, epoch ms; what it starts is late counted from here. */
  due: number;
  /** Set when it was kept for one paused journey and is now applied to that one alone. */
  only?: string;
  /** How many runs stand behind it; absent for what the person did herself. */
  depth?: number;
}

/** What a channel says of a delivery. */
export type DeliveryResult =
  { status: "accepted"; answer?: unknown } | { status: "unknown" | "failed"; reason: string };

/** How a claimed send ends: as the channel says, or stopped before the channel was asked (see `recheckSend`). */
export type Settlement = DeliveryResult | { status: "skipped" | "expired"; reason: string };

/** What became of one send after its claim was committed. */
export interface Delivery {
  sendId: string;
  result: Settlement;
  /** What the gate saw when it looked once more; takes the place of what it saw at the claim. */
  verdicts?: readonly Verdict[];
}

/** What a person's transaction is given. Events come in the order they shall be taken up at equal instants. */
export interface Inputs {
  arrivals?: readonly Arrival[];
  deliveries?: readonly Delivery[];
}

/** What the transaction changed. Runs and sends not listed are as they were. */
export interface Transition {
  state: PersonState;
  personChanged: boolean;
  marksChanged: boolean;
  runs: Run[];
  sends: Send[];
  /** Sends that were claimed and must be delivered outside once this is committed. */
  deliver: string[];
  /**
   * What held sends wait for: the host fetches it once this is committed, keeps the answer so that `World.content` has
   * it, and looks at the person again.
   */
  fetch: ContentRequest[];
  /** Events a paused journey would have heard: the host gives them again, with `only`, when it resumes. */
  kept: { journeyId: string; messageId: string }[];
  /** Events that steps made and that have happened: the host adds them to the history. */
  emitted: PersonEvent[];
  /** The host adds these to its counts, and keeps the winners: a later one of the same test takes the place. */
  counted: Counted[];
  picked: Picked[];
  trace: TraceLine[];
}

import type { NodeKind } from "../nodes/define.ts";
import type { Person } from "../person/person.ts";
import { addDuration } from "../time/duration.ts";
import type { Run } from "./run.ts";
import type { Visit } from "./visit.ts";

/** What the clock does at a step for somebody. Instants are epoch ms. */
export type Foreseen =
  /** The next times it starts a run; none when it never does for her. */
  | { is: "starts"; at: number[] }
  /** For each time she might come, when she goes on: at once by a port, or at an instant, or only when something happens. */
  | { is: "goes-on"; arrivals: { arrives: number; until?: number; port?: string }[] };

/** Whom the clock is read for. */
export interface Foresight {
  nodeId: string;
  person: Person;
  zone: string;
  /** Epoch ms. */
  now: number;
  run: Pick<Run, "entry" | "vars" | "answers">;
}

/** How many starts are looked ahead, and after how long the later of three arrivals comes. */
const STARTS = 3;
const ARRIVALS = ["PT0S", "P1D", "P7D"] as const;

/**
 * Asks a step's own definition what the clock will do there, as a run would (domain.md, Time); nothing happens by it.
 * @returns undefined for a step that neither starts runs nor holds them by the clock
 */
export function foresee<P>(kind: NodeKind<P>, params: P, about: Foresight): Foreseen | undefined {
  const { person, zone, now } = about;
  if (kind.entry !== undefined) {
    if (kind.entry.nextAt === undefined || kind.entry.unprompted?.(params) !== true) return undefined;
    const at: number[] = [];
    for (let after = now; at.length < STARTS; after = at.at(-1) ?? now) {
      const next = kind.entry.nextAt(params, after, { person, zone });
      if (next === undefined) break;
      at.push(next);
    }
    return { is: "starts", at };
  }
  // What sends waits for its channel, not for the clock.
  if (kind.redue === undefined || kind.message !== undefined) return undefined;
  return {
    is: "goes-on",
    arrivals: ARRIVALS.map((later) => {
      const arrives = addDuration(now, later, zone);
      const outcome = kind.enter(params, visitAt(arrives, about));
      if (outcome.do === "leave") return { arrives, port: outcome.port };
      return outcome.do === "wait" && outcome.until !== undefined
        ? { arrives, until: outcome.until }
        : { arrives };
    }),
  };
}

function visitAt(now: number, { nodeId, person, zone, run }: Foresight): Visit {
  return {
    nodeId,
    visit: 1,
    now,
    since: now,
    zone,
    facts: {
      now,
      zone,
      person,
      events: [],
      entry: run.entry,
      vars: run.vars,
      answers: run.answers,
      sends: [],
      segments: {},
    },
    state: {},
    connected: () => true,
    random: () => 0,
    sticky: () => 0,
    test: () => ({ arms: {}, taken: [] }),
    render: () => undefined,
  };
}

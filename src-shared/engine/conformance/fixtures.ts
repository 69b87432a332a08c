import { z } from "zod";
import { compile } from "../../compile/compile.ts";
import type { Graph } from "../../graph/graph.ts";
import { readJourney } from "../../journey/read.ts";
import type { PersonEvent } from "../../person/events.ts";
import { Person } from "../../person/person.ts";
import { readEvents } from "../../person/read-events.ts";
import { parseInstant } from "../../time/instant.ts";

/** A persona's plan beside a kind's fixture journey: who enters when, and what she does. */
const Plan = z.object({
  persona: Person,
  start: z.string(),
  until: z.string().nullish(),
  events: z.array(z.unknown()),
});

/** One case every host must reproduce, line for line. */
export interface ConformanceCase {
  journeyText: string;
  graph: Graph;
  persona: Person;
  /** Epoch ms. */
  start: number;
  until?: number | undefined;
  events: PersonEvent[];
}

/** Reads a fixture's two files. @throws Error when one of them is not what it must be: a fixture is part of the code */
export function readConformanceCase(journeyText: string, planText: string): ConformanceCase {
  const { journey, problems } = readJourney(journeyText);
  const compiled = journey === undefined ? undefined : compile(journey);
  if (compiled?.graph === undefined)
    throw new Error(`fixture does not compile: ${JSON.stringify(compiled?.problems ?? problems)}`);
  const plan = Plan.parse(JSON.parse(planText));
  const start = parseInstant(plan.start);
  if (start === undefined) throw new Error(`fixture starts at ${plan.start}, which is no instant`);
  const events = [...readEvents(JSON.stringify(plan.events))].map((read): PersonEvent => {
    if (read.event?.timestamp === undefined) throw new Error(`fixture event ${read.path} cannot be read`);
    return { ...read.event, timestamp: read.event.timestamp };
  });
  return {
    journeyText,
    graph: compiled.graph,
    persona: plan.persona,
    start,
    until: parseInstant(plan.until ?? ""),
    events,
  };
}

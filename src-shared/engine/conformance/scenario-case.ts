import { compile } from "../../compile/compile.ts";
import type { Graph } from "../../graph/graph.ts";
import { readJourney } from "../../journey/read.ts";
import type { Journey } from "../../journey/schema.ts";
import { parsePeople } from "../../person/parse-people.ts";
import type { Person } from "../../person/person.ts";
import type { Policies } from "../policies.ts";

/** What a scenario names and keeps elsewhere, or holds itself. */
interface Named {
  name: string;
  journey: string | Journey;
  journeyFile?: string;
  persona: string | Person;
  personaFile?: string;
  policies: Policies;
}

/** What every host needs to play a conformance scenario. */
export interface ScenarioCase {
  journey: Journey;
  graph: Graph;
  persona: Person;
}

/**
 * Puts a conformance scenario together with its journey and its person.
 * @param read a file named relative to the scenario's
 * @throws Error when one of them is not what it must be: a scenario of this folder is part of the code
 */
export function assembleCase(scenario: Named, read: (file: string) => string): ScenarioCase {
  const journey =
    typeof scenario.journey === "string"
      ? readJourney(read(scenario.journeyFile ?? `${scenario.journey}.journey.json`)).journey
      : scenario.journey;
  const compiled = journey === undefined ? undefined : compile(journey);
  if (journey === undefined || compiled?.graph === undefined)
    throw new Error(`journey of “${scenario.name}”: ${JSON.stringify(compiled?.problems ?? "unreadable")}`);
  const { persona } = scenario;
  const person =
    typeof persona === "string"
      ? parsePeople(JSON.parse(read(scenario.personaFile ?? "people.json"))).people.find(
          ({ id }) => id === persona,
        )
      : persona;
  if (person === undefined) throw new Error(`person of “${scenario.name}” is not in its file`);
  return { journey, graph: compiled.graph, persona: person };
}

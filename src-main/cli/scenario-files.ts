import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { compile } from "../../src-shared/compile/compile.ts";
import type { Graph } from "../../src-shared/graph/graph.ts";
import { readGuardedJson } from "../../src-shared/journey/json-guard.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { parsePeople } from "../../src-shared/person/parse-people.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { checkSteps } from "../../src-shared/simulate/scenario-run.ts";
import { readScenario, type Scenario } from "../../src-shared/simulate/scenario.ts";
import { findJourney } from "../store/journeys.ts";
import { openForReading } from "../store/open.ts";
import { findPerson } from "../store/people.ts";
import { CliFailure, EXIT, failure, problemsOf } from "./failure.ts";
import type { CliProblem } from "./failure.ts";
import { readTextFile } from "./read-input.ts";

const SCENARIO = /\.scenario\.json$/;
const JOURNEY = /\.journey\.json$/;

/** A scenario with everything it names. */
export interface Cast {
  scenario: Scenario;
  graph: Graph;
  persona: Person;
  warnings: CliProblem[];
}

/**
 * The scenario files that paths name: a file is itself, a folder gives every `*.scenario.json` below it, in order of
 * their names. Hidden folders and `node_modules` are passed over.
 * @throws CliFailure `not-found`, or `no-scenarios` for a folder without any
 */
export async function findScenarios(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const about = await stat(path).catch(() => undefined);
    if (about?.isDirectory() !== true) {
      files.push(path);
      continue;
    }
    const below = await scenariosBelow(path);
    if (below.length === 0)
      throw failure(EXIT.unusable, "no-scenarios", path, "There is no *.scenario.json in this folder.");
    files.push(...below);
  }
  return [...new Set(files)];
}

/**
 * Reads a scenario and finds its journey and its person: in the scenario itself, in the file it names, beside it, or in
 * the data folder.
 * @throws CliFailure with what is wrong: exit 2 for what cannot be read or found, 1 for a journey with errors
 */
export async function castScenario(file: string, text: string, dataDir: string): Promise<Cast> {
  const { scenario, problems } = readScenario(text);
  if (scenario === undefined) throw new CliFailure(EXIT.unusable, problemsOf(file, problems));
  const journey = await findScenarioJourney(file, scenario, dataDir);
  const compiled = compile(journey);
  if (compiled.graph === undefined)
    throw new CliFailure(EXIT.no, problemsOf(`${file}:journey`, compiled.problems));
  const persona = await findPersona(file, scenario, dataDir);
  const unmet = checkSteps(scenario, compiled.graph);
  if (unmet.length > 0) throw new CliFailure(EXIT.no, problemsOf(file, unmet));
  return { scenario, graph: compiled.graph, persona, warnings: problemsOf(file, problems) };
}

async function scenariosBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
      found.push(...(await scenariosBelow(path)));
    else if (entry.isFile() && SCENARIO.test(entry.name)) found.push(path);
  }
  return found;
}

async function findScenarioJourney(file: string, scenario: Scenario, dataDir: string): Promise<Journey> {
  const { journey: id, journeyFile } = scenario;
  if (typeof id !== "string") return id;
  const folder = dirname(file);
  if (journeyFile !== undefined) {
    const journey = await journeyIn(join(folder, journeyFile));
    if (journey.id === id) return journey;
    throw failure(
      EXIT.unusable,
      "another-journey",
      `${file}:journeyFile`,
      `${journeyFile} holds ${journey.id}.`,
    );
  }
  for (const name of await journeysBeside(folder, id)) {
    const { journey } = readJourney(await readTextFile(join(folder, name)));
    if (journey?.id === id) return journey;
    // Its own file, unreadable: to go on looking would test something else.
    if (name === `${id}.journey.json` && journey === undefined) return journeyIn(join(folder, name));
  }
  const stored = inDataFolder(dataDir, (db) => findJourney(db, id)?.draft);
  if (stored !== undefined) {
    const { journey, problems } = readJourney(stored);
    if (journey !== undefined) return journey;
    throw new CliFailure(EXIT.unusable, problemsOf(id, problems));
  }
  throw failure(
    EXIT.unusable,
    "not-found",
    `${file}:journey`,
    `There is no journey ${id} beside it nor in the data folder; journeyFile may say where it is.`,
  );
}

/** The file of the journey's own name first: it is the likeliest, and the others are then never opened. */
async function journeysBeside(folder: string, id: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => JOURNEY.test(name)).sort();
  const own = `${id}.journey.json`;
  return [...names.filter((name) => name === own), ...names.filter((name) => name !== own)];
}

async function journeyIn(file: string): Promise<Journey> {
  const { journey, problems } = readJourney(await readTextFile(file));
  if (journey === undefined) throw new CliFailure(EXIT.unusable, problemsOf(file, problems));
  return journey;
}

async function findPersona(file: string, scenario: Scenario, dataDir: string): Promise<Person> {
  const { persona: id, personaFile } = scenario;
  if (typeof id !== "string") return id;
  const folder = dirname(file);
  const names =
    personaFile === undefined
      ? (await readdir(folder)).filter((name) => name === "people.json" || name === `${id}.json`).sort()
      : [personaFile];
  for (const name of names) {
    const guarded = readGuardedJson(await readTextFile(join(folder, name)));
    const shown = join(folder, name);
    if (guarded.problems.length > 0) throw new CliFailure(EXIT.unusable, problemsOf(shown, guarded.problems));
    const person = parsePeople(guarded.value).people.find((each) => each.id === id);
    if (person !== undefined) return person;
  }
  const stored = personaFile === undefined ? inDataFolder(dataDir, (db) => findPerson(db, id)) : undefined;
  if (stored !== undefined) return stored;
  const where =
    personaFile === undefined ? "beside it nor in the data folder" : `in ${basename(personaFile)}`;
  throw failure(EXIT.unusable, "not-found", `${file}:persona`, `There is no person ${id} ${where}.`);
}

function inDataFolder<T>(
  dataDir: string,
  look: (db: NonNullable<ReturnType<typeof openForReading>>) => T | undefined,
): T | undefined {
  const db = openForReading(dataDir);
  try {
    return db === undefined ? undefined : look(db);
  } finally {
    db?.close();
  }
}

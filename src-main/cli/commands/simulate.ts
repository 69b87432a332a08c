import type { Command } from "commander";
import { DEFAULT_POLICIES, type Policies } from "../../../src-shared/engine/policies.ts";
import { writeTraceLine } from "../../../src-shared/engine/trace.ts";
import { readGuardedJson } from "../../../src-shared/journey/json-guard.ts";
import { schemaProblems } from "../../../src-shared/journey/read.ts";
import { receiveEvent } from "../../../src-shared/person/events.ts";
import type { PersonEvent } from "../../../src-shared/person/events.ts";
import { parsePerson } from "../../../src-shared/person/parse-people.ts";
import type { Person } from "../../../src-shared/person/person.ts";
import { readEvents } from "../../../src-shared/person/read-events.ts";
import { Workspace } from "../../../src-shared/simulate/scenario-schema.ts";
import type { GivenTest } from "../../../src-shared/simulate/tallies.ts";
import { entryEvent, simulate } from "../../../src-shared/simulate/simulate.ts";
import { createRenderer } from "../../render/render-sync.ts";
import { systemTimeZone } from "../../service/service.ts";
import { findPerson } from "../../store/people.ts";
import { DEFAULT_SEED, readPolicies, readSeed } from "../../store/settings.ts";
import { givenTests } from "../../store/split-tests.ts";
import { openForReading } from "../../store/open.ts";
import { CliFailure, EXIT, failure, problemsOf } from "../failure.ts";
import {
  compileOrFail,
  instantOption,
  instantOrDuration,
  readJourneyFile,
  readTextFile,
} from "../read-input.ts";
import type { Attach } from "../command.ts";
import type { Session } from "../session.ts";

/** Walks one persona through a journey on virtual time. */
export function addSimulateCommand(program: Command, attach: Attach): void {
  attach(
    program
      .command("simulate")
      .description(
        "The trace of one persona on virtual time, with every policy on and without any network. " +
          "Policies, seed and counts of splits are those of the data folder where there is one.",
      )
      .argument("<file>", "a journey; - reads what is piped in")
      .requiredOption("--persona <p>", "a JSON file with a person, or the id of somebody in the data folder")
      .option(
        "--events <file>",
        "their plan: events as NDJSON or JSON; without one they enter by the first trigger",
      )
      .option("--start <iso>", "when it starts (default: their first dated event, else now)")
      .option("--until <t>", "where to stop: an instant, or a duration from the start")
      .option(
        "--workspace <file>",
        "policies and counts of splits as JSON, instead of those of the data folder",
      )
      .addHelpText(
        "after",
        "\nExample:\n  parcours simulate trip.journey.json --persona sara.json --events plan.ndjson --until P30D\n",
      ),
    async (session, [file = ""], options) => {
      const { journey } = await readJourneyFile(file, session.io.stdin);
      const { graph } = compileOrFail(file, journey);
      const stored = readWorkspace(session, journey.id);
      const persona = await readPersona(session, text(options["persona"]) ?? "");
      const { splits, ...policies } = await chooseWorkspace(text(options["workspace"]), stored);
      const timeZone = systemTimeZone();
      const plan = await readPlan(session, text(options["events"]), persona.id);
      const given = text(options["start"]);
      const start = given === undefined ? (firstDated(plan) ?? Date.now()) : instantOption("--start", given);
      const until = text(options["until"]);
      const zone = policies.timeZone ?? timeZone;
      const renderer = createRenderer();
      try {
        const events = plan?.map((event) => receiveEvent(event, start)) ?? entry(graph, persona.id, start);
        const { trace } = simulate({
          graph,
          persona,
          events,
          start,
          until: until === undefined ? undefined : instantOrDuration("--until", until, start, zone),
          policies,
          splits,
          timeZone,
          seed: session.options.seed ?? stored.seed,
          render: renderer.render,
        });
        for (const line of trace) session.io.out(`${writeTraceLine(line)}\n`);
        if (trace.length === 0)
          session.report([
            {
              code: "no-entry",
              path: file,
              severity: "warning",
              message: "No event of the plan starts this journey.",
            },
          ]);
      } finally {
        renderer.close();
      }
    },
  );
}

type Undated = Parameters<typeof receiveEvent>[0];

interface StoredWorkspace {
  policies: Policies;
  seed: number;
  splits: GivenTest[];
}

function readWorkspace(session: Session, journeyId: string): StoredWorkspace {
  const db = openForReading(session.dataDir);
  if (db === undefined) return { policies: DEFAULT_POLICIES, seed: DEFAULT_SEED, splits: [] };
  try {
    const splits = givenTests(db, journeyId);
    return { policies: readPolicies(db), seed: readSeed(db), splits };
  } finally {
    db.close();
  }
}

/** A file when it looks like one, else somebody of the data folder. */
async function readPersona(session: Session, named: string): Promise<Person> {
  if (/\.json$|[/\\]/i.test(named)) {
    const guarded = readGuardedJson(await readTextFile(named));
    if (guarded.problems.length > 0) throw new CliFailure(EXIT.unusable, problemsOf(named, guarded.problems));
    const { person, problems } = parsePerson(guarded.value, "");
    if (person === undefined) throw new CliFailure(EXIT.unusable, problemsOf(named, problems));
    session.report(problemsOf(named, problems));
    return person;
  }
  const db = openForReading(session.dataDir);
  try {
    const person = db === undefined ? undefined : findPerson(db, named);
    if (person !== undefined) return person;
  } finally {
    db?.close();
  }
  throw failure(
    EXIT.unusable,
    "not-found",
    named,
    `There is no person ${named} in the data folder, and no such file.`,
  );
}

async function chooseWorkspace(file: string | undefined, stored: StoredWorkspace): Promise<Workspace> {
  if (file === undefined) return { ...stored.policies, splits: stored.splits };
  const guarded = readGuardedJson(await readTextFile(file));
  if (guarded.problems.length > 0) throw new CliFailure(EXIT.unusable, problemsOf(file, guarded.problems));
  const parsed = Workspace.safeParse(guarded.value);
  if (parsed.success) return parsed.data;
  throw new CliFailure(EXIT.unusable, problemsOf(file, schemaProblems(parsed.error, "")));
}

/** The persona's own events; those of other people are left out and counted. */
async function readPlan(
  session: Session,
  file: string | undefined,
  personId: string,
): Promise<Undated[] | undefined> {
  if (file === undefined) return undefined;
  const plan: Undated[] = [];
  const problems = [];
  let others = 0;
  for (const read of readEvents(await readTextFile(file))) {
    if (read.problem !== undefined) problems.push(read.problem);
    else if (read.event.personId === personId) plan.push(read.event);
    else others += 1;
  }
  if (problems.length > 0) throw new CliFailure(EXIT.unusable, problemsOf(file, problems.slice(0, 100)));
  if (others > 0)
    session.report([
      {
        code: "other-people",
        path: file,
        severity: "warning",
        message: `${others} events are not of ${personId}.`,
      },
    ]);
  return plan;
}

function firstDated(plan: readonly Undated[] | undefined): number | undefined {
  const dates = (plan ?? []).map((event) => event.timestamp).filter((ms) => ms !== undefined);
  return dates.length === 0 ? undefined : Math.min(...dates);
}

function entry(graph: Parameters<typeof entryEvent>[0], personId: string, start: number): PersonEvent[] {
  const event = entryEvent(graph, personId, start);
  return event === undefined ? [] : [event];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

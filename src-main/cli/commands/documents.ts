import type { Command } from "commander";
import writeFileAtomic from "write-file-atomic";
import { compile, writeGraph } from "../../../src-shared/compile/compile.ts";
import { readGuardedJson } from "../../../src-shared/journey/json-guard.ts";
import { readJourney } from "../../../src-shared/journey/read.ts";
import { JOURNEY_FORMAT } from "../../../src-shared/journey/schema.ts";
import { writeJourney } from "../../../src-shared/journey/write.ts";
import { readPeopleCsv } from "../../../src-shared/person/csv.ts";
import { parsePeople } from "../../../src-shared/person/parse-people.ts";
import { readEvents } from "../../../src-shared/person/read-events.ts";
import type { Problem } from "../../../src-shared/problems.ts";
import { isScenario } from "../../../src-shared/simulate/scenario.ts";
import { EXIT, failure, problemsOf, toFailure } from "../failure.ts";
import type { CliProblem } from "../failure.ts";
import { KNOWN_HELP, knownNear } from "../known-names.ts";
import { mendSafely } from "../mend-file.ts";
import { compileOrFail, readInput, readJourneyFile } from "../read-input.ts";
import { castScenario } from "../scenario-files.ts";
import type { Attach } from "../command.ts";
import type { Session } from "../session.ts";

/** Commands on files: nothing of the data folder is written, and of what is in it only names are read. */
export function addDocumentCommands(program: Command, attach: Attach): void {
  attach(
    program
      .command("validate")
      .description(
        "Problems of journeys, scenarios, people (CSV, JSON) and events (NDJSON, JSON). Exit code 1 when there are errors.",
      )
      .argument("<file...>", "files; - reads what is piped in")
      .option("--fix", "first mend in journey files what can be mended without changing what anybody gets")
      .addHelpText(
        "after",
        `${KNOWN_HELP}\nExample:\n  parcours validate trip.journey.json people.csv events.ndjson\n`,
      ),
    async (session, files, options) => {
      let exit: 0 | 1 | 2 = EXIT.fine;
      for (const file of files) {
        const found = await validateFile(session, file, options["fix"] === true);
        session.report(found.problems);
        if (found.isClean) session.say(`ok ${file}`);
        else exit = Math.max(exit, found.unusable ? EXIT.unusable : EXIT.no) as 0 | 1 | 2;
      }
      return exit;
    },
  );

  attach(
    program
      .command("compile")
      .description("The canonical graph of a journey, with its hash: what the engine reads.")
      .argument("<file>", "a journey; - reads what is piped in")
      .option("-o, --output <out>", "write the graph to a file")
      .addHelpText(
        "after",
        `${KNOWN_HELP}\nExample:\n  parcours compile trip.journey.json -o trip.graph.json\n`,
      ),
    async (session, [file = ""], options) => {
      const { journey } = await readJourneyFile(file, session.io.stdin);
      const { graph, warnings } = compileOrFail(file, journey, await knownNear(session, file));
      session.report(warnings);
      const text = writeGraph(graph);
      const output = options["output"];
      if (typeof output !== "string") return session.io.out(text);
      await writeFileAtomic(output, text);
      session.say(`${graph.hash} ${output}`);
    },
  );

  attach(
    program
      .command("format")
      .description("Writes journeys in canonical text: fixed key order, steps by id, layout last.")
      .argument("<file...>", "journeys; - writes what is piped in to stdout")
      .option("--check", "write nothing; exit code 1 and their names when files are not canonical")
      .addHelpText("after", "\nExample:\n  parcours format --check journeys/*.journey.json\n"),
    async (session, files, options) => {
      // All are read before one is written, so that a bad file among them leaves everything as it was.
      const documents = [];
      for (const file of files) documents.push({ file, ...(await readJourneyFile(file, session.io.stdin)) });
      const others: CliProblem[] = [];
      for (const { file, text, journey } of documents) {
        const canonical = writeJourney(journey);
        if (file === "-" && options["check"] !== true) session.io.out(canonical);
        else if (canonical !== text) {
          if (options["check"] === true)
            others.push({ code: "not-canonical", path: file, message: "It is not in canonical text." });
          else {
            await writeFileAtomic(file, canonical);
            session.say(`formatted ${file}`);
          }
        }
      }
      session.report(others);
      return others.length > 0 ? EXIT.no : EXIT.fine;
    },
  );
}

interface Findings {
  problems: CliProblem[];
  isClean: boolean;
  /** It could not even be read. */
  unusable: boolean;
}

async function validateFile(session: Session, file: string, mend: boolean): Promise<Findings> {
  try {
    const text = await readInput(file, session.io.stdin);
    if (isScenarioText(file, text)) return await validateScenario(session, file, text);
    const problems = await problemsIn(session, file, text, mend);
    return {
      problems: problemsOf(file, problems),
      isClean: !problems.some((found) => found.severity === "error"),
      unusable: false,
    };
  } catch (error) {
    const failed = toFailure(error, file);
    if (failed === undefined) throw error;
    return { problems: [...failed.problems], isClean: false, unusable: true };
  }
}

/** A scenario is sound when it can be played: its journey and person are found, and it expects what can happen. */
async function validateScenario(session: Session, file: string, text: string): Promise<Findings> {
  try {
    const { warnings } = await castScenario(file, text, session.dataDir);
    return { problems: warnings, isClean: true, unusable: false };
  } catch (error) {
    const failed = toFailure(error, file);
    if (failed === undefined) throw error;
    return { problems: [...failed.problems], isClean: false, unusable: false };
  }
}

function isScenarioText(file: string, text: string): boolean {
  if (/\.scenario\.json$/i.test(file)) return true;
  // Large files of people and events are not parsed twice for this question.
  if (!/^\s*\{/.test(text) || !text.includes('"persona"')) return false;
  return isScenario(readGuardedJson(text.startsWith("\uFEFF") ? text.slice(1) : text).value);
}

/** What is wrong with a file, by what it says it is: CSV by its name, everything else by its content. */
async function problemsIn(session: Session, file: string, text: string, mend: boolean): Promise<Problem[]> {
  if (/\.csv$/i.test(file)) return readPeopleCsv(text).problems;
  if (/\.ndjson$|\.jsonl$/i.test(file)) return eventProblems(text);
  const guarded = readGuardedJson(text.startsWith("\uFEFF") ? text.slice(1) : text);
  if (guarded.problems.length > 0) return looksLikeLines(text) ? eventProblems(text) : guarded.problems;
  if (isJourney(guarded.value)) return journeyProblems(session, file, text, mend);
  if (isEvents(guarded.value)) return eventProblems(text);
  if (isPeople(guarded.value)) return parsePeople(guarded.value).problems;
  return readJourney(text).problems;
}

async function journeyProblems(
  session: Session,
  file: string,
  text: string,
  mend: boolean,
): Promise<Problem[]> {
  const { journey, problems } = readJourney(text);
  if (journey === undefined) return problems;
  const known = await knownNear(session, file);
  if (!mend) return compile(journey, known).problems;
  if (file === "-")
    throw failure(EXIT.unusable, "usage", file, "--fix writes to files; nothing is piped out.");
  const better = mendSafely(journey, known);
  if (better.mended.length > 0) await writeFileAtomic(file, writeJourney(better.journey));
  for (const { code, path, fix } of better.mended)
    session.say(`fixed ${file}:${path} ${code}: ${fix?.label.en ?? ""}`);
  return compile(better.journey, known).problems;
}

function eventProblems(text: string): Problem[] {
  const problems: Problem[] = [];
  for (const read of readEvents(text))
    if (read.problem !== undefined && problems.length < 100) problems.push(read.problem);
  return problems;
}

function isJourney(value: unknown): boolean {
  return typeof value === "object" && value !== null && "format" in value && value.format === JOURNEY_FORMAT;
}

function isEvents(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "object" && first !== null && ("messageId" in first || "batch" in first);
}

function isPeople(value: unknown): boolean {
  if (typeof value === "object" && value !== null && "people" in value) return true;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return (
    typeof first === "object" &&
    first !== null &&
    "id" in first &&
    !("format" in first) &&
    !("nodes" in first)
  );
}

/** Several lines of which the first is a whole JSON object: NDJSON under another name. */
function looksLikeLines(text: string): boolean {
  const [first = "", second = ""] = text.trim().split("\n", 2);
  return /^\{.*\}\s*$/.test(first) && second.trim().startsWith("{");
}

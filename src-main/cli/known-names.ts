import { dirname, join } from "node:path";
import { stat } from "node:fs/promises";
import { KNOWN_FILE, KnownFile, type Known } from "../../src-shared/compile/known.ts";
import { readGuardedJson } from "../../src-shared/journey/json-guard.ts";
import { schemaProblems } from "../../src-shared/journey/read.ts";
import { StoreError } from "../store/errors.ts";
import { readKnown } from "../store/known.ts";
import { openForReading } from "../store/open.ts";
import { CliFailure, EXIT, problemsOf } from "./failure.ts";
import { readTextFile } from "./read-input.ts";
import type { Session } from "./session.ts";

/** What help says of it, wherever a journey is checked. */
export const KNOWN_HELP =
  `\nNames of events, attributes and segments are checked against ${KNOWN_FILE} beside the journey (parcours known --json\n` +
  "writes it), else against the people and events of the data folder; where there is neither, not at all.\n";

/**
 * What is known of names where a journey file lies: from the file beside it, else from the data folder, else nothing.
 * @param file the journey's; `-` for one that is piped in
 * @throws CliFailure with what is wrong with the file beside it
 */
export async function knownNear(session: Session, file: string): Promise<Known | undefined> {
  const beside = join(file === "-" ? "." : dirname(file), KNOWN_FILE);
  const there = await stat(beside).catch(() => undefined);
  return there?.isFile() === true ? readKnownFile(beside) : knownIn(session);
}

async function readKnownFile(file: string): Promise<Known> {
  const guarded = readGuardedJson(await readTextFile(file));
  const read = guarded.problems.length > 0 ? undefined : KnownFile.safeParse(guarded.value);
  if (read?.success === true) return read.data;
  const problems = read === undefined ? guarded.problems : schemaProblems(read.error, "$");
  throw new CliFailure(EXIT.unusable, problemsOf(file, problems));
}

/** Checking a file needs no data folder: one that cannot be read is said, and then nothing is known. */
function knownIn(session: Session): Known | undefined {
  try {
    const db = openForReading(session.dataDir);
    try {
      return db === undefined ? undefined : readKnown(db);
    } finally {
      db?.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const { code, path, message } = error;
    session.report([{ code, path, message, severity: "warning" }]);
    return undefined;
  }
}

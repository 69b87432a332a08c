import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { addChannelCommands } from "./commands/channels.ts";
import { addContentKeyCommands } from "./commands/content-keys.ts";
import { addDiffCommand } from "./commands/diff.ts";
import { addDoctorCommand } from "./commands/doctor.ts";
import { newestGoodBackup } from "../service/backups.ts";
import { addBackupCommands } from "./commands/backup.ts";
import { addDocumentCommands } from "./commands/documents.ts";
import { addEventCommands } from "./commands/events.ts";
import { addJourneyCommands } from "./commands/journeys.ts";
import { addKnownCommand } from "./commands/known.ts";
import { addOutboxCommands } from "./commands/outbox.ts";
import { addPagesCommands } from "./commands/pages.ts";
import { addPeopleCommands } from "./commands/people.ts";
import { addRunCommand } from "./commands/run.ts";
import { addRunsCommands } from "./commands/runs.ts";
import { addSendingCommands } from "./commands/sending.ts";
import { addServeCommand } from "./commands/serve.ts";
import { addSimulateCommand } from "./commands/simulate.ts";
import { addTestCommand } from "./commands/test.ts";
import { EXIT, toFailure } from "./failure.ts";
import type { CliProblem, ExitCode } from "./failure.ts";
import type { CliIo } from "./io.ts";
import type { Attach } from "./command.ts";
import { findServing } from "./serving.ts";
import { createSession } from "./session.ts";
import type { GlobalOptions, Session } from "./session.ts";

/**
 * Runs one command line (formats.md, Command line).
 * @param argv arguments without program and script
 * @returns the exit code; a defect of the program rejects
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  let exit: ExitCode = EXIT.fine;
  const program = new Command("parcours");
  const attach: Attach = (command, action) =>
    command.action(async (...given: unknown[]) => {
      const options = command.opts<Record<string, unknown>>();
      const session = createSession(io, readGlobals(program));
      exit = (await action(session, argumentsIn(given.slice(0, -2)), options)) ?? EXIT.fine;
    });
  describeProgram(program, io);
  addDocumentCommands(program, attach);
  addDiffCommand(program, attach);
  addSimulateCommand(program, attach);
  addTestCommand(program, attach);
  addJourneyCommands(program, attach);
  addPeopleCommands(program, attach);
  addEventCommands(program, attach);
  addKnownCommand(program, attach);
  addRunCommand(program, attach);
  addRunsCommands(program, attach);
  addOutboxCommands(program, attach);
  addChannelCommands(program, attach);
  addContentKeyCommands(program, attach);
  addSendingCommands(program, attach);
  addPagesCommands(program, attach);
  addServeCommand(program, attach);
  addDoctorCommand(program, attach);
  addBackupCommands(program, attach);
  for (const command of [program, ...descendants(program)])
    command.exitOverride().showHelpAfterError("(--help shows how)");
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.unusable;
    const command = argv.find((argument) => !argument.startsWith("-")) ?? "parcours";
    const failed = toFailure(error, command);
    if (failed === undefined) throw error;
    const session = createSession(io, readGlobals(program));
    session.progress("");
    session.report(failed.problems.map((problem) => withAddress(problem, session)));
    // `restore` speaks of the file it was given, not of the workspace's own.
    if (command !== "restore" && failed.problems.some(({ code }) => code === "damaged"))
      await offerBackup(session);
    return failed.exit;
  }
}

/** Who is told that the folder is in use is told where, if it is served to a browser. */
function withAddress(problem: CliProblem, { dataDir }: Session): CliProblem {
  const url = problem.code === "in-use" ? findServing(dataDir) : undefined;
  if (url === undefined) return problem;
  const where = `It is served at ${url}; the whole address with its key is in the terminal that started it.`;
  return { ...problem, message: `${problem.message} ${where}` };
}

/** Who is told that a file is damaged is told the way out as well. */
async function offerBackup(session: Session): Promise<void> {
  const good = await newestGoodBackup(session.dataDir);
  session.report([
    good === undefined
      ? {
          code: "no-backup",
          path: session.dataDir,
          severity: "warning",
          message: "There is no sound backup in the data folder; parcours restore takes one from elsewhere.",
        }
      : {
          code: "backup-offered",
          path: good.file,
          severity: "warning",
          message: `The newest sound backup is of ${new Date(good.madeAt).toISOString()}: parcours restore ${good.file}`,
        },
  ]);
}

function describeProgram(program: Command, io: CliIo): void {
  program
    .description(
      "Draw customer journeys, run them on your own machine, and see beforehand what every customer will live through.",
    )
    .version(packageJson.version, "--version")
    .option(
      "--data-dir <dir>",
      "data folder (default: PARCOURS_DATA_DIR, else the platform's place for user data)",
    )
    .option("--json", "answers and errors as JSON")
    .addOption(new Option("--seed <n>", "seed of random choices").argParser(readSeed))
    .option("--quiet", "no progress, no warnings, no confirmations")
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .addHelpText(
      "after",
      [
        "",
        "Exit codes: 0 fine, 1 the answer is no, 2 unusable input or usage, 3 something outside failed.",
        "",
        "Example:",
        "  parcours import --sample && parcours publish after-trip",
        "  parcours events send events.ndjson && parcours run --until-idle --trace",
        "",
      ].join("\n"),
    );
}

function readGlobals(program: Command): GlobalOptions {
  return program.opts<GlobalOptions>();
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed))
    throw new InvalidArgumentError("A seed is a whole number.");
  return seed;
}

/** Positional arguments as texts; a variadic one comes as a list, an absent one as undefined. */
function argumentsIn(given: readonly unknown[]): string[] {
  return given.flat().filter((value): value is string => typeof value === "string");
}

function descendants(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...descendants(child)]);
}

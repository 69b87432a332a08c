import type { Command } from "commander";
import { runChecks } from "../../service/doctor.ts";
import type { Check } from "../../service/doctor-check.ts";
import { repairWorkspace } from "../../service/repair.ts";
import { EXIT } from "../failure.ts";
import type { ExitCode } from "../failure.ts";
import type { Attach } from "../command.ts";
import type { Session } from "../session.ts";

/** Is the data folder well. */
export function addDoctorCommand(program: Command, attach: Attach): void {
  attach(
    program
      .command("doctor")
      .description(
        "Checks the data folder: file, schema, graphs, who waits for what. Exit code 1 when something is wrong.",
      )
      .option(
        "--repair",
        "make changed graphs anew from their documents, take parked people back to work, look again at everybody with something open",
      )
      .addHelpText("after", "\nExample:\n  parcours doctor --json\n"),
    async (session, _args, options) => {
      if (options["repair"] === true)
        await session.withService({ autoRun: false }, async ({ context }) => {
          const { db, clock } = context.writer();
          const done = repairWorkspace(db, clock.now());
          session.say(
            `graphs made anew: ${done.graphs}, taken back to work: ${done.unparked}, looked at again: ${done.scheduled}`,
          );
        });
      return session.withService({ readOnly: true }, async ({ context }) => {
        session.progress("Looking at the whole file and everybody in it…");
        const checks = runChecks(context.db, session.dataDir, context.clock.now());
        session.progress("");
        return tell(session, checks);
      });
    },
  );
}

function tell(session: Session, checks: readonly Check[]): ExitCode {
  const failed = checks.filter((check) => !check.ok);
  session.show(
    checks,
    checks.map(({ ok, name, detail }) => `${ok ? "ok  " : "BAD "} ${name}: ${detail}`),
  );
  session.report(
    failed.map(({ name, detail }) => ({ code: `doctor-${name}`, path: session.dataDir, message: detail })),
  );
  return failed.length > 0 ? EXIT.no : EXIT.fine;
}

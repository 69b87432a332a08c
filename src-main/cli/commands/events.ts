import type { Command } from "commander";
import { LIMITS } from "../../../src-shared/limits.ts";
import type { IncomingEvent } from "../../../src-shared/person/events.ts";
import type { Problem } from "../../../src-shared/problems.ts";
import { ingestEvents } from "../../service/ingest.ts";
import { openEventInput } from "../event-input.ts";
import type { EventInput } from "../event-input.ts";
import { CliFailure, EXIT, problemsOf } from "../failure.ts";
import type { Attach } from "../command.ts";
import type { Session } from "../session.ts";

/** Events into the data folder. */
export function addEventCommands(program: Command, attach: Attach): void {
  const events = program.command("events").description("Events of people.");

  attach(
    events
      .command("send")
      .description(
        "Takes events in, each once by its messageId. Everything is checked before anything is kept; sending the same again changes nothing.",
      )
      .argument("<file>", "NDJSON, or JSON up to 20 MiB; - reads what is piped in")
      .addHelpText("after", "\nExample:\n  cat events.ndjson | parcours events send -\n"),
    async (session, [file = ""]) => {
      const input = await openEventInput(file, session.io.stdin);
      try {
        await check(session, file, input);
        await keep(session, input);
      } finally {
        await input.close();
      }
    },
  );

  attach(
    events
      .command("list")
      .description("The newest events.")
      .option("--person <id>", "of one person only")
      .option("--limit <n>", "how many", "100")
      .addHelpText("after", "\nExample:\n  parcours events list --person sara\n"),
    async (session, _args, options) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const limit = Math.min(500, Math.max(1, Number.parseInt(String(options["limit"]), 10) || 100));
        const personId = typeof options["person"] === "string" ? options["person"] : undefined;
        const rows = await client.events.recent({ limit, personId });
        session.list(
          rows.map((row) => ({ ...row, timestamp: new Date(row.timestamp).toISOString() })),
          ["timestamp", "personId", "name", "state", "messageId"],
        );
      });
    },
  );
}

async function check(session: Session, file: string, input: EventInput): Promise<void> {
  const problems: Problem[] = [];
  let count = 0;
  for await (const read of input.read()) {
    if (read.problem !== undefined) problems.push(read.problem);
    if (problems.length >= LIMITS.problems) break;
    count += 1;
    if (count % LIMITS.batchEvents === 0) session.progress(`${count} events checked`);
  }
  session.progress("");
  if (problems.length > 0) throw new CliFailure(EXIT.unusable, problemsOf(file, problems));
}

async function keep(session: Session, input: EventInput): Promise<void> {
  await session.withService({ autoRun: false }, async ({ context }) => {
    const { db, clock } = context.writer();
    const total = { accepted: 0, duplicates: 0 };
    let batch: IncomingEvent[] = [];
    const flush = (): void => {
      const counts = ingestEvents(db, batch, clock.now());
      total.accepted += counts.accepted;
      total.duplicates += counts.duplicates;
      session.report(problemsOf("events", counts.problems));
      batch = [];
      session.progress(`${total.accepted + total.duplicates} events kept`);
    };
    for await (const read of input.read()) {
      // Everything was checked a moment ago: a file that changed since is not half kept in silence.
      if (read.problem !== undefined)
        throw new CliFailure(EXIT.unusable, problemsOf("events", [read.problem]));
      batch.push(read.event);
      if (batch.length >= LIMITS.batchEvents) flush();
    }
    flush();
    session.progress("");
    session.show(total, [`${total.accepted} accepted, ${total.duplicates} known already`]);
  });
}

import type { Command } from "commander";
import { Option } from "commander";
import { runGuarded } from "../../scheduler/run-guarded.ts";
import { startScheduler } from "../../scheduler/wake.ts";
import type { Batch } from "../../scheduler/work.ts";
import type { Writer } from "../../service/context.ts";
import type { Service } from "../../service/service.ts";
import { viewOverdue } from "../../service/views/overdue.ts";
import { countDue, earliestDue } from "../../store/agenda.ts";
import type { ReadableDb } from "../../store/db.ts";
import { countRuns } from "../../store/runs.ts";
import { readSending } from "../../store/sending.ts";
import { readPolicies } from "../../store/settings.ts";
import { lastTrace, traceAfter } from "../../store/trace.ts";
import { EXIT, failure } from "../failure.ts";
import type { ExitCode } from "../failure.ts";
import { instantOption, instantOrDuration } from "../read-input.ts";
import type { Attach } from "../command.ts";
import type { Session } from "../session.ts";
import { untilStopped } from "../stopping.ts";

/** Lines of trace read at a time. */
const PAGE = 1_000;

/** The scheduler, headless. */
export function addRunCommand(program: Command, attach: Attach): void {
  attach(
    program
      .command("run")
      .description(
        "Runs published journeys. On the system clock until Ctrl C, or with --until-idle until nothing is due by now. " +
          "A virtual clock jumps from due instant to due instant, to --until or until nothing is due any more.",
      )
      .option("--until-idle", "end when nothing is due")
      .addOption(
        new Option("--clock <clock>", "which time it lives in")
          .choices(["system", "virtual"])
          .default("system"),
      )
      .option("--from <iso>", "where a virtual clock starts (default: now)")
      .option("--until <t>", "where a virtual clock ends: an instant, or a duration from its start")
      .option("--trace", "what happens, as NDJSON on stdout")
      .addHelpText(
        "after",
        "\nExample:\n  parcours run --clock virtual --from 2027-03-12T18:00:00Z --until P30D --trace\n",
      ),
    async (session, _args, options) => {
      const virtual = options["clock"] === "virtual";
      const { from, until } = options;
      if (!virtual && (from !== undefined || until !== undefined))
        throw failure(EXIT.unusable, "usage", "run", "--from and --until need --clock virtual.");
      const start = typeof from === "string" ? instantOption("--from", from) : Date.now();
      return session.withService(
        {
          clock: virtual ? "virtual" : "system",
          from: start,
          autoRun: false,
          backUp: !virtual && options["untilIdle"] !== true,
        },
        async (service) => {
          const end =
            typeof until === "string"
              ? instantOrDuration("--until", until, start, zoneOf(service))
              : undefined;
          if (end !== undefined && end < start)
            throw failure(EXIT.unusable, "bad-date", "--until", "It lies before --from.");
          const watch = watchBatches(session, service.context.db, options["trace"] === true);
          const writer = service.context.writer();
          if (virtual || options["untilIdle"] === true)
            await runGuarded(writer, {
              until: end,
              signal: session.io.stop,
              awaitContent: true,
              onBatch: watch.onBatch,
            });
          else await runUntilStopped(session, writer, watch.onBatch);
          return finish(session, service, watch, options["trace"] === true);
        },
      );
    },
  );
}

/** Calendar days of --until are counted in the workspace's zone, as simulate counts them. */
function zoneOf({ context }: Service): string {
  return readPolicies(context.db).timeZone ?? context.timeZone;
}

interface Watch {
  people: number;
  parked: string[];
  onBatch(batch: Batch): void;
}

/** Prints the trace of each batch once it is committed, or shows how far the work is. */
function watchBatches(session: Session, db: ReadableDb, trace: boolean): Watch {
  let seq = lastTrace(db);
  const watch: Watch = {
    people: 0,
    parked: [],
    onBatch(batch) {
      watch.people += batch.people;
      watch.parked.push(...batch.parked);
      if (!trace) return session.progress(`${watch.people} steps of people`);
      for (let lines = traceAfter(db, seq, PAGE); lines.length > 0; lines = traceAfter(db, seq, PAGE)) {
        seq = lines.at(-1)?.seq ?? seq;
        session.io.out(lines.map(({ line }) => `${line}\n`).join(""));
      }
    },
  };
  return watch;
}

async function runUntilStopped(
  session: Session,
  writer: Writer,
  onBatch: (batch: Batch) => void,
): Promise<void> {
  let failed: Error | undefined;
  const broken = new AbortController();
  const scheduler = startScheduler(writer, {
    onBatch: (batch) => {
      onBatch(batch);
      writer.courier.wake();
    },
    onError: (error) => {
      failed = error instanceof Error ? error : new Error(String(error));
      broken.abort();
    },
  });
  writer.courier.onMoved(({ worked }) => {
    onBatch({ people: worked.length, parked: [], worked, idle: false });
    scheduler.wake();
  });
  scheduler.wake();
  writer.courier.start();
  await untilStopped(AbortSignal.any([session.io.stop, broken.signal]));
  await scheduler.stop();
  await writer.courier.stop();
  if (failed !== undefined) throw failed;
}

function finish(session: Session, service: Service, watch: Watch, trace: boolean): ExitCode {
  const { db, clock } = service.context;
  session.progress("");
  const active = countRuns(db, "active");
  const next = earliestDue(db);
  const { pauses } = readSending(db);
  const overdue = viewOverdue(db);
  if (!trace)
    session.show(
      {
        steps: watch.people,
        parked: watch.parked,
        active,
        ended: countRuns(db) - active,
        due: countDue(db, clock.now()),
        next,
        paused: pauses.map(({ reason }) => reason),
        overdue: overdue.state === "asking" ? overdue.total : 0,
      },
      [
        `${active} runs active, ${countRuns(db) - active} ended`,
        ...(next === undefined ? [] : [`next due ${new Date(next).toISOString()}`]),
        ...pauses.map(({ reason }) => `sending is paused (${reason}): parcours sending resume`),
        ...(overdue.state === "asking"
          ? [`${overdue.total} overdue messages wait for your yes: parcours overdue list`]
          : []),
      ],
    );
  session.report(
    watch.parked.map((personId) => ({
      code: "parked",
      path: personId,
      message: "Working on this person failed; doctor says why, doctor --repair tries again.",
    })),
  );
  return watch.parked.length > 0 ? EXIT.no : EXIT.fine;
}

import type { Command } from "commander";
import { Option } from "commander";
import { writePeopleCsv } from "../../../src-shared/person/csv.ts";
import { importPeople, readPeopleText } from "../../service/people-import.ts";
import { peopleAfter } from "../../store/people.ts";
import type { ReadableDb } from "../../store/db.ts";
import type { Person } from "../../../src-shared/person/person.ts";
import type { ErasedShape } from "../../../src-shared/api/care.ts";
import { listBackups } from "../../store/backup.ts";
import { CliFailure, EXIT, problemsOf } from "../failure.ts";
import type { ExitCode } from "../failure.ts";
import { readInput } from "../read-input.ts";
import type { Attach } from "../command.ts";
import type { Session } from "../session.ts";

/** People read at a time when all of them are written out. */
const PAGE = 500;

/** People of the data folder. */
export function addPeopleCommands(program: Command, attach: Attach): void {
  const people = program.command("people").description("People of the data folder.");

  attach(
    people
      .command("import")
      .description(
        "Adds people from CSV or JSON, or merges what the file says into those who are there. All or none.",
      )
      .argument("<file>", "a .csv or .json file; - reads JSON that is piped in")
      .addOption(
        new Option("--format <format>", "when the file's name does not tell").choices(["csv", "json"]),
      )
      .option("--skip-errors", "leave out rows with errors and take the others")
      .option("--dry-run", "read and report, write nothing")
      .addHelpText("after", "\nExample:\n  parcours people import people.csv\n"),
    async (session, [file = ""], options) => {
      const format =
        options["format"] === "csv" || (options["format"] === undefined && /\.csv$/i.test(file))
          ? "csv"
          : "json";
      const { people: read, problems } = readPeopleText(await readInput(file, session.io.stdin), format);
      const errors = problems.filter((found) => found.severity === "error");
      if (errors.length > 0 && (options["skipErrors"] !== true || read.length === 0))
        throw new CliFailure(EXIT.unusable, problemsOf(file, errors));
      session.report(problemsOf(file, problems));
      if (options["dryRun"] === true) {
        session.show({ people: read.length }, [`${read.length} people can be imported`]);
        return;
      }
      await session.withService({ autoRun: false }, async ({ context }) => {
        const { db, clock, worlds } = context.writer();
        const { problems: refused, ...counts } = importPeople(db, read, clock.now(), worlds.watchesPeople());
        session.report(problemsOf(file, refused));
        session.show(counts, [`${counts.added} added, ${counts.updated} updated`]);
      });
    },
  );

  attach(
    people
      .command("list")
      .description("People, by id.")
      .option("--search <text>", "part of a name, an address or an id", "")
      .option("--limit <n>", "how many", "100")
      .addHelpText("after", "\nExample:\n  parcours people list --search sara\n"),
    async (session, _args, options) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const limit = Math.min(500, Math.max(1, Number.parseInt(String(options["limit"]), 10) || 100));
        const found = await client.people.list({ search: String(options["search"]), limit });
        session.list(found.people.map(rowOf), ["id", "email", "phone", "timeZone", "locale", "traits"]);
        if (found.total > found.people.length)
          session.report([
            {
              code: "more",
              path: "people",
              severity: "info",
              message: `${found.total - found.people.length} more; export writes all of them.`,
            },
          ]);
      });
    },
  );

  attach(
    people
      .command("show")
      .description("Everything about one person: profile, consents, runs and messages.")
      .argument("<id>", "the person")
      .addHelpText("after", "\nExample:\n  parcours people show sara\n"),
    async (session, [id = ""]) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const person = await client.people.get({ id });
        const { runs } = await client.runs.list({ personId: id, limit: 500 });
        const { sends } = await client.outbox.list({ personId: id, limit: 500 });
        session.io.out(`${JSON.stringify({ person, runs, sends }, undefined, 2)}\n`);
      });
    },
  );

  attach(
    people
      .command("export")
      .description(
        "Everybody, as CSV that imports again (devices left out) or as JSON; with an id all that is stored of that person, as JSON.",
      )
      .argument("[id]", "one person, with events, runs, messages, trace and deliveries")
      .addOption(new Option("--format <format>", "what to write").choices(["csv", "json"]).default("csv"))
      .addHelpText("after", "\nExample:\n  parcours people export --format json > people.json\n"),
    async (session, [id], options) => {
      await session.withService({ readOnly: true }, async ({ context, client }) => {
        if (id !== undefined) {
          session.io.out((await client.people.exportOne({ id })).text);
          return;
        }
        const everybody = [...allPeople(context.db)];
        session.io.out(
          options["format"] === "json"
            ? `${JSON.stringify(everybody, undefined, 2)}\n`
            : writePeopleCsv(everybody),
        );
      });
    },
  );

  attach(
    people
      .command("erase")
      .description(
        "Erases one person for good: profile, consents, events, runs, messages and deliveries, in the workspace, its backups and its logs.",
      )
      .argument("<id>", "the person")
      .option("--yes", "do it; without this it only says what would happen")
      .addHelpText(
        "after",
        "\nExample:\n  parcours people export sara > sara.json && parcours people erase sara --yes\n",
      ),
    async (session, [id = ""], options): Promise<ExitCode> => {
      if (options["yes"] !== true) return announce(session, id);
      return session.withService({ autoRun: false }, async ({ client }) => {
        const erased = await client.people.erase({ id });
        session.show(erased, eraseLines(erased));
        return EXIT.fine;
      });
    },
  );
}

/** Says what erasing would do, and does nothing. */
async function announce(session: Session, id: string): Promise<ExitCode> {
  await session.withService({ readOnly: true }, async ({ client, context }) => {
    await client.people.exportOne({ id });
    const backups = listBackups(context.dataDir).length;
    session.show({ id, backups, erased: false }, [
      `Erasing ${id} cannot be taken back. Open runs end, and everything stored of this person goes: profile, consents,`,
      "events, runs, messages, trace, deliveries; also from the log of the database, the logs, and the backups",
      `(${backups}), which are written anew, or removed where they are damaged. A keyed hash stays, so that no import`,
      "and no event takes this person in again. Backups you keep elsewhere are not reached.",
      "Run it again with --yes to do it.",
    ]);
  });
  return EXIT.no;
}

function eraseLines({ rows, backups, logs, written, left, mentions }: ErasedShape): string[] {
  return [
    `erased: ${Object.entries(rows)
      .map(([table, count]) => `${table} ${count}`)
      .join(", ")}`,
    ...backups.map(({ name, done }) => `backup ${name}: ${done}`),
    ...logs.map((name) => `log ${name}: lines taken out`),
    ...written.map(
      (each) =>
        `journey ${each.journeyId}: written over in ${each.in.join(", ")}; look whether it still says what it should`,
    ),
    ...left.map(({ journeyId, version, setting }) =>
      setting === undefined
        ? `version ${version} of journey ${journeyId} names this person: publish it anew; the version goes with the journey`
        : `the setting ${setting} names this person: change it in Settings, then erase is complete`,
    ),
    ...mentions.map(
      (name) => `${name} still mentions an id or address of this person, in someone else's data`,
    ),
  ];
}

function* allPeople(db: ReadableDb): Generator<Person> {
  for (
    let page = peopleAfter(db, "", PAGE);
    page.length > 0;
    page = peopleAfter(db, page.at(-1)?.id ?? "", PAGE)
  )
    yield* page;
}

function rowOf({ id, email, phone, timeZone, locale, traits }: Person): Record<string, unknown> {
  return { id, email, phone, timeZone, locale, traits };
}

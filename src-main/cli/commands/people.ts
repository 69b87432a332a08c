import type { Command } from "commander";
import { Option } from "commander";
import { writePeopleCsv } from "../../../src-shared/person/csv.ts";
import { importPeople, readPeopleText } from "../../service/people-import.ts";
import { peopleAfter } from "../../store/people.ts";
import type { ReadableDb } from "../../store/db.ts";
import type { Person } from "../../../src-shared/person/person.ts";
import { CliFailure, EXIT, problemsOf } from "../failure.ts";
import { readInput } from "../read-input.ts";
import type { Attach } from "../command.ts";

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
        const counts = importPeople(db, read, clock.now(), worlds.watchesPeople());
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
      .description("Everybody, as CSV that imports again (devices left out), or as JSON with everything.")
      .addOption(new Option("--format <format>", "what to write").choices(["csv", "json"]).default("csv"))
      .addHelpText("after", "\nExample:\n  parcours people export --format json > people.json\n"),
    async (session, _args, options) => {
      await session.withService({ readOnly: true }, async ({ context }) => {
        const everybody = [...allPeople(context.db)];
        session.io.out(
          options["format"] === "json"
            ? `${JSON.stringify(everybody, undefined, 2)}\n`
            : writePeopleCsv(everybody),
        );
      });
    },
  );
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

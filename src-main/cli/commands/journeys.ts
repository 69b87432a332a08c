import type { Command } from "commander";
import { Option } from "commander";
import { existsSync } from "node:fs";
import writeFileAtomic from "write-file-atomic";
import type { ExportFormat } from "../../../src-shared/api/shapes.ts";
import type { Journey } from "../../../src-shared/journey/schema.ts";
import { compile } from "../../../src-shared/compile/compile.ts";
import { readJourney } from "../../../src-shared/journey/read.ts";
import { journeySvg } from "../../../src-shared/picture/journey-svg.ts";
import type { Service } from "../../service/service.ts";
import { findJourney } from "../../store/journeys.ts";
import { storeDraft } from "../../service/drafts.ts";
import { CliFailure, EXIT, failure, problemsOf } from "../failure.ts";
import type { CliProblem } from "../failure.ts";
import { knownNear } from "../known-names.ts";
import { addLiveEditOptions, readLiveEdit, showPlan } from "../live-edit.ts";
import { compileOrFail, readJourneyFile } from "../read-input.ts";
import type { Attach } from "../command.ts";
import type { Session } from "../session.ts";
import { pauseAll, resumeAll } from "./sending.ts";

/** Journeys into and out of the data folder, and their life there. */
export function addJourneyCommands(program: Command, attach: Attach): void {
  attach(
    program
      .command("import")
      .description(
        "Journeys into the data folder, all or none. A journey with errors is refused, unless --draft.",
      )
      .argument("[file...]", "journeys; - reads what is piped in")
      .option("--sample", 'add the sample "After the trip" with its people and events')
      .option("--replace", "replace journeys that exist")
      .option("--draft", "take journeys with errors too, to be mended in the app")
      .addHelpText(
        "after",
        "\nExample:\n  parcours import --sample\n  parcours import journeys/*.journey.json\n",
      ),
    importJourneys,
  );

  attach(
    program
      .command("export")
      .description("A journey of the data folder as a file.")
      .argument("<id>", "the journey")
      .addOption(
        new Option("--format <format>", "what to write")
          .choices(["journey", "graph", "schema", "mermaid", "svg"])
          .default("journey"),
      )
      .option("-o, --output <out>", "write to a file instead of stdout")
      .addHelpText("after", "\nExample:\n  parcours export after-trip --format mermaid > trip.mmd\n"),
    async (session, [id = ""], options) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const format = options["format"] as ExportFormat | "svg";
        const { text } =
          format === "svg"
            ? { text: journeySvg(await draftOf(client, id)) }
            : await client.journeys.exportText({ id, format });
        const output = options["output"];
        if (typeof output !== "string") return session.io.out(text);
        await writeFileAtomic(output, text);
        session.say(`wrote ${output}`);
      });
    },
  );

  attach(
    addLiveEditOptions(
      program
        .command("publish")
        .description(
          "Publishes a journey of the data folder, or a file, as a new version. Exit code 1 when it has errors, or when " +
            "people wait at steps for which nothing is said.",
        )
        .argument("<id-or-file>", "the journey, or a file to import (replacing) and publish"),
    ).addHelpText(
      "after",
      "\nNames of events, attributes and segments are checked against the people and events of the data folder, once it has some.\n" +
        "\nExample:\n  parcours publish after-trip --waiting move --map calm=rest --plan\n" +
        "  parcours publish after-trip --waiting move --map calm=rest\n",
    ),
    async (session, [named = ""], options) => {
      const file =
        /\.json$/i.test(named) || existsSync(named) ? await readPublishable(session, named) : undefined;
      const planOnly = options["plan"] === true;
      if (planOnly && file !== undefined)
        throw failure(
          EXIT.unusable,
          "usage",
          named,
          "--plan wants a journey of the data folder; import it first.",
        );
      await session.withService({ autoRun: false, readOnly: planOnly }, async ({ client, context }) => {
        if (file !== undefined) storeDraft(context.writer().db, file, context.clock.now());
        const id = file?.id ?? named;
        const input = { id, ...readLiveEdit(options) };
        if (planOnly) return showPlan(session, id, await client.journeys.planPublish(input));
        const published = await client.journeys.publish(input);
        session.report(problemsOf(named, published.problems));
        const { problems: _problems, ...version } = published;
        session.show({ id, ...version }, [`published ${id} version ${version.version} ${version.hash}`]);
      });
    },
  );

  const states = [
    [
      "pause",
      "paused",
      "Holds everybody where they are; events are kept and applied on resume.",
      "hold the messages of every journey instead; people move on",
    ],
    [
      "resume",
      "live",
      "Goes on after a pause, or opens a stopped journey again.",
      "let messages go out again after --all, whatever paused them",
    ],
    ["stop", "stopped", "Ends every run. Nobody enters any more."],
  ] as const;
  for (const [name, to, description, everything] of states) {
    const command = program.command(name).description(description).argument("[id]", "the journey");
    if (everything !== undefined) command.option("--all", everything);
    command.addHelpText("after", `\nExample:\n  parcours ${name} after-trip\n`);
    attach(command, async (session, [id], options) => {
      if ((options["all"] === true) === (id !== undefined))
        throw failure(
          EXIT.unusable,
          "usage",
          name,
          everything === undefined ? "Name a journey." : "Name a journey, or --all.",
        );
      if (id === undefined) return to === "paused" ? pauseAll(session) : resumeAll(session);
      await session.withService({ autoRun: false }, async ({ client }) => {
        const { state } = await client.journeys.setState({ id, to });
        session.show({ id, state }, [`${id} is ${state}`]);
      });
    });
  }

  attach(
    program
      .command("journeys")
      .description("The journeys of the data folder.")
      .addHelpText("after", "\nExample:\n  parcours journeys --json\n"),
    async (session) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const rows = (await client.journeys.list()).map(({ people, ...row }) => ({
          ...row,
          active: people.active,
          ended: people.ended,
        }));
        session.list(rows, ["id", "name", "state", "version", "steps", "errors", "active", "ended"]);
      });
    },
  );
}

async function importJourneys(
  session: Session,
  files: string[],
  options: Record<string, unknown>,
): Promise<void> {
  if (files.length === 0 && options["sample"] !== true)
    throw failure(EXIT.unusable, "usage", "import", "Name a file, or --sample.");
  const journeys: { file: string; journey: Journey }[] = [];
  const warnings: CliProblem[] = [];
  for (const file of files) {
    const { journey } = await readJourneyFile(file, session.io.stdin);
    const known = await knownNear(session, file);
    const problems =
      options["draft"] === true
        ? problemsOf(file, compile(journey, known).problems)
        : compileOrFail(file, journey, known).warnings;
    warnings.push(...problems);
    if (journeys.some((each) => each.journey.id === journey.id))
      throw failure(EXIT.unusable, "duplicate-id", file, `Two of the files are the journey ${journey.id}.`);
    journeys.push({ file, journey });
  }
  await session.withService({ autoRun: false }, async ({ client, context }) => {
    const { db, clock } = context.writer();
    const existing = journeys.filter(({ journey }) => findJourney(db, journey.id) !== undefined);
    if (existing.length > 0 && options["replace"] !== true)
      throw new CliFailure(
        EXIT.unusable,
        existing.map(({ file, journey }) => ({
          code: "exists",
          path: file,
          message: `There is a journey ${journey.id} already; --replace replaces it.`,
        })),
      );
    db.transaction(() => {
      for (const { journey } of journeys) storeDraft(db, journey, clock.now());
    });
    session.report(warnings);
    for (const { journey } of journeys) session.say(`imported ${journey.id}`);
    if (options["sample"] === true) {
      const { journeyId } = await client.workspace.loadSample();
      session.say(`imported ${journeyId} with its people and events`);
    }
  });
}

async function draftOf(client: Service["client"], id: string): Promise<Journey> {
  const { text } = await client.journeys.exportText({ id, format: "journey" });
  const { journey, problems } = readJourney(text);
  if (journey === undefined) throw new CliFailure(EXIT.outside, problemsOf(id, problems));
  return journey;
}

async function readPublishable(session: Session, file: string): Promise<Journey> {
  const { journey } = await readJourneyFile(file, session.io.stdin);
  compileOrFail(file, journey);
  return journey;
}

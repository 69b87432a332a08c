import type { Command } from "commander";
import { Option } from "commander";
import type { SendDetail } from "../../../src-shared/api/shapes.ts";
import type { RunStatus } from "../../../src-shared/engine/run.ts";
import { writeTraceLine } from "../../../src-shared/engine/trace.ts";
import type { TraceLine } from "../../../src-shared/engine/trace.ts";
import { formatInstant } from "../../../src-shared/time/instant.ts";
import { deliveryDetail } from "../../service/views/deliveries.ts";
import { findSend } from "../../store/sends.ts";
import { EXIT, failure } from "../failure.ts";
import type { Attach } from "../command.ts";

/** What happened to people, and why. */
export function addRunsCommands(program: Command, attach: Attach): void {
  const runs = program.command("runs").description("Passages of people through journeys.");

  attach(
    runs
      .command("list")
      .description("Runs, newest first.")
      .option("--journey <id>", "of one journey")
      .option("--person <id>", "of one person")
      .addOption(
        new Option("--status <status>", "in one state").choices([
          "active",
          "completed",
          "exited",
          "halted",
          "stopped",
        ]),
      )
      .option("--limit <n>", "how many", "100")
      .addHelpText("after", "\nExample:\n  parcours runs list --journey after-trip --status active\n"),
    async (session, _args, options) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const found = await client.runs.list({
          limit: Math.min(500, Math.max(1, Number.parseInt(String(options["limit"]), 10) || 100)),
          ...(typeof options["journey"] === "string" ? { journeyId: options["journey"] } : {}),
          ...(typeof options["person"] === "string" ? { personId: options["person"] } : {}),
          ...(typeof options["status"] === "string" ? { status: options["status"] as RunStatus } : {}),
        });
        session.list(
          found.runs.map((run) => ({
            ...run,
            ...(run.until === undefined ? {} : { until: formatInstant(run.until) }),
          })),
          ["id", "journeyId", "version", "personId", "status", "nodeId", "until", "endReason"],
        );
      });
    },
  );

  attach(
    runs
      .command("show")
      .description("One run: its trace, a line for each fact. With --json everything about it.")
      .argument("<id>", "the run")
      .addHelpText("after", "\nExample:\n  parcours runs show RUN\n"),
    async (session, [id = ""]) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const run = await client.runs.get({ id });
        session.show(
          run,
          run.trace.map((line) => writeTraceLine(line as TraceLine)),
        );
      });
    },
  );

  attach(
    program
      .command("why")
      .description("Why a message was sent, held or not sent: every check of the gate with what it saw.")
      .argument("<send>", "the message")
      .addHelpText("after", "\nExample:\n  parcours outbox list\n  parcours why SEND\n"),
    async (session, [id = ""]) => {
      await session.withService({ readOnly: true }, async ({ context }) => {
        const send = findSend(context.db, id);
        if (send === undefined) throw failure(EXIT.unusable, "not-found", id, `There is no message ${id}.`);
        const { delivery } = deliveryDetail(context.db, send);
        const { personId, journeyId, nodeId, channel, status, reason, plannedAt, heldUntil, verdicts } = send;
        session.show(
          {
            id,
            personId,
            journeyId,
            nodeId,
            channel,
            class: send.class,
            status,
            reason,
            plannedAt,
            heldUntil,
            verdicts,
            ...(delivery === undefined ? {} : { delivery }),
          },
          [
            `${id}: ${channel} for ${personId} from ${journeyId}/${nodeId}, planned ${formatInstant(plannedAt)}`,
            `${status}${reason === undefined ? "" : ` (${reason})`}${heldUntil === undefined ? "" : ` until ${formatInstant(heldUntil)}`}`,
            ...verdicts.map(
              ({ check, pass, facts }) =>
                `${pass ? "pass" : "STOP"}  ${check.padEnd(13)}  ${JSON.stringify(facts)}`,
            ),
            ...deliveryLines(delivery),
          ],
        );
      });
    },
  );
}

/** What came of each time its channel was asked, one a line. */
function deliveryLines(delivery: SendDetail["delivery"]): string[] {
  if (delivery === undefined) return [];
  const next = delivery.dueAt === undefined ? "" : `, next ${formatInstant(delivery.dueAt)}`;
  const why = delivery.reason === undefined ? "" : ` (${delivery.reason})`;
  return [
    `delivery ${delivery.state}${why}${next}, Message-ID <${delivery.messageId}>`,
    ...delivery.tries.map(
      ({ number, begunAt, outcome = "no answer", reason = "", detail = "" }) =>
        `try ${number}  ${formatInstant(begunAt)}  ${[outcome, reason, detail].filter((text) => text !== "").join("  ")}`,
    ),
  ];
}

import type { Command } from "commander";
import { formatInstant } from "../../../src-shared/time/instant.ts";
import { remediesOf } from "../../channels/outbox.ts";
import type { Remedies } from "../../channels/outbox.ts";
import { findSend } from "../../store/sends.ts";
import { EXIT, failure } from "../failure.ts";
import type { Attach } from "../command.ts";

/** Every message as it was sent, and what may be done about it by hand. */
export function addOutboxCommands(program: Command, attach: Attach): void {
  const outbox = program.command("outbox").description("Every message, whatever its channel.");

  attach(
    outbox
      .command("list")
      .description("Messages, newest first.")
      .option("--journey <id>", "of one journey")
      .option("--person <id>", "to one person")
      .option("--channel <channel>", "through one channel")
      .option("--status <status>", "in one state: held, skipped, accepted, unknown, failed, expired")
      .option("--limit <n>", "how many", "100")
      .addHelpText("after", "\nExample:\n  parcours outbox list --status held\n"),
    async (session, _args, options) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const found = await client.outbox.list({
          limit: Math.min(500, Math.max(1, Number.parseInt(String(options["limit"]), 10) || 100)),
          ...(typeof options["journey"] === "string" ? { journeyId: options["journey"] } : {}),
          ...(typeof options["person"] === "string" ? { personId: options["person"] } : {}),
          ...(typeof options["channel"] === "string" ? { channel: options["channel"] } : {}),
          ...(typeof options["status"] === "string" ? { status: options["status"] } : {}),
        });
        session.list(
          found.sends.map((send) => ({ ...send, at: formatInstant(send.at) })),
          ["id", "at", "personId", "channel", "status", "reason", "headline"],
        );
      });
    },
  );

  attach(
    outbox
      .command("show")
      .description("One message as the person sees it.")
      .argument("<send>", "the message")
      .addHelpText("after", "\nExample:\n  parcours outbox show SEND --json\n"),
    async (session, [id = ""]) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const detail = await client.outbox.get({ id });
        const parts = Object.entries(detail.send.rendered ?? {}).map(
          ([part, value]) => `${part}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
        );
        const { summary } = detail;
        session.show(detail, [
          `${summary.channel} to ${summary.personName}${detail.send.to === undefined ? "" : ` <${detail.send.to}>`}: ${summary.status}`,
          ...parts,
        ]);
      });
    },
  );

  const remedies: [string, keyof Remedies, string][] = [
    ["retry", "retry", "Tries a failed delivery again."],
    ["resend", "resend", "Sends a message again whose delivery is unknown."],
    ["mark-sent", "markSent", "Notes that a message whose delivery is unknown did arrive."],
  ];
  for (const [name, remedy, description] of remedies)
    attach(
      outbox
        .command(name)
        .description(
          `${description} Messages kept in the outbox are never in that state; the answer then says so.`,
        )
        .argument("<send>", "the message")
        .addHelpText("after", `\nExample:\n  parcours outbox ${name} SEND\n`),
      async (session, [id = ""]) => {
        await session.withService({ readOnly: true }, async ({ context }) => {
          const send = findSend(context.db, id);
          if (send === undefined) throw failure(EXIT.unusable, "not-found", id, `There is no message ${id}.`);
          const { why } = remediesOf(send.status, send.channel)[remedy];
          throw failure(EXIT.no, "not-needed", id, why);
        });
      },
    );
}

import type { Command } from "commander";
import { formatInstant } from "../../../src-shared/time/instant.ts";
import { OutboxQueue } from "../../../src-shared/api/shapes.ts";
import type { Remedy, SendDetail, SendSummary } from "../../../src-shared/api/shapes.ts";
import { mendFor } from "../../../src-shared/render/mends.ts";
import { isParked } from "../../store/agenda.ts";
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
      .option(
        "--status <status>",
        "in one state: held, skipped, accepted, unknown, failed, expired; on the way outside: queued, attempting, quarantined",
      )
      .option("--limit <n>", "how many", "100")
      .addHelpText("after", "\nExample:\n  parcours outbox list --status held\n"),
    async (session, _args, options) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const { status } = options;
        const queue = OutboxQueue.safeParse(status).data;
        const found = await client.outbox.list({
          limit: Math.min(500, Math.max(1, Number.parseInt(String(options["limit"]), 10) || 100)),
          ...(typeof options["journey"] === "string" ? { journeyId: options["journey"] } : {}),
          ...(typeof options["person"] === "string" ? { personId: options["person"] } : {}),
          ...(typeof options["channel"] === "string" ? { channel: options["channel"] } : {}),
          ...(queue !== undefined ? { queue } : typeof status === "string" ? { status } : {}),
        });
        // People set aside hold their messages back: they belong to what waits for a decision.
        const parked = queue === "quarantined" ? (await client.outbox.health()).parked : [];
        session.list(
          [
            ...found.sends.map((send) => ({
              ...send,
              at: formatInstant(send.at),
              status: stateOf(send),
              reason: send.delivery?.reason ?? send.reason,
            })),
            ...parked.map(({ personId, reason, parkedAt }) => ({
              id: personId,
              at: formatInstant(parkedAt),
              personId,
              channel: "",
              status: "parked",
              reason,
              headline: "",
            })),
          ],
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
          ...whyNot(detail),
        ]);
      });
    },
  );

  attach(
    outbox
      .command("channels")
      .description("Each channel that reaches outside: whether it works, and what waits for it.")
      .addHelpText("after", "\nExample:\n  parcours outbox channels\n"),
    async (session) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const { channels } = await client.outbox.health();
        session.list(
          channels.map(({ downSince, probeAt, ...each }) => ({
            ...each,
            state: !each.live ? "outbox" : downSince === undefined ? "works" : "down",
            ...(downSince === undefined ? {} : { since: formatInstant(downSince) }),
            ...(probeAt === undefined || downSince === undefined ? {} : { probe: formatInstant(probeAt) }),
          })),
          ["channel", "state", "since", "probe", "reason", "queued", "attempting", "quarantined"],
        );
      });
    },
  );

  const remedies: [Remedy, string][] = [
    [
      "retry",
      "Tries again a message that failed, came too late or was set aside, or work on a person set aside.",
    ],
    [
      "resend",
      "Sends a message again whose answer was lost, with the same Message-ID. The person may get it twice.",
    ],
    ["mark-sent", "Notes that a message whose answer was lost did arrive."],
    ["skip", "Gives up a message that has not gone out yet; its run goes on."],
  ];
  for (const [remedy, description] of remedies)
    attach(
      outbox
        .command(remedy)
        .description(`${description} What is to go out goes with the next run, or at once in the open app.`)
        .argument("<send>", remedy === "retry" ? "the message, or the person" : "the message")
        .addHelpText("after", `\nExample:\n  parcours outbox ${remedy} SEND\n`),
      async (session, [id = ""]) => {
        await session.withService({ autoRun: false }, async ({ client, context }) => {
          const send = findSend(context.db, id);
          if (send === undefined && remedy === "retry" && isParked(context.db, id)) {
            await client.outbox.unpark({ personId: id });
            return session.say(`${id} is taken up again`);
          }
          if (send === undefined) throw failure(EXIT.unusable, "not-found", id, `There is no message ${id}.`);
          const { remedies: possible } = await client.outbox.get({ id });
          if (isParked(context.db, send.personId))
            throw failure(
              EXIT.no,
              "person-parked",
              id,
              `Work on ${send.personId} was set aside: parcours outbox retry ${send.personId}`,
            );
          if (!possible.includes(remedy))
            throw failure(
              EXIT.no,
              "not-needed",
              id,
              `This message is ${send.status}; ${possible.length === 0 ? "nothing can be done about it" : `possible: ${possible.join(", ")}`}.`,
            );
          await client.outbox.mend({ id, remedy });
          const { summary } = await client.outbox.get({ id });
          session.say(`${id}: ${stateOf(summary)}`);
        });
      },
    );
}

/** What kept a message from going, where, and what can be done about it. */
function whyNot({ send, stepName }: SendDetail): string[] {
  if (send.status === "accepted" || send.reason === undefined) return [];
  const facts = send.verdicts.find(({ pass }) => !pass)?.facts ?? {};
  const part = typeof facts["part"] === "string" ? `, part ${facts["part"]}` : "";
  const mend = mendFor(send.reason);
  return [
    `why: ${send.reason}${typeof facts["message"] === "string" ? `: ${facts["message"]}` : ""}`,
    `where: step “${stepName}” (${send.journeyId}/${send.nodeId})${part}`,
    ...(mend === undefined ? [] : [`to mend: ${mend.en}`]),
  ];
}

/** Where a message stands: on its way outside, or how that ended. */
function stateOf({ status, delivery }: SendSummary): string {
  const state = delivery?.state;
  return state === "queued" || state === "attempting" || state === "quarantined" ? state : status;
}

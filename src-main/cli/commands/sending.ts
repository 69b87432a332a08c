import type { Command } from "commander";
import { Option } from "commander";
import { SENDING_PAUSES, type PauseReason } from "../../../src-shared/engine/sending.ts";
import type { OverdueView, SendingState } from "../../../src-shared/api/shapes.ts";
import { formatInstant } from "../../../src-shared/time/instant.ts";
import type { Attach } from "../command.ts";
import type { Session } from "../session.ts";

/** The pause of all sending, for every journey at once. */
export function addSendingCommands(program: Command, attach: Attach): void {
  const sending = program
    .command("sending")
    .description("Whether messages go out at all. While sending is paused people move on and messages wait.");

  attach(
    sending
      .command("status")
      .description("Open, or paused and why.")
      .addHelpText("after", "\nExample:\n  parcours sending status\n"),
    async (session) => {
      await session.withService({ readOnly: true }, async ({ client }) =>
        showSending(session, await client.workspace.sending.status()),
      );
    },
  );
  attach(
    sending
      .command("pause")
      .description("Holds every message of every journey.")
      .addHelpText("after", "\nExample:\n  parcours sending pause\n"),
    async (session) => pauseAll(session),
  );
  attach(
    sending
      .command("resume")
      .description("Lets messages go out again that are still within their lateness.")
      .addOption(new Option("--reason <reason>", "take only this reason away").choices(SENDING_PAUSES))
      .addHelpText("after", "\nExample:\n  parcours sending resume --reason clock-jump\n"),
    async (session, _args, options) => resumeAll(session, options["reason"] as PauseReason | undefined),
  );
  addOverdueCommands(program, attach);
}

function addOverdueCommands(program: Command, attach: Attach): void {
  const overdue = program
    .command("overdue")
    .description(
      "Messages that should have gone out while nobody ran. More than 100 wait for a yes and expire without one.",
    );

  attach(
    overdue
      .command("list")
      .description("What waits, by journey and step.")
      .addHelpText("after", "\nExample:\n  parcours overdue list\n"),
    async (session) => {
      await session.withService({ readOnly: true }, async ({ client }) =>
        showOverdue(session, await client.workspace.sending.overdue()),
      );
    },
  );
  const answers = [
    ["send", "Lets them go out that are still within their lateness."],
    ["skip", "Gives them up; people go on."],
  ] as const;
  for (const [answer, description] of answers)
    attach(
      overdue
        .command(answer)
        .description(description)
        .option("--journey <id>", "only those of one journey")
        .addHelpText("after", `\nExample:\n  parcours overdue ${answer} --journey after-trip\n`),
      async (session, _args, { journey }) => {
        await session.withService({ autoRun: false }, async ({ client }) =>
          showOverdue(
            session,
            await client.workspace.sending.answerOverdue({
              answer,
              ...(typeof journey === "string" ? { journeyId: journey } : {}),
            }),
          ),
        );
      },
    );
}

function showOverdue(session: Session, view: OverdueView): void {
  if (view.state === "none") return session.say("nothing is overdue");
  session.list(
    view.groups.map(({ from, to, expiresFrom, ...group }) => ({
      ...group,
      answer: group.answer ?? (view.state === "counting" ? "counting" : "waits"),
      from: formatInstant(from),
      to: formatInstant(to),
      expires: formatInstant(expiresFrom),
    })),
    ["journeyId", "nodeId", "count", "from", "to", "expires", "answer"],
  );
}

/** Pauses all sending by hand and shows what came of it. */
export async function pauseAll(session: Session): Promise<void> {
  await session.withService({ autoRun: false }, async ({ client }) =>
    showSending(session, await client.workspace.sending.pause()),
  );
}

/** Takes one reason of the pause away, or all, and shows what is left. */
export async function resumeAll(session: Session, reason?: PauseReason): Promise<void> {
  await session.withService({ autoRun: false }, async ({ client }) =>
    showSending(session, await client.workspace.sending.resume(reason === undefined ? {} : { reason })),
  );
}

function showSending(session: Session, state: SendingState): void {
  const waiting = `${state.held} ${state.held === 1 ? "message waits" : "messages wait"}`;
  session.show(
    state,
    state.open
      ? [`sending is open, ${waiting}`]
      : state.pauses.map(
          ({ reason, since }) => `sending is paused (${reason}) since ${formatInstant(since)}, ${waiting}`,
        ),
  );
}

import type { Command } from "commander";
import { Option } from "commander";
import { SENDING_PAUSES, type PauseReason } from "../../../src-shared/engine/sending.ts";
import type { SendingState } from "../../../src-shared/api/shapes.ts";
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

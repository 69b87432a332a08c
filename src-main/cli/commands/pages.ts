import type { Command } from "commander";
import { Option } from "commander";
import { PageSettings } from "../../../src-shared/api/page-settings.ts";
import type { PageState } from "../../../src-shared/api/page-settings.ts";
import { EXIT, failure } from "../failure.ts";
import type { Attach } from "../command.ts";
import type { Session } from "../session.ts";

/** The pages people reach from messages: unsubscribe, surveys, tracked links. */
export function addPagesCommands(program: Command, attach: Attach): void {
  const pages = program
    .command("pages")
    .description("The pages people reach from messages: unsubscribe, surveys, tracked links.");

  attach(
    pages
      .command("show")
      .description("Where they are found, and what is noted there.")
      .addHelpText("after", "\nExample:\n  parcours pages show --json\n"),
    async (session) => {
      await session.withService({ readOnly: true }, async ({ client }) =>
        show(session, await client.workspace.pages()),
      );
    },
  );

  attach(
    pages
      .command("set")
      .description("Changes what is named and leaves the rest.")
      .option("--address <url>", "public HTTPS address under which a proxy offers them; none: takes it away")
      .addOption(onOff("--track-clicks", "links in email lead by way of the pages"))
      .addOption(onOff("--track-opens", "email carries an invisible picture"))
      .option("--sender-name <text>", "who the messages are from, as the pages say it")
      .option("--port <n>", "fixed port on this machine, from the next start; none: any")
      .addHelpText("after", "\nExample:\n  parcours pages set --address https://mail.example.com\n"),
    async (session, _args, options) => {
      await session.withService({ autoRun: false }, async ({ client }) => {
        const read = PageSettings.safeParse(changed(await client.workspace.pages(), options));
        if (!read.success) {
          const [issue] = read.error.issues;
          throw failure(EXIT.unusable, "bad-setting", `--${String(issue?.path[0])}`, issue?.message ?? "");
        }
        show(session, await client.workspace.setPages(read.data));
      });
    },
  );

  attach(
    pages
      .command("renew-key")
      .description("Seals all new links with a new key; links in messages that are out stay good.")
      .addHelpText("after", "\nExample:\n  parcours pages renew-key\n"),
    async (session) => {
      await session.withService({ autoRun: false }, async ({ client }) => {
        const { key } = await client.workspace.renewLinkKey();
        session.show({ key }, [`new links are sealed with key ${key}`]);
      });
    },
  );
}

function onOff(flag: string, description: string): Option {
  return new Option(`${flag} <on|off>`, description).choices(["on", "off"]);
}

function changed(state: PageState, options: Record<string, unknown>): Record<string, unknown> {
  const { address, senderName, port, trackClicks, trackOpens } = options;
  const next: Record<string, unknown> = { ...state };
  if (typeof address === "string") next["address"] = address === "none" ? undefined : address;
  if (typeof senderName === "string") next["senderName"] = senderName;
  if (typeof port === "string") next["port"] = port === "none" ? undefined : Number(port);
  if (typeof trackClicks === "string") next["trackClicks"] = trackClicks === "on";
  if (typeof trackOpens === "string") next["trackOpens"] = trackOpens === "on";
  return next;
}

function show(session: Session, state: PageState): void {
  session.show(state, [
    `public address: ${state.address ?? "none: promotional email to real addresses is refused"}`,
    `on this machine: ${state.local ?? "not served yet"}`,
    `clicks are ${state.trackClicks ? "" : "not "}tracked, opens are ${state.trackOpens ? "" : "not "}tracked`,
    ...(state.senderName === "" ? [] : [`sender: ${state.senderName}`]),
  ]);
}

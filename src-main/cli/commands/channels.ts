import type { Command } from "commander";
import type { ChannelView } from "../../../src-shared/api/channels.ts";
import { OutsideChannel, OUTSIDE_CHANNELS } from "../../../src-shared/channels/catalogue.ts";
import { describeReason } from "../../../src-shared/channels/reasons.ts";
import { SMS_PRESETS } from "../../../src-shared/channels/sms.ts";
import type { Attach } from "../command.ts";
import { EXIT, failure, problemsOf } from "../failure.ts";
import { readInput } from "../read-input.ts";
import type { Session } from "../session.ts";

/** Setting channels up from a terminal. Secrets come from a file or a pipe, never as an argument others can see. */
export function addChannelCommands(program: Command, attach: Attach): void {
  const channels = program
    .command("channels")
    .description("How messages leave this machine; a channel that is off keeps them in the outbox.");

  attach(
    channels
      .command("list")
      .description("Every channel with its state.")
      .addHelpText("after", "\nExample:\n  parcours channels list --json\n"),
    async (session) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const all = await client.channels.list();
        session.list(
          all.map((view) => ({
            channel: view.id,
            state: view.state,
            to: whereTo(view),
            problems: view.problems.length,
          })),
          ["channel", "state", "to", "problems"],
        );
      });
    },
  );

  attach(
    withId(
      channels.command("show").description("Settings of one channel; of secrets only whether they are set."),
    ),
    async (session, [id = ""]) => {
      await session.withService({ readOnly: true }, async ({ client }) =>
        show(session, await client.channels.get({ id: channelOf(id) })),
      );
    },
  );

  attach(
    withId(channels.command("set").description("Changes settings that are named and leaves the rest."))
      .argument("[settings...]", "name=value; lists and objects as JSON")
      .option(
        "--secret <name=file...>",
        "a secret from a file, or from what is piped in (name=-); name= takes it away",
      )
      .option("--preset <name>", `of sms: ${Object.keys(SMS_PRESETS).join(", ")}`)
      .addHelpText(
        "after",
        "\nExample:\n  parcours channels set email host=smtp.example.com user=me from=me@example.com on=true --secret password=-\n",
      ),
    async (session, [name = "", ...given], options) => {
      const id = channelOf(name);
      await session.withService({ autoRun: false }, async ({ client }) => {
        const before = await client.channels.get({ id });
        const settings = { ...preset(id, options["preset"]), ...readPairs(given, before.settings) };
        const secrets = await readSecrets(session, options["secret"]);
        show(session, await client.channels.set({ id, settings, secrets }));
      });
    },
  );

  for (const on of [true, false])
    attach(
      withId(
        channels
          .command(on ? "on" : "off")
          .description(
            on ? "Lets its messages leave from now on." : "Keeps its messages in the outbox from now on.",
          ),
      ),
      async (session, [id = ""]) => {
        await session.withService({ autoRun: false }, async ({ client }) =>
          show(session, await client.channels.set({ id: channelOf(id), settings: { on } })),
        );
      },
    );

  attach(
    withId(channels.command("clear").description("Forgets settings and secrets of a channel.")),
    async (session, [id = ""]) => {
      await session.withService({ autoRun: false }, async ({ client }) =>
        show(session, await client.channels.clear({ id: channelOf(id) })),
      );
    },
  );

  attach(
    withId(
      channels
        .command("test")
        .description("Really sends one test message, whether the channel is on or off."),
    )
      .argument(
        "<to>",
        "email address, phone number, web address of a receiver, or for push the id of a person",
      )
      .addHelpText(
        "after",
        "\nExit code 1 when it was not taken.\n\nExample:\n  parcours channels test email me@example.com\n",
      ),
    async (session, [id = "", to = ""]) => {
      return session.withService({ autoRun: false }, async ({ client }) => {
        const channel = channelOf(id);
        const { problems } = await client.channels.get({ id: channel });
        session.report(problemsOf(channel, problems));
        const answer = await client.channels.sendTest({ id: channel, to });
        const { text, hint } = describeReason(answer.reason ?? "", "en");
        const words = answer.outcome === "accepted" ? "accepted" : `${answer.outcome}: ${text}`;
        session.show(answer, [
          words,
          ...(answer.detail === undefined ? [] : [answer.detail]),
          ...(hint === "" ? [] : [hint]),
        ]);
        return answer.outcome === "accepted" ? EXIT.fine : EXIT.no;
      });
    },
  );

  attach(
    channels
      .command("keys")
      .description("Makes a new key pair for web push; browsers have to subscribe again.")
      .addHelpText("after", "\nExample:\n  parcours channels keys\n"),
    async (session) => {
      await session.withService({ autoRun: false }, async ({ client }) => {
        const publicKey = textOf((await client.channels.makeKeys()).settings["vapidPublicKey"]);
        session.show({ publicKey }, [publicKey]);
      });
    },
  );

  for (const allow of [true, false])
    attach(
      channels
        .command(allow ? "allow" : "disallow")
        .description(allow ? "Allows a host and port in your own network." : "Takes that back.")
        .argument("<host:port>", "for example localhost:1025")
        .addHelpText(
          "after",
          `\nExample:\n  parcours channels ${allow ? "allow" : "disallow"} localhost:1025\n`,
        ),
      async (session, [text = ""]) => {
        const found = /^\[?(.+?)\]?:(\d{1,5})$/.exec(text);
        const [host, port] = [found?.[1] ?? "", Number(found?.[2])];
        if (host === "" || port < 1 || port > 65_535)
          throw failure(EXIT.unusable, "bad-target", text, "Write host:port, for example localhost:1025.");
        await session.withService({ autoRun: false }, async ({ client }) => {
          const others = (await client.channels.localTargets()).filter(
            (each) => each.host !== host || each.port !== port,
          );
          const now = await client.channels.setLocalTargets(allow ? [...others, { host, port }] : others);
          session.list(now, ["host", "port"]);
        });
      },
    );
}

function withId(command: Command): Command {
  return command.argument("<channel>", OUTSIDE_CHANNELS.join(", "));
}

function channelOf(text: string): OutsideChannel {
  const read = OutsideChannel.safeParse(text);
  if (!read.success)
    throw failure(EXIT.unusable, "unknown-channel", text, `Channels are ${OUTSIDE_CHANNELS.join(", ")}.`);
  return read.data;
}

function show(session: Session, view: ChannelView): void {
  const secrets = Object.entries(view.secrets).map(
    ([name, state]) => `${name}: ${state === "absent" ? "not set" : state}`,
  );
  const settings = Object.entries(view.settings).map(([name, value]) => `${name}: ${textOf(value)}`);
  session.show(view, [`${view.id}: ${view.state}`, ...settings, ...secrets]);
  session.report(problemsOf(view.id, view.problems));
}

function whereTo({ id, settings }: ChannelView): string {
  const host = textOf(settings["host"]);
  if (id === "email") return host === "" ? "" : `${host}:${textOf(settings["port"])}`;
  return id === "sms" ? textOf(settings["url"]) : "";
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

function preset(id: OutsideChannel, name: unknown): Record<string, never> | object {
  if (typeof name !== "string") return {};
  const known = id === "sms" && Object.hasOwn(SMS_PRESETS, name) ? SMS_PRESETS[name] : undefined;
  if (known === undefined)
    throw failure(
      EXIT.unusable,
      "unknown-preset",
      name,
      `Presets of sms are ${Object.keys(SMS_PRESETS).join(", ")}.`,
    );
  return known.settings;
}

type Json = ChannelView["settings"][string];

/** `name=value` as the type the setting has: numbers, true and false, JSON for objects, texts as they are. */
function readPairs(pairs: readonly string[], before: ChannelView["settings"]): Record<string, Json> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      const name = pair.slice(0, Math.max(at, 0));
      if (at < 1 || !Object.hasOwn(before, name))
        throw failure(
          EXIT.unusable,
          "unknown-setting",
          pair,
          `Settings are ${Object.keys(before).join(", ")}.`,
        );
      return [name, valueLike(before[name], pair.slice(at + 1), pair)];
    }),
  );
}

function valueLike(before: Json | undefined, text: string, pair: string): Json {
  if (typeof before === "string") return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw failure(EXIT.unusable, "bad-value", pair, "Write a number, true, false, or JSON.");
  }
}

async function readSecrets(session: Session, given: unknown): Promise<Record<string, string | null>> {
  const pairs = Array.isArray(given) ? given.map(String) : [];
  const secrets: Record<string, string | null> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at < 1)
      throw failure(EXIT.unusable, "bad-secret", pair, "Write name=file, or name=- for what is piped in.");
    const file = pair.slice(at + 1);
    // A last line break is the editor's, not the secret's.
    secrets[pair.slice(0, at)] =
      file === "" ? null : (await readInput(file, session.io.stdin)).replace(/\r?\n$/, "");
  }
  return secrets;
}

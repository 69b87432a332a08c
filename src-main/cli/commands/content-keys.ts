import type { Command } from "commander";
import { Option } from "commander";
import type { ContentKeyView } from "../../../src-shared/api/content-keys.ts";
import type { Attach } from "../command.ts";
import { readInput } from "../read-input.ts";
import type { Session } from "../session.ts";

/** Secret headers of connected content. */
export function addContentKeyCommands(program: Command, attach: Attach): void {
  const keys = program
    .command("content-keys")
    .description("Secret headers that go along when connected content is asked for, by origin.");

  attach(
    keys
      .command("list")
      .description("Origins and headers, and whether their secrets are set; never the secrets.")
      .addHelpText("after", "\nExample:\n  parcours content-keys list\n"),
    async (session) => {
      await session.withService({ readOnly: true }, async ({ client }) =>
        show(session, await client.channels.contentKeys()),
      );
    },
  );
  attach(
    keys
      .command("set")
      .description("Keeps the secret of a header, read from a file or piped in.")
      .argument("<origin>", "for example https://api.example.com")
      .argument("<header>", "for example X-Api-Key")
      .addOption(new Option("--secret <file>", "file with the secret, - for what is piped in").default("-"))
      .addHelpText(
        "after",
        "\nExample:\n  pass show weather | parcours content-keys set https://api.example.com X-Api-Key\n",
      ),
    async (session, [origin = "", header = ""], options) => {
      // A last line break is the editor's, not the secret's.
      const secret = (await readInput(String(options["secret"]), session.io.stdin)).replace(/\r?\n$/, "");
      await change(session, { origin, header, secret });
    },
  );
  attach(
    keys
      .command("remove")
      .description("Forgets the secret of a header.")
      .argument("<origin>")
      .argument("<header>")
      .addHelpText("after", "\nExample:\n  parcours content-keys remove https://api.example.com X-Api-Key\n"),
    async (session, [origin = "", header = ""]) => change(session, { origin, header, secret: null }),
  );
}

async function change(
  session: Session,
  wish: { origin: string; header: string; secret: string | null },
): Promise<void> {
  await session.withService({ autoRun: false }, async ({ client }) =>
    show(session, await client.channels.setContentKey(wish)),
  );
}

function show(session: Session, keys: ContentKeyView[]): void {
  session.list(keys, ["origin", "header", "state"]);
}

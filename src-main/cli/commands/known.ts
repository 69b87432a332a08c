import type { Command } from "commander";
import { KNOWN_FILE, type KnownFact, type KnownFile } from "../../../src-shared/compile/known.ts";
import type { Attach } from "../command.ts";

/** What is known of names, to look at and to keep beside journeys in a checkout. */
export function addKnownCommand(program: Command, attach: Attach): void {
  attach(
    program
      .command("known")
      .description(
        "Names of events, their properties, attributes and segments as the data folder has them, with the types they " +
          "were seen in and values that many people share.",
      )
      .addHelpText(
        "after",
        `\nWith --json it writes what validate and compile read from ${KNOWN_FILE} beside a journey.\n` +
          `\nExample:\n  parcours known\n  parcours --json known > journeys/${KNOWN_FILE}\n`,
      ),
    async (session) => {
      await session.withService({ readOnly: true }, async ({ client }) => {
        const known = await client.workspace.known();
        if (session.options.json === true) {
          const file: KnownFile = { format: "parcours.known", formatVersion: 1, ...known };
          return session.show(file, []);
        }
        session.list(
          [
            ...(known.attributes ?? []).map((fact) => row("attribute", fact)),
            ...(known.events ?? []).flatMap(({ name, properties }) => [
              { what: "event", name },
              ...properties.map((fact) => row("property", fact, name)),
            ]),
            ...(known.segments ?? []).map((name) => ({ what: "segment", name })),
          ],
          ["what", "name", "types", "values"],
        );
      });
    },
  );
}

function row(what: string, { name, types, values = [] }: KnownFact, event?: string): Record<string, unknown> {
  return {
    what,
    name: event === undefined ? name : `${event}.${name}`,
    types: types.join(", "),
    values: values.slice(0, 5).join(", "),
  };
}

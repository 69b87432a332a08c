import type { Command } from "commander";
import {
  diffJourneys,
  isSame,
  type FieldChange,
  type JourneyDiff,
} from "../../../src-shared/journey/diff.ts";
import { EXIT } from "../failure.ts";
import { readJourneyFile } from "../read-input.ts";
import type { Attach } from "../command.ts";

/** `parcours diff`: what was added, removed, changed and moved between two files of a journey. */
export function addDiffCommand(program: Command, attach: Attach): void {
  attach(
    program
      .command("diff")
      .description(
        "What was added (+), removed (-), changed (~) and moved (>) from one journey file to another. Exit code 1 when they differ.",
      )
      .argument("<before>", "a journey; - reads what is piped in")
      .argument("<after>", "a journey")
      .addHelpText("after", "\nExample:\n  parcours diff old.journey.json new.journey.json\n"),
    async (session, [before = "", after = ""]) => {
      const [old, now] = [
        await readJourneyFile(before, session.io.stdin),
        await readJourneyFile(after, session.io.stdin),
      ];
      const diff = diffJourneys(old.journey, now.journey);
      session.show(diff, diffLines(diff));
      return isSame(diff) ? EXIT.fine : EXIT.no;
    },
  );
}

const SIGNS = { added: "+", removed: "-", changed: "~", moved: ">" } as const;

/** One line for each change. */
function diffLines({ steps, ways, journey }: JourneyDiff): string[] {
  return [
    ...journey.map((change) => `~ ${fieldText(change)}`),
    ...steps.flatMap(({ id, change, moved, node, fields }) => [
      ...(change === "changed" ? [] : [`${SIGNS[change]} ${id} (${node.kind})`]),
      ...fields.map((field) => `~ ${id} ${fieldText(field)}`),
      ...(change === "changed" && moved ? [`> ${id} (${node.kind})`] : []),
    ]),
    ...ways.map(({ change, way }) => `${SIGNS[change]} ${way.from}.${way.port} -> ${way.to}`),
  ];
}

function fieldText({ path, ...sides }: FieldChange): string {
  const shown = (key: "before" | "after") =>
    Object.hasOwn(sides, key) ? JSON.stringify(sides[key]) : "nothing";
  return `${path}: ${shown("before")} -> ${shown("after")}`;
}

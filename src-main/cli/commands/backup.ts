import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { makeBackup } from "../../service/backups.ts";
import { backupFile } from "../../store/backup.ts";
import { openForReading } from "../../store/open.ts";
import { whatWouldRepeat } from "../../store/repeat.ts";
import type { Repeat } from "../../store/repeat.ts";
import { restoreDatabase } from "../../store/restore.ts";
import { openStore } from "../../store/open.ts";
import { EXIT, failure } from "../failure.ts";
import type { Attach } from "../command.ts";

/** How many messages and people are named one by one. */
const NAMED = 20;

/** Copies of the data folder, and the way back. */
export function addBackupCommands(program: Command, attach: Attach): void {
  attach(
    program
      .command("backup")
      .description(
        "Copies the workspace as it is now into one file, checked, while the app may be running. It holds personal data: only you can read it.",
      )
      .argument("[file]", "where to (default: the data folder's own backups)")
      .addHelpText("after", "\nExample:\n  parcours backup ~/parcours-friday.db\n"),
    async (session, [named]) => {
      const { dataDir } = session;
      const now = Date.now();
      const file = named === undefined ? backupFile(dataDir, "manual", now) : resolve(named);
      if (existsSync(file))
        throw failure(EXIT.unusable, "exists", file, "There is a file of this name already.");
      // Says what is wrong with the folder before anything is written.
      openForReading(dataDir)?.close();
      const made = await makeBackup(dataDir, "manual", now, { file });
      session.show(made, [`${made.file} (${sizeText(made.bytes)}), checked`]);
    },
  );

  attach(
    program
      .command("restore")
      .description(
        "Puts a backup in the place of the workspace, which is kept aside. Nothing is sent until you say so: what came after the backup may have gone out already.",
      )
      .argument("<file>", "a backup")
      .addHelpText("after", "\nExample:\n  parcours restore backups/daily-2027-03-12T03-00-00-000Z.db\n"),
    async (session, [named = ""]) => {
      const restored = restoreDatabase(session.dataDir, resolve(named), Date.now());
      const store = openStore(session.dataDir, Date.now());
      try {
        const repeat = whatWouldRepeat(store.db, Date.now(), NAMED);
        session.show({ ...restored, sending: "paused", repeat }, [
          ...(restored.aside === undefined
            ? []
            : [
                `what was there is kept as ${restored.aside}${restored.damaged ? " (damaged, untouched)" : ""}`,
              ]),
          `restored from ${resolve(named)}, made ${new Date(restored.madeAt).toISOString()}`,
          "sending is paused; `parcours sending resume --reason restored` lets it go on",
          ...repeatLines(repeat),
        ]);
      } finally {
        store.close();
      }
    },
  );
}

/** What would be done again, as lines. */
function repeatLines({ sends, runs, events }: Repeat): string[] {
  return [
    `would be sent again if it went out after the backup: ${sends.total} messages`,
    ...sends.rows.map(
      ({ status, at, channel, personId, journeyId, nodeId }) =>
        `  ${new Date(at).toISOString()} ${channel} to ${personId}, ${journeyId} step ${nodeId} (${status})`,
    ),
    `would go on to their next step: ${runs.total} people, ${events} events not yet taken up`,
    ...runs.rows.map(
      ({ due, personId, journeyId, nodeId }) =>
        `  ${new Date(due).toISOString()} ${personId}, ${journeyId} step ${nodeId}`,
    ),
  ];
}

/** A size as people read it. */
function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

import { basename, join } from "node:path";
import { BACKUP_FOLDER, listBackups } from "../../store/backup.ts";
import { readArrival } from "../../store/folder-mark.ts";
import { readChecked } from "../../store/checked.ts";
import { whatWouldRepeat } from "../../store/repeat.ts";
import { readSending } from "../../store/sending.ts";
import { makeBackup } from "../backups.ts";
import { api } from "./base.ts";

/** How many messages and people are named one by one. */
const NAMED = 50;

/** How the data folder is, and its backups. */
export const care = {
  status: api.workspace.care.status.handler(({ context }) => {
    const { db, dataDir, clock } = context;
    const health = context.health.current();
    const backups = listBackups(dataDir).map(({ name, reason, madeAt, bytes }) => ({
      name,
      reason,
      madeAt,
      bytes,
    }));
    const folder = join(dataDir, BACKUP_FOLDER);
    if (health.is === "damaged") return { health, backups, folder };
    const arrival = readArrival(db);
    const asks = readSending(db).pauses.some(({ reason }) => reason === "restored");
    const checked = readChecked(db);
    return {
      health,
      backups,
      folder,
      ...(checked === undefined ? {} : { checkedAt: checked.at }),
      ...(asks && arrival !== undefined
        ? { arrival: { ...arrival, repeat: whatWouldRepeat(db, clock.now(), NAMED) } }
        : {}),
    };
  }),

  backUp: api.workspace.care.backUp.handler(async ({ context }) => {
    const { file, bytes } = await makeBackup(context.dataDir, "manual", Date.now());
    context.changes.tell("workspace");
    return { name: basename(file), bytes };
  }),
};

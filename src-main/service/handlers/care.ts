import { basename, join } from "node:path";
import { BACKUP_FOLDER, listBackups } from "../../store/backup.ts";
import { readArrival } from "../../store/folder-mark.ts";
import { readChecked } from "../../store/checked.ts";
import { StoreError } from "../../store/errors.ts";
import { readSending } from "../../store/sending.ts";
import { makeBackup } from "../backups.ts";
import { lookAtBackup } from "../look-at-backup.ts";
import { viewRepeat } from "../views/repeat.ts";
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
    const restoring = context.restoring === undefined ? {} : { restoring: context.restoring };
    if (health.is === "damaged") return { health, backups, folder, ...restoring };
    const arrival = readArrival(db);
    const asks = readSending(db).pauses.some(({ reason }) => reason === "restored");
    const checked = readChecked(db);
    return {
      health,
      backups,
      folder,
      ...restoring,
      ...(checked === undefined ? {} : { checkedAt: checked.at }),
      ...(asks && arrival !== undefined
        ? { arrival: { ...arrival, repeat: viewRepeat(db, clock.now(), NAMED) } }
        : {}),
    };
  }),

  backUp: api.workspace.care.backUp.handler(async ({ context }) => {
    const { file, bytes } = await makeBackup(context.dataDir, "manual", Date.now());
    context.changes.tell("workspace");
    return { name: basename(file), bytes };
  }),

  preview: api.workspace.care.preview.handler(async ({ context, input, errors }) => {
    const { dataDir, clock } = context;
    const backup = listBackups(dataDir).find(({ name }) => name === input.name);
    if (backup === undefined) throw errors.NOT_FOUND({ data: { what: "backup", id: input.name } });
    try {
      return await lookAtBackup(dataDir, backup, clock.now(), NAMED);
    } catch (error) {
      throw ofBackup(error, errors.REFUSED);
    }
  }),

  restore: api.workspace.care.restore.handler(async ({ context, input, errors }) => {
    const backup = listBackups(context.dataDir).find(({ name }) => name === input.name);
    if (backup === undefined) throw errors.NOT_FOUND({ data: { what: "backup", id: input.name } });
    try {
      await context.restore(backup.file);
    } catch (error) {
      throw ofBackup(error, errors.REFUSED);
    }
    return { ok: true as const };
  }),
};

/** What is wrong with a backup says nothing of the workspace, whose health would hear of it otherwise. */
function ofBackup(error: unknown, refused: (options: { data: { code: string } }) => Error): unknown {
  if (!(error instanceof StoreError) || error.code === "disk-full") return error;
  return refused({ data: { code: "bad-backup" } });
}

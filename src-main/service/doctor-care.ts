import { listBackups } from "../store/backup.ts";
import { readChecked } from "../store/checked.ts";
import type { ReadableDb } from "../store/db.ts";
import { damagedConsents } from "../store/consent-seal.ts";
import { countDamagedErased, countErased } from "../store/erased.ts";
import { readArrival } from "../store/folder-mark.ts";
import { readSealedPolicies } from "../store/settings.ts";
import type { Check } from "./doctor-check.ts";

const HOUR_MS = 3_600_000;

/**
 * What the safety of the data folder rests on besides the file: backups and their age, when the whole file was last
 * checked, where the data came from, and how many ids and addresses are remembered as erased.
 * @param now epoch ms
 */
export function careChecks(db: ReadableDb, dataDir: string, now: number): Check[] {
  const backups = listBackups(dataDir);
  const newest = backups.find(({ reason: why }) => why !== "damaged");
  const checked = readChecked(db);
  const arrival = readArrival(db);
  return [
    {
      name: "backups",
      ok: true,
      detail:
        newest === undefined
          ? "none yet"
          : `${backups.length}, newest ${newest.name}, ${ageText(now - newest.madeAt)} old`,
    },
    {
      name: "checked",
      ok: true,
      detail:
        checked === undefined ? "never as a whole" : `as a whole on ${new Date(checked.at).toISOString()}`,
    },
    {
      name: "origin",
      ok: true,
      detail:
        arrival === undefined
          ? "always here"
          : `${arrival.is === "backup" ? "restored from a backup" : "copied or moved here"}, noticed ${new Date(arrival.since).toISOString()}` +
            (arrival.madeAt === undefined ? "" : `, data of ${new Date(arrival.madeAt).toISOString()}`),
    },
    ...sealChecks(db),
  ];
}

/** Checksums of what decides whom nobody may write to. */
function sealChecks(db: ReadableDb): Check[] {
  const people = damagedConsents(db);
  const { damaged } = readSealedPolicies(db);
  const erased = countDamagedErased(db);
  return [
    {
      name: "consents",
      ok: people.length === 0,
      detail:
        people.length === 0
          ? "as they were written"
          : `changed on the disk of ${people.length}, whose messages are held: ${people.slice(0, 5).join(", ")}` +
            `${people.length > 5 ? ", …" : ""}; import these people with their consents from where you are sure of them`,
    },
    {
      name: "policies",
      ok: !damaged,
      detail: damaged
        ? "changed on the disk, so promotional messages are held: look at them in the settings and save them again"
        : "as they were saved",
    },
    {
      name: "erased",
      ok: erased === 0,
      detail:
        `${countErased(db)} ids and addresses are not taken in again` +
        (erased === 0 ? "" : `; ${erased} more changed on the disk and may be: restore a backup`),
    },
  ];
}

function ageText(ms: number): string {
  const hours = Math.max(0, Math.round(ms / HOUR_MS));
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

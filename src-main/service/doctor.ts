import { countDue, countForgotten, listParked } from "../store/agenda.ts";
import { careChecks } from "./doctor-care.ts";
import type { Check } from "./doctor-check.ts";
import type { ReadableDb } from "../store/db.ts";
import { countEvents } from "../store/events.ts";
import { countJourneys } from "../store/journeys.ts";
import { latestSchema } from "../store/migrate.ts";
import { countPeople } from "../store/people.ts";
import { countRuns } from "../store/runs.ts";
import { readSending } from "../store/sending.ts";
import { sendCounts } from "../store/sends.ts";
import { graphOfVersion, listVersions } from "../store/versions.ts";

/**
 * Looks at everything a workspace rests on: the file, its schema and pragmas, who holds it, the checksums of published
 * graphs, and that nobody was forgotten. Reads only.
 * @param now epoch ms
 */
export function runChecks(db: ReadableDb, dataDir: string, now: number): Check[] {
  const quick = String(db.pragma("quick_check(1)"));
  const schema = Number(db.pragma("user_version"));
  const strangers = db.all("SELECT * FROM pragma_foreign_key_check").length;
  const lease = db.get<{ pid: number; taken_at: number }>("SELECT pid, taken_at FROM lease WHERE id = 1");
  const events = countEvents(db);
  const sends = sendCounts(db);
  const parked = listParked(db);
  const { pauses } = readSending(db);
  const forgotten = countForgotten(db, pauses.length > 0);
  const spoilt = listVersions(db).filter(
    ({ journeyId, number }) => graphOfVersion(db, journeyId, number) === undefined,
  );
  return [
    { name: "folder", ok: true, detail: dataDir },
    { name: "file", ok: quick === "ok", detail: quick === "ok" ? "sound" : quick },
    { name: "schema", ok: schema === latestSchema(), detail: `${schema} of ${latestSchema()}` },
    {
      name: "references",
      ok: strangers === 0,
      detail: strangers === 0 ? "whole" : `${strangers} rows name what is not there`,
    },
    pragmas(db),
    ...careChecks(db, dataDir, now),
    {
      name: "lease",
      ok: true,
      detail:
        lease === undefined
          ? "never taken"
          : `process ${lease.pid}, ${new Date(lease.taken_at).toISOString()}`,
    },
    {
      name: "graphs",
      ok: spoilt.length === 0,
      detail:
        spoilt.length === 0
          ? `${listVersions(db).length} versions match their hash`
          : `changed on the disk, so they do not run: ${spoilt.map(({ journeyId, number }) => `${journeyId} version ${number}`).join(", ")}; --repair makes them anew from their documents`,
    },
    { name: "journeys", ok: true, detail: String(countJourneys(db)) },
    { name: "people", ok: true, detail: `${countPeople(db)}, due now ${countDue(db, now)}` },
    { name: "events", ok: true, detail: `${events.all}, pending ${events.pending}` },
    { name: "runs", ok: true, detail: `${countRuns(db)}, active ${countRuns(db, "active")}` },
    {
      name: "sends",
      ok: true,
      detail:
        Object.entries(sends)
          .map(([status, count]) => `${status} ${count}`)
          .join(", ") || "none",
    },
    {
      name: "sending",
      ok: true,
      detail:
        pauses
          .map(({ reason, since }) => `paused (${reason}) since ${new Date(since).toISOString()}`)
          .join(", ") || "open",
    },
    {
      name: "parked",
      ok: parked.length === 0,
      detail:
        parked.length === 0
          ? "nobody"
          : parked
              .slice(0, 5)
              .map(({ personId, reason }) => `${personId}: ${reason}`)
              .join("; "),
    },
    {
      name: "agenda",
      ok: forgotten === 0,
      detail:
        forgotten === 0
          ? "everybody with something due will be looked at"
          : `${forgotten} people would not be looked at`,
    },
  ];
}

function pragmas(db: ReadableDb): Check {
  const wanted: Record<string, string> = {
    synchronous: "2",
    foreign_keys: "1",
    secure_delete: "1",
    trusted_schema: "0",
    cell_size_check: "1",
  };
  const wrong = Object.entries(wanted).filter(([name, value]) => String(db.pragma(name)) !== value);
  return {
    name: "pragmas",
    ok: wrong.length === 0,
    detail: wrong.length === 0 ? "as promised" : wrong.map(([name]) => name).join(", "),
  };
}

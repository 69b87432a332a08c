import type { PastState } from "../../../src-shared/api/past.ts";
import type { ReadableDb } from "../../store/db.ts";
import { findSnapshot, listSnapshots } from "../../store/snapshots.ts";
import { documentOfVersion, listVersions } from "../../store/versions.ts";

/** The earlier states of a journey, the newest first. */
export function pastStates(db: ReadableDb, journeyId: string): PastState[] {
  const active = new Map(
    db
      .all<{ version: number; n: number }>(
        "SELECT version, count(*) AS n FROM run WHERE journey_id = ? AND status = 'active' GROUP BY version",
        journeyId,
      )
      .map(({ version, n }) => [version, n]),
  );
  const published = listVersions(db)
    .filter((version) => version.journeyId === journeyId)
    .map(({ number, publishedAt }): PastState => {
      const people = active.get(number) ?? 0;
      return { key: `v${number}`, at: publishedAt, version: number, people };
    });
  const kept = listSnapshots(db, journeyId).map((at): PastState => ({ key: `s${at}`, at }));
  return [...published, ...kept].sort((a, b) => b.at - a.at || (b.version ?? 0) - (a.version ?? 0));
}

/** The document of an earlier state, as canonical text; undefined when there is none of that key. */
export function pastText(db: ReadableDb, journeyId: string, key: string): string | undefined {
  const number = Number(key.slice(1));
  return key.startsWith("v") ? documentOfVersion(db, journeyId, number) : findSnapshot(db, journeyId, number);
}

import type { RepeatView } from "../../../src-shared/api/care.ts";
import type { ReadableDb } from "../../store/db.ts";
import { findJourney } from "../../store/journeys.ts";
import { namesOf } from "../../store/people.ts";
import { whatWouldRepeat } from "../../store/repeat.ts";
import { newestVersion } from "../../store/versions.ts";
import { stepNames } from "./runs.ts";

/** What an older folder would do again, with the names people know. @param now epoch ms @param limit how many are named */
export function viewRepeat(db: ReadableDb, now: number, limit: number): RepeatView {
  const { sends, runs, events } = whatWouldRepeat(db, now, limit);
  const people = namesOf(db, [...new Set([...sends.rows, ...runs.rows].map(({ personId }) => personId))]);
  const journeys = new Map<string, { name: string; steps: ReturnType<typeof stepNames> }>();
  const journey = (id: string) => {
    const known = journeys.get(id) ?? {
      name: findJourney(db, id)?.name ?? id,
      steps: stepNames(db, id, newestVersion(db, id)?.number ?? 0),
    };
    journeys.set(id, known);
    return known;
  };
  const named = <Row extends { personId: string; journeyId: string; nodeId: string }>(row: Row) => ({
    ...row,
    personName: people.get(row.personId) ?? row.personId,
    journeyName: journey(row.journeyId).name,
    stepName: journey(row.journeyId).steps[row.nodeId]?.name ?? row.nodeId,
  });
  return {
    sends: { total: sends.total, rows: sends.rows.map(named) },
    runs: { total: runs.total, rows: runs.rows.map(named) },
    events,
  };
}

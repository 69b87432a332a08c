import type { ReadableDb } from "../store/db.ts";
import { identitiesOf, isKnown } from "../store/identities.ts";
import { findPerson } from "../store/people.ts";
import { rowsOfPeople } from "../store/personal-tables.ts";
import { runsOf } from "../store/runs.ts";
import { sendsOf } from "../store/sends.ts";
import { traceOfRun } from "../store/trace.ts";

/**
 * Everything the workspace holds of one person (reliability.md, Email law and manners), as JSON: her profile, her
 * consents with when and where they were given, her ids, runs with the answers she gave, messages with their contents
 * and the reasons they were sent for, the trace, and under `rows` every row of hers as it is stored: events,
 * deliveries and whatever else there is.
 * @param now epoch ms
 * @returns undefined when nobody of this id is known
 */
export function exportPerson(db: ReadableDb, id: string, now: number): string | undefined {
  const { ids } = identitiesOf(db, id);
  if (!isKnown(db, ids)) return undefined;
  const people = ids.flatMap((each) => findPerson(db, each) ?? []);
  const runs = ids.flatMap((each) => runsOf(db, each));
  const all = {
    format: "parcours.person",
    formatVersion: 1,
    exportedAt: new Date(now).toISOString(),
    ids,
    profiles: people,
    consents: people.flatMap(({ consents }) => consents),
    runs,
    answers: runs.flatMap((run) =>
      Object.entries(run.answers).map(([node, answer]) => ({ run: run.id, node, answer })),
    ),
    sends: ids.flatMap((each) => sendsOf(db, each)),
    trace: runs.flatMap((run) => traceOfRun(db, run.id)),
    rows: rowsOfPeople(db, ids),
  };
  return `${JSON.stringify(all, undefined, 2)}\n`;
}

import type Database from "better-sqlite3";
import { Marks } from "../../../src-shared/engine/marks.ts";
import { Run, Send } from "../../../src-shared/engine/run.ts";
import { emptyDossier, openCount, type Dossier } from "../dossier.ts";
import { writeDossier } from "../dossier-text.ts";
import { StoreError } from "../errors.ts";
import { parseStored } from "../parse.ts";
import type { Migration } from "./migration.ts";

/** As in the agenda: an instant later than any date. */
const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * Rows that lie where they are written. A page of the file is written whole however little of it changes, so a step
 * that touches five indexes at random costs five pages, and with a million people waiting each of them is another one.
 * Now the agenda holds what a step needs of a person, clustered by when she is due; history is only ever appended, each
 * row naming the one before it of the same person; and what can be counted is counted.
 */
const sql = `
CREATE TABLE kept_trigger AS SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'person';
ALTER TABLE person RENAME TO old_person;
ALTER TABLE run RENAME TO old_run;
ALTER TABLE send RENAME TO old_send;
ALTER TABLE trace RENAME TO old_trace;
DROP INDEX person_due;
DROP INDEX run_person;
DROP INDEX run_journey;
DROP INDEX run_started;
DROP INDEX send_person;
DROP INDEX send_journey;
DROP INDEX send_planned;
DROP INDEX send_held;
DROP INDEX trace_run;

CREATE TABLE person (
  -- What the agenda knows her by.
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  profile TEXT NOT NULL CHECK (json_valid(profile)),
  name TEXT NOT NULL,
  -- Lower-case text the people list searches.
  search TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO person (no, id, profile, name, search, updated_at)
  SELECT rowid, id, profile, name, search, updated_at FROM old_person ORDER BY rowid;

-- One row for everybody to whom something ever happened. due_at is when she is looked at next (epoch ms; ${NEVER}: not by
-- the clock). Written with every step, and always near other rows of the same time.
CREATE TABLE agenda (
  due_at INTEGER NOT NULL,
  person INTEGER NOT NULL,
  -- Whether events wait for her, pending or held for a paused journey.
  news INTEGER NOT NULL CHECK (news IN (0, 1)),
  -- How many runs and sends of hers are open.
  open INTEGER NOT NULL,
  -- Her dossier (store/dossier.ts).
  state TEXT NOT NULL,
  PRIMARY KEY (due_at, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  journey_id TEXT NOT NULL REFERENCES journey (id),
  version INTEGER NOT NULL,
  graph TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  instance_key TEXT NOT NULL,
  status TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  -- The person's newest row of the trace before it.
  after_trace INTEGER NOT NULL,
  -- Filled in when it ends. Until then the run is in the dossier of its person.
  node_id TEXT,
  ended_at INTEGER,
  state TEXT
) STRICT;
CREATE INDEX run_person ON run (person_id);
CREATE INDEX run_journey ON run (journey_id, status, started_at);
INSERT INTO run (no, id, journey_id, version, graph, person_id, instance_key, status, started_at, after_trace, node_id, ended_at, state)
  SELECT row_number() OVER (ORDER BY started_at, rowid), id, journey_id, version, graph, person_id, instance_key, status,
    started_at, 0, iif(status = 'active', NULL, node_id), ended_at, iif(status = 'active', NULL, state)
  FROM old_run ORDER BY started_at, rowid;

CREATE TABLE send (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  run_id TEXT NOT NULL,
  journey_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  visit INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  status TEXT NOT NULL,
  planned_at INTEGER NOT NULL,
  held_until INTEGER,
  -- The person's send before it, 0 for none.
  previous INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state))
) STRICT;
INSERT INTO send (no, id, run_id, journey_id, node_id, visit, person_id, channel, status, planned_at, held_until, previous, state)
  SELECT no, id, run_id, journey_id, node_id, visit, person_id, channel, status, planned_at, held_until,
    ifnull(lag(no) OVER (PARTITION BY person_id ORDER BY no), 0), state
  FROM (SELECT row_number() OVER (ORDER BY planned_at, rowid) AS no, * FROM old_send) ORDER BY no;
CREATE INDEX send_journey ON send (journey_id);
-- Most messages are accepted at once and never come into it.
CREATE INDEX send_status ON send (status) WHERE status <> 'accepted';
CREATE INDEX send_held ON send (journey_id, node_id, person_id) WHERE status = 'held';

CREATE TABLE trace (
  seq INTEGER PRIMARY KEY,
  person_id TEXT NOT NULL,
  -- The person's row before it, 0 for none.
  previous INTEGER NOT NULL,
  -- What one transaction of hers wrote: lines of NDJSON.
  lines TEXT NOT NULL
) STRICT;
INSERT INTO trace (seq, person_id, previous, lines)
  SELECT seq, person_id, ifnull(lag(seq) OVER (PARTITION BY person_id ORDER BY seq), 0), line
  FROM old_trace ORDER BY seq;

-- Counted in the transaction that changed what they count (store/tally-log.ts).
CREATE TABLE tally (
  kind TEXT NOT NULL,
  journey_id TEXT NOT NULL,
  one TEXT NOT NULL,
  two TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (kind, journey_id, one, two)
) STRICT, WITHOUT ROWID;
INSERT INTO tally SELECT 'passage', journey_id, node_id, port, count FROM passage;
INSERT INTO tally SELECT 'runs', journey_id, status, '', count(*) FROM old_run GROUP BY journey_id, status;
INSERT INTO tally SELECT 'standing', journey_id, CAST(version AS TEXT), node_id, count(*) FROM old_run
  WHERE status = 'active' GROUP BY journey_id, version, node_id;
INSERT INTO tally SELECT 'sends', journey_id, channel, status, count(*) FROM old_send GROUP BY journey_id, channel, status;
DROP TABLE passage;
`;

interface OldPerson {
  no: number;
  id: string;
  due: number | null;
  marks: string;
  news: number;
}

/** Writes everybody's dossier from the rows of before, and drops those. */
function then(raw: Database.Database): void {
  raw.exec(`
    CREATE INDEX trace_while_migrating ON trace (person_id);
    CREATE INDEX send_while_migrating ON send (person_id);
    CREATE TABLE migrating AS SELECT p.rowid AS no, id, due_at AS due, marks,
      (EXISTS (SELECT 1 FROM event WHERE person_id = p.id AND done = 0) OR
       EXISTS (SELECT 1 FROM held_event WHERE person_id = p.id)) AS news
    FROM old_person p WHERE due_at IS NOT NULL OR marks <> '{}' OR id IN (SELECT person_id FROM old_run)
      OR id IN (SELECT person_id FROM trace) OR id IN (SELECT person_id FROM event) ORDER BY p.rowid`);
  const people = raw.prepare("SELECT * FROM migrating WHERE no > ? ORDER BY no LIMIT 1000");
  const insert = raw.prepare("INSERT INTO agenda (due_at, person, news, open, state) VALUES (?, ?, ?, ?, ?)");
  const park = raw.prepare(
    "INSERT INTO parked (person_id, reason, parked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  for (let last = 0; ;) {
    const some = people.all(last) as OldPerson[];
    for (const { no, id, due, marks, news } of some) {
      const { dossier, damage } = dossierFrom(raw, id, marks);
      if (damage !== undefined) park.run(id, damage, Date.now());
      insert.run(
        damage === undefined ? (due ?? NEVER) : NEVER,
        no,
        news,
        openCount(dossier),
        writeDossier(dossier, { id }, () => undefined),
      );
    }
    const end = some.at(-1);
    if (end === undefined) break;
    last = end.no;
  }
  raw.exec(
    "DROP INDEX trace_while_migrating; DROP INDEX send_while_migrating; DROP TABLE migrating; DROP TABLE old_trace; " +
      "DROP TABLE old_send; DROP TABLE old_run; DROP TABLE old_person",
  );
  // Triggers went with the table they stood on.
  for (const trigger of raw.prepare("SELECT sql FROM kept_trigger").pluck().all()) raw.exec(String(trigger));
  raw.exec("DROP TABLE kept_trigger");
}

/**
 * The dossier of a person. A run that no longer reads stays in its row as it is, and its person is parked with the
 * reason, as the scheduler would have done.
 */
function dossierFrom(
  raw: Database.Database,
  id: string,
  marks: string,
): { dossier: Dossier; damage?: string } {
  const dossier = emptyDossier();
  let damage: string | undefined;
  const attempt = (work: () => void, otherwise: () => void = () => undefined): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      damage = error.message;
      otherwise();
    }
  };
  if (marks !== "{}") attempt(() => (dossier.marks = parseStored(Marks, marks, `marks of person ${id}`)));
  const runs = raw
    .prepare(
      "SELECT r.no AS no, r.version AS version, o.state AS state FROM run r JOIN old_run o ON o.id = r.id " +
        "WHERE r.person_id = ? ORDER BY r.no",
    )
    .all(id) as { no: number; version: number; state: string }[];
  for (const { no, version, state } of runs)
    attempt(
      () => {
        const run = parseStored(Run, state, `run of person ${id}`);
        if (run.status === "active") dossier.open.push({ no, version, run, entryInRow: false });
        else dossier.ended.push({ no, run });
      },
      () => raw.prepare("UPDATE run SET state = ? WHERE no = ?").run(state, no),
    );
  const sends = raw.prepare("SELECT no, state FROM send WHERE person_id = ? ORDER BY no").all(id) as {
    no: number;
    state: string;
  }[];
  for (const { no, state } of sends)
    attempt(() => dossier.sends.push({ no, send: parseStored(Send, state, `send of person ${id}`) }));
  dossier.lastSend = sends.at(-1)?.no ?? 0;
  const lastTrace = raw.prepare("SELECT max(seq) FROM trace WHERE person_id = ?").pluck().get(id);
  dossier.lastTrace = typeof lastTrace === "number" ? lastTrace : 0;
  return { dossier, ...(damage === undefined ? {} : { damage }) };
}

export const migration0008: Migration = { number: 8, name: "agenda", sql, then };

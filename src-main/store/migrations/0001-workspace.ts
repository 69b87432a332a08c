import type { Migration } from "./migration.ts";

/**
 * The whole workspace. Instants are epoch ms. `person.due_at` is the next instant at which something is to be done for
 * a person, be it a pending event, a timer or a held send: the scheduler's only question is an index lookup on it.
 */
const sql = `
PRAGMA application_id = ${0x50617263};

CREATE TABLE lease (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  token TEXT NOT NULL,
  pid INTEGER NOT NULL,
  taken_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE journey (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  draft TEXT NOT NULL,
  revision INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'live', 'paused', 'stopped')),
  -- What compiling the draft gave: its hash when it has no errors, and the counts the list shows.
  hash TEXT,
  steps INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE version (
  journey_id TEXT NOT NULL REFERENCES journey (id),
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  graph TEXT NOT NULL CHECK (json_valid(graph)),
  document TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (journey_id, number)
) STRICT;
CREATE INDEX version_by_hash ON version (hash);

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  profile TEXT NOT NULL CHECK (json_valid(profile)),
  name TEXT NOT NULL,
  -- Lower-case text the people list searches.
  search TEXT NOT NULL,
  due_at INTEGER,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX person_due ON person (due_at, id) WHERE due_at IS NOT NULL;

CREATE TABLE alias (
  previous_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES person (id),
  type TEXT NOT NULL CHECK (type IN ('track', 'identify', 'alias')),
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
) STRICT;
CREATE INDEX event_pending ON event (person_id, at) WHERE done = 0;
CREATE INDEX event_history ON event (person_id, name, at);
CREATE INDEX event_recent ON event (at);

-- Events that a paused journey has not seen yet; they are applied to it alone when it resumes.
CREATE TABLE held_event (
  journey_id TEXT NOT NULL REFERENCES journey (id),
  message_id TEXT NOT NULL REFERENCES event (message_id),
  person_id TEXT NOT NULL,
  PRIMARY KEY (person_id, journey_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_event_journey ON held_event (journey_id, person_id);

CREATE TABLE run (
  id TEXT PRIMARY KEY,
  journey_id TEXT NOT NULL REFERENCES journey (id),
  version INTEGER NOT NULL,
  graph TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  instance_key TEXT NOT NULL,
  status TEXT NOT NULL,
  node_id TEXT NOT NULL,
  since INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  until_at INTEGER,
  state TEXT NOT NULL CHECK (json_valid(state))
) STRICT;
CREATE INDEX run_person ON run (person_id, started_at);
CREATE INDEX run_journey ON run (journey_id, status, node_id);
CREATE INDEX run_started ON run (started_at);

CREATE TABLE send (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES run (id),
  journey_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  visit INTEGER NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  channel TEXT NOT NULL,
  status TEXT NOT NULL,
  planned_at INTEGER NOT NULL,
  held_until INTEGER,
  state TEXT NOT NULL CHECK (json_valid(state)),
  -- One visit of a node intends one message (domain.md, Words): a second one is refused by the store itself.
  UNIQUE (run_id, node_id, visit)
) STRICT;
CREATE INDEX send_person ON send (person_id, planned_at);
CREATE INDEX send_journey ON send (journey_id, status);
CREATE INDEX send_planned ON send (planned_at);

CREATE TABLE trace (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  line TEXT NOT NULL
) STRICT;
CREATE INDEX trace_run ON trace (run_id, seq);

-- Counted in the transaction that writes the trace lines they stand for.
CREATE TABLE passage (
  journey_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  -- Empty for arrivals at the node, else the port by which people left it.
  port TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (journey_id, node_id, port)
) STRICT, WITHOUT ROWID;

-- People whose work failed: set aside with the reason, so that the others go on (reliability.md).
CREATE TABLE parked (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  reason TEXT NOT NULL,
  parked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

export const migration0001: Migration = { number: 1, name: "workspace", sql };

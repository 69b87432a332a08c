import type { Migration } from "./migration.ts";

/**
 * What goes outside (domain.md, Delivery). A row is written in the transaction that claims its send; no reference to
 * `send` is declared, so that rebuilding that table never takes a delivery with it. Instants are epoch ms.
 */
export const migration0005: Migration = {
  number: 5,
  name: "delivery",
  sql: `
CREATE TABLE delivery (
  send_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  journey_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  -- The same for every attempt, by hand too: the other side recognises the message by them.
  message_id TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  -- attempting: the channel may have been asked. answered: what came of it waits for the person's transaction.
  state TEXT NOT NULL CHECK (state IN ('queued', 'attempting', 'answered', 'quarantined', 'settled')),
  -- What the channel promised when it was last asked: decides what a lost answer means.
  guarantee TEXT CHECK (guarantee IN ('idempotent', 'at-most-once')),
  -- Attempts ever begun, and failures among them that count towards quarantine.
  attempts INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  -- When it is looked at even though nothing can go out: it is too late, or something about the person changed.
  review_at INTEGER NOT NULL,
  queued_at INTEGER NOT NULL,
  -- Messages of its step that may go out in a minute; NULL = no limit of its own.
  per_minute REAL,
  reason TEXT,
  detail TEXT,
  result TEXT CHECK (result IS NULL OR json_valid(result))
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_due ON delivery (channel, due_at, send_id) WHERE state = 'queued';
CREATE INDEX delivery_review ON delivery (review_at) WHERE state IN ('queued', 'quarantined');
CREATE INDEX delivery_person ON delivery (person_id) WHERE state IN ('queued', 'quarantined', 'answered');
CREATE INDEX delivery_state ON delivery (state, send_id) WHERE state <> 'settled';

CREATE TABLE delivery_attempt (
  send_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT,
  reason TEXT,
  detail TEXT,
  PRIMARY KEY (send_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_attempt_person ON delivery_attempt (person_id);

-- The breaker of a channel; no row = it works.
CREATE TABLE channel_trouble (
  channel TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  down_since INTEGER,
  probe_at INTEGER,
  reason TEXT NOT NULL,
  detail TEXT
) STRICT, WITHOUT ROWID;

-- When a rate limit lets the next message through, by channel or by step.
CREATE TABLE pace (
  name TEXT PRIMARY KEY,
  free_at REAL NOT NULL
) STRICT, WITHOUT ROWID;
`,
};

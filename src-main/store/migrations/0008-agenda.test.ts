import Database from "better-sqlite3";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Run, Send } from "../../../src-shared/engine/run.ts";
import { agendaRow, dossierOf, earliestDue, listParked, NEVER } from "../agenda.ts";
import { nextPending } from "../events.ts";
import { DATABASE_FILE } from "../database-file.ts";
import { openStore } from "../open.ts";
import { findPerson, savePerson, numberOf } from "../people.ts";
import { listRuns } from "../run-lists.ts";
import { findRun, runCounts, runsOf, standingAt, standingByVersion } from "../runs.ts";
import { listSends, sendCounts, sendsOf } from "../sends.ts";
import { workspaceBefore } from "../testing/folder.ts";
import { passages, traceAfter, traceOfRun } from "../trace.ts";

const run = (id: string, personId: string, more: Partial<Run>): Run => ({
  id,
  journeyId: "j",
  graph: "sha256:0",
  personId,
  instanceKey: "",
  entry: { messageId: "m", name: "go", at: 1, properties: { city: "Lyon" } },
  startedAt: 5,
  status: "active",
  nodeId: "wait",
  since: 6,
  visits: { wait: 1 },
  vars: {},
  answers: {},
  goals: {},
  depth: 0,
  pace: { from: 5, count: 1 },
  ...more,
});
const send = (id: string, runId: string, more: Partial<Send>): Send => ({
  id,
  runId,
  journeyId: "j",
  nodeId: "mail",
  visit: 1,
  personId: "sara",
  channel: "email",
  class: "promotional",
  plannedAt: 7,
  status: "accepted",
  claimedAt: 7,
  to: "sara@example.com",
  verdicts: [{ check: "run", pass: true, facts: {} }],
  rendered: { subject: "Hello" },
  engagement: { opened: 9 },
  ...more,
});

const ended = run("r1", "sara", { status: "completed", endedAt: 20, endReason: "completed", startedAt: 3 });
const waiting = run("r2", "sara", { waiting: { for: "time", until: 90, zone: "UTC", state: {} } });
const other = run("r3", "tom", { nodeId: "hear", waiting: { for: "event", zone: "UTC", state: { n: 1 } } });
const sends = [send("s1", "r1", {}), send("s2", "r2", { status: "held", heldUntil: 80, plannedAt: 8 })];
const line = (runId: string, person: string, what: string) =>
  JSON.stringify({ at: "1970-01-01T00:00:00Z", person, run: runId, node: "wait", visit: 1, what });

/** A workspace of the schema before as the program of then left it, its rows written out of turn. */
function oldWorkspace(): string {
  const { folder, raw } = workspaceBefore("agenda");
  const insert = (table: string, row: Record<string, string | number | null>): void => {
    const names = Object.keys(row);
    raw
      .prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`)
      .run(...Object.values(row));
  };
  insert("journey", {
    id: "j",
    name: "J",
    description: "",
    draft: "{}",
    revision: 1,
    state: "live",
    hash: null,
    steps: 0,
    errors: 0,
    warnings: 0,
    updated_at: 0,
  });
  for (const [id, due, marks] of [
    ["tom", null, "{}"],
    ["sara", 80, '{"hours":[1,2]}'],
    ["idle", null, "{}"],
  ] as const)
    insert("person", {
      id,
      profile: JSON.stringify({ id, traits: {}, devices: [], consents: [] }),
      name: id,
      search: id,
      due_at: due,
      marks,
      updated_at: 0,
    });
  insert("event", {
    message_id: "e1",
    person_id: "tom",
    type: "track",
    name: "later",
    at: 500,
    received_at: 1,
    body: '{"properties":{}}',
    done: 0,
  });
  insert("parked", { person_id: "tom", reason: "why", parked_at: 1 });
  for (const each of [waiting, ended, other])
    insert("run", {
      id: each.id,
      journey_id: "j",
      version: 2,
      graph: each.graph,
      person_id: each.personId,
      instance_key: "",
      status: each.status,
      node_id: each.nodeId,
      since: each.since,
      started_at: each.startedAt,
      ended_at: each.endedAt ?? null,
      until_at: each.waiting?.until ?? null,
      state: JSON.stringify(each),
    });
  for (const each of [...sends].reverse())
    insert("send", {
      id: each.id,
      run_id: each.runId,
      journey_id: "j",
      node_id: each.nodeId,
      visit: each.visit,
      person_id: each.personId,
      channel: each.channel,
      status: each.status,
      planned_at: each.plannedAt,
      held_until: each.heldUntil ?? null,
      state: JSON.stringify(each),
    });
  for (const [runId, person, what] of [
    ["r1", "sara", "enter"],
    ["r3", "tom", "enter"],
    ["r2", "sara", "enter"],
    ["r1", "sara", "end"],
  ] as const)
    insert("trace", { run_id: runId, person_id: person, line: line(runId, person, what) });
  insert("passage", { journey_id: "j", node_id: "wait", port: "", count: 3 });
  raw.close();
  return folder;
}

describe("agenda: a workspace of the schema before", () => {
  it("keeps everybody, what they wait for, and all that happened", () => {
    const store = openStore(oldWorkspace(), 0);
    const { db } = store;
    expect(findPerson(db, "sara")?.id).toBe("sara");
    expect(runsOf(db, "sara")).toEqual([ended, waiting]);
    expect(findRun(db, "r3")).toEqual({ run: other, version: 2 });
    expect(sendsOf(db, "sara")).toEqual(sends);
    expect(dossierOf(db, "sara").marks.hours.slice(0, 3)).toEqual([1, 2, 0]);
    const place = (id: string) => agendaRow(db, numberOf(db, id) ?? 0);
    expect(place("sara")).toMatchObject({ due: 80, news: 0 });
    expect(place("tom")).toMatchObject({ due: NEVER, news: 1 });
    expect(place("idle")).toBeUndefined();
    expect(nextPending(db, "tom")).toBe(500);
    expect(traceOfRun(db, "r1").map(({ what }) => what)).toEqual(["enter", "end"]);
    expect(traceAfter(db, 0, 10).map((each) => each.line)).toEqual([
      line("r1", "sara", "enter"),
      line("r3", "tom", "enter"),
      line("r2", "sara", "enter"),
      line("r1", "sara", "end"),
    ]);
    expect(passages(db, "j")).toEqual([{ nodeId: "wait", port: "", count: 3 }]);
    expect(runCounts(db, "j")).toMatchObject({ active: 2, completed: 1 });
    expect(standingAt(db, "j")).toEqual([
      { nodeId: "hear", here: 1, nextDue: null },
      { nodeId: "wait", here: 1, nextDue: 90 },
    ]);
    expect(standingByVersion(db, "j")).toHaveLength(2);
    expect(sendCounts(db, "j")).toEqual({ accepted: 1, held: 1 });
    expect(listSends(db, { status: "held", limit: 5, offset: 0 }).sends).toEqual([sends[1]]);
    expect(listRuns(db, { limit: 5, offset: 0 }).runs.map(({ run: { id } }) => id)).toEqual([
      "r3",
      "r2",
      "r1",
    ]);
    expect(db.all("SELECT * FROM pragma_foreign_key_check")).toEqual([]);
    expect(
      db.all(
        "SELECT name FROM sqlite_schema WHERE name LIKE 'old%' OR name = 'kept_trigger' OR name LIKE '%migrating%'",
      ),
    ).toEqual([]);
    expect(db.pragma("foreign_keys")).toBe(1);
    savePerson(db, { id: "new", traits: { colour: "red" }, devices: [], consents: [] }, 0);
    expect(db.all("SELECT name FROM known_fact WHERE event = ''")).toEqual([{ name: "colour" }]);
    store.close();
  });

  it("parks whoever has a row that cannot be read, and keeps that row", () => {
    const folder = oldWorkspace();
    const raw = new Database(join(folder, DATABASE_FILE));
    raw.exec("UPDATE run SET state = '{}' WHERE id = 'r2'");
    raw.close();
    const store = openStore(folder, 0);
    expect(listParked(store.db).map(({ personId }) => personId)).toEqual(["sara", "tom"]);
    expect(earliestDue(store.db)).toBeUndefined();
    expect(dossierOf(store.db, "sara")).toMatchObject({ open: [], ended: [{ run: { id: "r1" } }] });
    expect(() => findRun(store.db, "r2")).toThrow(
      expect.objectContaining({ code: "unparsable", path: "run r2" }),
    );
    store.close();
  });
});

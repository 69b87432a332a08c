import { afterEach, expect, it } from "vitest";
import { countDue } from "../../src-main/store/agenda.ts";
import { openForReading } from "../../src-main/store/open.ts";
import { readTraceRow } from "../../src-main/store/trace-text.ts";
import { writeTraceLine } from "../../src-shared/engine/trace.ts";
import { expectFine, openWorkspace, seededNumbers } from "./parcours.ts";
import type { Kill, Workspace } from "./parcours.ts";

const KILLS = 50;
/** People whose events come in at a time; when all are through before the kills are done, more come. */
const WAVE = 300;
const FROM = "2027-03-12T18:00:00Z";

const journey = JSON.stringify({
  format: "parcours.journey",
  formatVersion: 1,
  id: "long-way",
  name: "Long way",
  settings: { class: "service", timeZone: "Europe/Paris" },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
    { id: "rest1", kind: "wait", params: { for: "duration", duration: "PT1H" } },
    {
      id: "mail1",
      kind: "email",
      params: { subject: "One, {{ person.firstName | default: 'you' }}", body: { text: "First" } },
    },
    { id: "rest2", kind: "wait", params: { for: "duration", duration: "P1D" } },
    { id: "push1", kind: "push", params: { title: "Two", body: "Second", buttons: [] } },
    {
      id: "hear",
      kind: "wait",
      params: { for: "until", arms: [{ id: "back", event: "came_back" }], timeout: "P2D" },
    },
    { id: "mail2", kind: "email", params: { subject: "Three", body: { text: "Third" } } },
  ],
  edges: [
    { from: "start", port: "next", to: "rest1" },
    { from: "rest1", port: "next", to: "mail1" },
    { from: "mail1", port: "next", to: "rest2" },
    { from: "rest2", port: "next", to: "push1" },
    { from: "push1", port: "next", to: "hear" },
    { from: "hear", port: "back", to: "mail2" },
    { from: "hear", port: "timeout", to: "mail2" },
  ],
});
const MESSAGES = 3;

let workspaces: Workspace[] = [];
afterEach(() => {
  for (const workspace of workspaces) workspace.remove();
  workspaces = [];
});

async function prepare(): Promise<Workspace> {
  const workspace = openWorkspace();
  workspaces.push(workspace);
  await expectFine(workspace, ["import", workspace.file("long-way.journey.json", journey)]);
  await expectFine(workspace, ["publish", "long-way"]);
  return workspace;
}

/** People of a wave and their events; every third one comes back before the time is out. */
async function sendWave(workspace: Workspace, wave: number): Promise<void> {
  const people: object[] = [];
  const events: string[] = [];
  for (let index = 0; index < WAVE; index += 1) {
    const id = `p${wave}-${index}`;
    people.push({
      id,
      email: `${id}@example.com`,
      traits: { firstName: id },
      devices: [{ id: `d-${id}`, platform: "ios" }],
    });
    const start = Date.parse(FROM) + index * 61_000;
    const track = (messageId: string, event: string, at: number) =>
      events.push(
        `${JSON.stringify({ type: "track", messageId, userId: id, event, timestamp: new Date(at).toISOString() })}\n`,
      );
    track(`${id}-go`, "go", start);
    if (index % 3 === 0) track(`${id}-back`, "came_back", start + 40 * 3_600_000);
  }
  await expectFine(workspace, ["people", "import", "-"], JSON.stringify(people));
  await expectFine(workspace, ["events", "send", "-"], events.join(""));
}

const runArgs = ["run", "--clock", "virtual", "--from", FROM, "--trace"];

/** The trace of each person as the store has it, in order. */
function storedTraces(workspace: Workspace): Map<string, string[]> {
  const db = openForReading(workspace.dataDir);
  const traces = new Map<string, string[]>();
  for (const { person_id, lines } of db?.all<{ person_id: string; lines: string }>(
    "SELECT person_id, lines FROM trace ORDER BY seq",
  ) ?? [])
    traces.set(person_id, [
      ...(traces.get(person_id) ?? []),
      ...readTraceRow(lines, person_id).map(writeTraceLine),
    ]);
  db?.close();
  return traces;
}

it(`loses nobody and doubles nothing through ${KILLS} kills`, async () => {
  const seed = 20270312;
  const random = seededNumbers(seed);
  const workspace = await prepare();
  let waves = 0;
  let kills = 0;
  let interrupted = 0;
  while (kills < KILLS) {
    if (openWork(workspace) === 0) {
      await sendWave(workspace, waves);
      waves += 1;
    }
    // Some die while they open the workspace, most in the middle of their work.
    const kill: Kill =
      random() < 0.2 ? { after: "start", ms: random() * 400 } : { after: "output", ms: random() * 120 };
    const ended = await workspace.run(runArgs, { kill });
    if (ended.signal === "SIGKILL") {
      kills += 1;
      if (openWork(workspace) > 0) interrupted += 1;
    } else expect(ended, `seed ${seed}`).toMatchObject({ code: 0, err: "" });
  }
  await expectFine(workspace, runArgs);
  await expectFine(workspace, ["doctor"]);
  // Otherwise the kills came too late to prove anything.
  expect(interrupted).toBeGreaterThan(KILLS / 5);

  const db = openForReading(workspace.dataDir);
  const all = <Row>(sql: string): Row[] => db?.all<Row>(sql) ?? [];
  const people = waves * WAVE;
  expect(all("SELECT status, count(*) AS n FROM run GROUP BY status")).toEqual([
    { status: "completed", n: people },
  ]);
  expect(all("SELECT count(DISTINCT person_id) AS n FROM run")).toEqual([{ n: people }]);
  expect(all("SELECT status, count(*) AS n FROM send GROUP BY status")).toEqual([
    { status: "accepted", n: people * MESSAGES },
  ]);
  expect(all("SELECT person_id FROM send GROUP BY person_id, node_id, visit HAVING count(*) > 1")).toEqual(
    [],
  );
  expect(all("SELECT person_id FROM event WHERE done = 0")).toEqual([]);
  const lines = [...storedTraces(workspace).values()].flat();
  expect(new Set(lines).size).toBe(lines.length);
  expect(all("SELECT person_id FROM parked")).toEqual([]);
  db?.close();

  // The same people in a process that nobody kills live through exactly the same.
  const calm = await prepare();
  for (let wave = 0; wave < waves; wave += 1) await sendWave(calm, wave);
  await expectFine(calm, runArgs);
  expect(storedTraces(workspace)).toEqual(storedTraces(calm));
});

/** People for whom something is still to be done. */
function openWork(workspace: Workspace): number {
  const db = openForReading(workspace.dataDir);
  const open = db === undefined ? 0 : countDue(db, Infinity);
  db?.close();
  return open;
}

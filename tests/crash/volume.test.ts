import { afterEach, expect, it } from "vitest";
import { countDue } from "../../src-main/store/agenda.ts";
import { openForReading } from "../../src-main/store/open.ts";
import { expectFine, openWorkspace } from "./parcours.ts";
import type { Workspace } from "./parcours.ts";

const PEOPLE = 10_000;
/** Nobody refuses but every tenth. */
const refuses = (index: number) => index % 10 === 0;

const journey = JSON.stringify({
  format: "parcours.journey",
  formatVersion: 1,
  id: "welcome",
  name: "Welcome",
  settings: { timeZone: "Europe/Paris" },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "signed_up" } },
    {
      id: "plan",
      kind: "branch",
      params: { arms: [{ id: "pro", name: "pro", when: { attr: "plan", op: "eq", value: "pro" } }] },
    },
    {
      id: "mail",
      kind: "email",
      params: { subject: "Welcome {{ person.firstName | default: 'traveller' }}", body: { text: "Hello" } },
    },
    { id: "rest", kind: "wait", params: { for: "duration", duration: "P3D" } },
  ],
  edges: [
    { from: "start", port: "next", to: "plan" },
    { from: "plan", port: "pro", to: "mail" },
    { from: "plan", port: "else", to: "rest" },
  ],
});

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

it("takes 10,000 people and 10,000 events to idle with everybody accounted for", async () => {
  workspace = openWorkspace();
  const rows = Array.from({ length: PEOPLE }, (_, index) => {
    const plan = index % 2 === 1 ? "pro" : index % 10 === 0 ? "pro" : "free";
    return `p${index},p${index}@example.com,${plan},Name ${index},${refuses(index) ? "denied" : "granted"}`;
  });
  const csv = ["id,email,plan,firstName,consent.email.marketing", ...rows, ""].join("\n");
  const events = Array.from(
    { length: PEOPLE },
    (_, index) =>
      `${JSON.stringify({ type: "track", messageId: `m${index}`, userId: `p${index}`, event: "signed_up" })}\n`,
  ).join("");
  await expectFine(workspace, ["import", workspace.file("welcome.journey.json", journey)]);
  await expectFine(workspace, ["publish", "welcome"]);
  expect(await expectFine(workspace, ["people", "import", workspace.file("people.csv", csv)])).toBe(
    "10000 added, 0 updated\n",
  );
  expect(await expectFine(workspace, ["events", "send", "-"], events)).toBe(
    "10000 accepted, 0 known already\n",
  );
  // The second time changes nothing: every event is known by its messageId.
  expect(await expectFine(workspace, ["events", "send", "-"], events)).toBe(
    "0 accepted, 10000 known already\n",
  );
  const run = JSON.parse(await expectFine(workspace, ["run", "--until-idle", "--json"])) as Record<
    string,
    unknown
  >;
  expect(run).toMatchObject({ due: 0, parked: [] });

  const db = openForReading(workspace.dataDir);
  const all = <Row>(sql: string): Row[] => db?.all<Row>(sql) ?? [];
  const free = PEOPLE * 0.4;
  expect(
    all("SELECT status, node_id, count(*) AS n FROM run GROUP BY status, node_id ORDER BY status"),
  ).toEqual([
    // Where an open run stands is in the dossier of its person; the counters tell how many stand where.
    { status: "active", node_id: null, n: free },
    { status: "completed", node_id: "mail", n: PEOPLE - free },
  ]);
  expect(all("SELECT two AS node, n FROM tally WHERE kind = 'standing' AND n > 0")).toEqual([
    { node: "rest", n: free },
  ]);
  expect(all("SELECT count(DISTINCT person_id) AS n FROM run")).toEqual([{ n: PEOPLE }]);
  expect(all("SELECT status, count(*) AS n FROM send GROUP BY status ORDER BY status")).toEqual([
    { status: "accepted", n: PEOPLE * 0.5 },
    { status: "skipped", n: PEOPLE * 0.1 },
  ]);
  expect(db === undefined ? 0 : countDue(db, Infinity)).toBe(free);
  expect(all("SELECT count(*) AS n FROM event WHERE done = 0")).toEqual([{ n: 0 }]);
  db?.close();
  expect(await expectFine(workspace, ["doctor"])).toContain("ok   parked: nobody");
});

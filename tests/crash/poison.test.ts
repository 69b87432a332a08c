import { expect, it, onTestFinished } from "vitest";
import { openForReading } from "../../src-main/store/open.ts";
import { expectFine, IN_MEMORY, openWorkspace, type Workspace } from "./parcours.ts";
import { openServers } from "./servers.ts";

const PEOPLE = 10_000;
const THROWS = "p2000";
const ENDLESS = "p4000";
const HUGE = "p6000";
/** The longest text there may be. Imports of at most 20 MiB bring in fifty of them, one import after the other. */
const LONG = "x".repeat(1024 * 1024 - 1);
const PER_IMPORT = 17;

/** Everybody comes to the same step; three people make poison of it. */
const journey = JSON.stringify({
  format: "parcours.journey",
  formatVersion: 1,
  id: "news",
  name: "News",
  settings: { class: "service", timeZone: "Europe/Paris" },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
    {
      id: "mail",
      kind: "email",
      name: "Weekly news",
      params: {
        subject: "News for {{ person.firstName }}",
        body: {
          text:
            "{% if person.poison == 'throws' %}{{ 'now' | date: person.pattern }}{% endif %}" +
            "{% if person.poison == 'endless' %}{% for a in (1..100000) %}{% for b in (1..100000) %}" +
            "{% assign c = b %}{% endfor %}{% endfor %}{% endif %}" +
            "Hello {{ person.firstName }}",
        },
      },
    },
  ],
  edges: [{ from: "start", port: "next", to: "mail" }],
});

function people(): { id: string; email: string; traits: Record<string, string> }[] {
  const poison: Record<string, Record<string, string>> = {
    [THROWS]: { poison: "throws", pattern: "%Y".repeat(200) },
    [ENDLESS]: { poison: "endless" },
  };
  return Array.from({ length: PEOPLE }, (_, index) => {
    const id = `p${index}`;
    return { id, email: `${id}@example.com`, traits: { firstName: `Name ${index}`, ...poison[id] } };
  });
}

async function grow(workspace: Workspace, id: string, megabytes: number): Promise<void> {
  for (let from = 0; from < megabytes; from += PER_IMPORT) {
    const count = Math.min(PER_IMPORT, megabytes - from);
    const traits = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`long${from + index}`, LONG]),
    );
    await expectFine(workspace, ["people", "import", "-"], JSON.stringify([{ id, traits }]));
  }
}

it("delivers to 9,997 of 10,000 due at once although three are poison, and says of each what, where and how to mend", async () => {
  const servers = await openServers(10);
  const workspace = openWorkspace(IN_MEMORY);
  onTestFinished(async () => {
    await servers.close();
    workspace.remove();
  });
  const environment = {
    PARCOURS_TEST_LEVERS: "on",
    PARCOURS_SINKS: workspace.file("channels.json", servers.channels),
  };
  const all = people();
  await expectFine(workspace, ["import", workspace.file("news.journey.json", journey)]);
  await expectFine(workspace, ["publish", "news"]);
  await expectFine(workspace, ["people", "import", "-"], JSON.stringify(all));
  await grow(workspace, HUGE, 50);
  const events = all.map(({ id }) =>
    JSON.stringify({ type: "track", messageId: `${id}-go`, userId: id, event: "go" }),
  );
  await expectFine(workspace, ["events", "send", "-"], `${events.join("\n")}\n`);

  expect(await workspace.run(["run", "--until-idle"], { environment })).toMatchObject({ code: 0, err: "" });

  const poisoned = [THROWS, ENDLESS, HUGE];
  expect(servers.mails.map(({ to }) => to).sort()).toEqual(
    all.flatMap(({ id, email }) => (poisoned.includes(id) ? [] : [email])).sort(),
  );
  const db = openForReading(workspace.dataDir);
  onTestFinished(() => db?.close());
  expect(db?.all("SELECT status, count(*) AS n FROM run GROUP BY status")).toEqual([
    { status: "completed", n: PEOPLE },
  ]);
  expect(db?.get("SELECT length(profile) > 50000000 AS huge FROM person WHERE id = ?", HUGE)).toEqual({
    huge: 1,
  });
  expect(db?.all("SELECT * FROM parked")).toEqual([]);

  const listed = await expectFine(workspace, ["outbox", "list", "--status", "quarantined", "--json"]);
  const setAside = listed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string; personId: string });
  expect(setAside.map(({ personId }) => personId).sort()).toEqual(poisoned);
  const told = new Map<string, string>();
  for (const { id, personId } of setAside)
    told.set(personId, await expectFine(workspace, ["outbox", "show", id]));
  for (const [personId, why] of [
    [THROWS, "template-error: A date pattern has at most 200 characters (line 1, column 35)"],
    [ENDLESS, "template-timeout: "],
    [HUGE, "data-too-large: "],
  ] as const) {
    const text = told.get(personId) ?? "";
    expect(text).toContain(`why: ${why}`);
    expect(text).toContain("where: step “Weekly news” (news/mail)");
    expect(text).toMatch(/^to mend: \S/m);
  }
});

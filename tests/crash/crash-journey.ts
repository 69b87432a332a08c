import { expectFine, openWorkspace, type Workspace } from "./parcours.ts";
import type { Servers } from "./servers.ts";

export const FROM = "2027-03-12T18:00:00Z";
/** Subjects of the two emails; the webhook lies between them. */
export const MAILS = ["A", "C"] as const;

/** Trigger, email A, a minute, webhook B, a minute, email C. */
function journey(hookUrl: string): string {
  const mail = (subject: string) => ({ subject, body: { text: `Message ${subject}` } });
  const wait = { for: "duration", duration: "PT1M" };
  return JSON.stringify({
    format: "parcours.journey",
    formatVersion: 1,
    id: "crash",
    name: "Crash",
    settings: { class: "service", timeZone: "Europe/Paris" },
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
      { id: "a", kind: "email", params: mail("A") },
      { id: "rest1", kind: "wait", params: wait },
      {
        id: "b",
        kind: "webhook",
        params: { method: "POST", url: hookUrl, body: '{ "person": "{{ person.id }}" }' },
      },
      { id: "rest2", kind: "wait", params: wait },
      { id: "c", kind: "email", params: mail("C") },
    ],
    edges: ["start", "a", "rest1", "b", "rest2", "c"].flatMap((from, index, all) => {
      const to = all[index + 1];
      return to === undefined ? [] : [{ from, port: "next", to }];
    }),
  });
}

/** A workspace with the journey published, whose channels lead to the servers. */
export async function prepare(
  servers: Servers,
): Promise<{ workspace: Workspace; environment: NodeJS.ProcessEnv }> {
  const workspace = openWorkspace();
  await expectFine(workspace, ["import", workspace.file("crash.journey.json", journey(servers.hookUrl))]);
  await expectFine(workspace, ["publish", "crash"]);
  return {
    workspace,
    environment: {
      PARCOURS_TEST_LEVERS: "on",
      PARCOURS_SINKS: workspace.file("channels.json", servers.channels),
    },
  };
}

/** People who come in, ten a second from an instant on (epoch ms). */
export async function enter(workspace: Workspace, first: number, count: number, from: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, index) => `p${first + index}`);
  const people = ids.map((id) => ({ id, email: `${id}@example.com` }));
  const events = ids.map((id, index) =>
    JSON.stringify({
      type: "track",
      messageId: `${id}-go`,
      userId: id,
      event: "go",
      timestamp: new Date(from + Math.floor(index / 10) * 1_000).toISOString(),
    }),
  );
  await expectFine(workspace, ["people", "import", "-"], JSON.stringify(people));
  for (let index = 0; index < events.length; index += 1_000)
    await expectFine(
      workspace,
      ["events", "send", "-"],
      `${events.slice(index, index + 1_000).join("\n")}\n`,
    );
}

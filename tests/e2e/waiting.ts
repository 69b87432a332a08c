import { freshDataDir, parcours } from "./app.ts";

const journey = JSON.stringify({
  ...{ format: "parcours.journey", formatVersion: 1, id: "trip", name: "Trip" },
  settings: { class: "service" },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
    { id: "rest", kind: "wait", params: { for: "duration", duration: "PT1H" } },
    { id: "mail", kind: "email", name: "Boarding", params: { subject: "Boarding", body: { text: "Now" } } },
  ],
  edges: [
    { from: "start", port: "next", to: "rest" },
    { from: "rest", port: "next", to: "mail" },
  ],
});

/** A workspace with people who wait an hour for their message, from an instant on. */
export function waiting(count: number, from: string): string {
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", "-"], journey);
  parcours(dataDir, ["publish", "trip"]);
  const ids = Array.from({ length: count }, (_, index) => `p${index}`);
  parcours(
    dataDir,
    ["people", "import", "-"],
    JSON.stringify(ids.map((id) => ({ id, email: `${id}@example.com` }))),
  );
  const events = ids.map((userId) =>
    JSON.stringify({ type: "track", messageId: userId, userId, event: "go", timestamp: from }),
  );
  parcours(dataDir, ["events", "send", "-"], events.join("\n"));
  parcours(dataDir, ["run", "--clock", "virtual", "--from", from, "--until", from]);
  return dataDir;
}

import { openForReading } from "../../src-main/store/open.ts";
import { MAILS } from "./crash-journey.ts";
import type { Servers } from "./servers.ts";

/** What a history of kills came to. */
export interface History {
  people: number;
  unknown: number;
  /** What must not be, a line each; empty when all promises were kept. */
  wrong: string[];
}

interface SendRow {
  person: string;
  node: string;
  status: string;
  reason: string | null;
}

/**
 * Holds what the servers took against what the data folder says (issue: Must hold): nobody is lost, a mail came at most
 * once, one that did not come is unknown or has a reason, and a webhook has one key however often it came.
 */
export function checkHistory(dataDir: string, people: number, kills: number, servers: Servers): History {
  const db = openForReading(dataDir);
  if (db === undefined) throw new Error(`${dataDir} holds no database`);
  const wrong: string[] = [];
  const ended = db.all<{ person: string }>(
    "SELECT DISTINCT person_id AS person FROM run WHERE status = 'completed'",
  );
  if (ended.length !== people) wrong.push(`${people - ended.length} of ${people} people did not arrive`);
  const sends = db.all<SendRow>(
    "SELECT person_id AS person, node_id AS node, status, state ->> '$.reason' AS reason FROM send",
  );
  db.close();
  if (sends.length !== 3 * people) wrong.push(`${sends.length} messages instead of ${3 * people}`);

  const taken = new Map<string, number>();
  for (const { to, subject } of servers.mails) {
    const key = `${to.split("@")[0] ?? ""} ${subject}`;
    taken.set(key, (taken.get(key) ?? 0) + 1);
  }
  for (const [key, count] of taken) if (count > 1) wrong.push(`${key} was mailed ${count} times`);
  const keys = new Map<string, Set<string>>();
  for (const { person, key } of servers.hooks) keys.set(person, (keys.get(person) ?? new Set()).add(key));
  for (const [person, all] of keys) if (all.size !== 1) wrong.push(`${person} has ${all.size} webhook keys`);

  let unknown = 0;
  for (const { person, node, status, reason } of sends) {
    if (status === "unknown") unknown += 1;
    const subject = MAILS.find((each) => each.toLowerCase() === node);
    const seen = subject === undefined ? keys.has(person) : taken.has(`${person} ${subject}`);
    if (seen && status !== "accepted" && status !== "unknown")
      wrong.push(`${person} ${node} came and is ${status}`);
    if (!seen && (status === "accepted" || reason === null))
      wrong.push(`${person} ${node} did not come and is ${status} without a reason`);
  }
  if (unknown > kills) wrong.push(`${unknown} unknown after ${kills} kills`);
  return { people, unknown, wrong };
}

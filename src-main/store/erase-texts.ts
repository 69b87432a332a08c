import type { ReadableDb, WritableDb } from "./db.ts";
import type { Identities } from "./identities.ts";

/** What stands where an address stood: no address, and fit for every name in a document. */
const ERASED = "erased";
/** Ids that are shorter or plain words stand in documents for something else: a step may be called `mail`. */
const SHORTEST_ID = 8;

/** A column with what marketers write and try out, by the kept thing it belongs to. */
interface Written {
  kept: "draft" | "snapshots" | "edits" | "scenarios";
  table: string;
  columns: readonly string[];
}

const WRITTEN: readonly Written[] = [
  { kept: "draft", table: "journey", columns: ["draft", "name", "description"] },
  { kept: "snapshots", table: "snapshot", columns: ["document"] },
  { kept: "edits", table: "edit_step", columns: ["step"] },
  { kept: "scenarios", table: "scenario", columns: ["document", "name"] },
];

/** Journeys in whose drafts, kept drafts, kept edits or scenarios somebody's address was written over. */
export interface WrittenOver {
  journeyId: string;
  in: Written["kept"][];
}

/** Where an address was left, because what runs and what is sent would change with it. */
export interface Left {
  /** The version of a journey, or the name of a setting. */
  journeyId?: string;
  version?: number;
  setting?: string;
}

/** A pattern of all that names a person beyond doubt, as it stands in JSON; undefined when nothing does. */
export function namesOf({ ids, emails, phones, tokens }: Identities): RegExp | undefined {
  const plain = ids.filter((id) => id.length >= SHORTEST_ID && /[\d@]/.test(id));
  const texts = [...plain, ...emails, ...phones, ...tokens].filter((text) => text !== "");
  if (texts.length === 0) return undefined;
  const spelled = [...new Set(texts)]
    .sort((one, other) => other.length - one.length)
    .map((text) =>
      JSON.stringify(text)
        .slice(1, -1)
        .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"),
    );
  // Whole, so that ann@b.example leaves joann@b.example alone; addresses are the same in any case.
  return new RegExp(`(?<![\\p{L}\\p{N}_.+-])(?:${spelled.join("|")})(?![\\p{L}\\p{N}_-])`, "giu");
}

/**
 * Writes over whatever names a person in drafts, in drafts and edits that were kept, in scenarios, and in what a channel in trouble
 * said, in a database of any age (reliability.md, Email law and manners). To be called inside a transaction.
 */
export function writeOver(db: WritableDb, names: RegExp): WrittenOver[] {
  const found = new Map<string, Set<Written["kept"]>>();
  for (const { kept, table, columns } of WRITTEN) {
    if (!hasTable(db, table)) continue;
    const owner = table === "journey" ? "id" : "journey_id";
    for (const row of db.all<Record<string, unknown>>(
      `SELECT rowid AS rowid, ${owner} AS owner, ${columns.join(", ")} FROM "${table}"`,
    )) {
      const texts = columns.map((column) => String(row[column]));
      const clean = texts.map((text) => text.replace(names, ERASED));
      if (clean.every((text, index) => text === texts[index])) continue;
      const assigned = columns.map((column) => `${column} = ?`).join(", ");
      db.run(`UPDATE "${table}" SET ${assigned} WHERE rowid = ?`, ...clean, Number(row["rowid"]));
      const journeyId = String(row["owner"]);
      found.set(journeyId, (found.get(journeyId) ?? new Set()).add(kept));
    }
  }
  if (hasTable(db, "channel_trouble"))
    for (const { channel, detail } of db.all<{ channel: string; detail: string }>(
      "SELECT channel, detail FROM channel_trouble WHERE detail IS NOT NULL",
    ))
      db.run(
        "UPDATE channel_trouble SET detail = ? WHERE channel = ?",
        detail.replace(names, ERASED),
        channel,
      );
  return [...found].map(([journeyId, kept]) => ({ journeyId, in: [...kept] }));
}

/** Published versions and settings that name a person: what is published never changes, and somebody has to decide. */
export function whereLeft(db: ReadableDb, names: RegExp): Left[] {
  const versions = db
    .all<{ id: string; number: number; document: string }>(
      "SELECT journey_id AS id, number, document FROM version ORDER BY journey_id, number",
    )
    .filter(({ document }) => document.search(names) >= 0)
    .map(({ id, number }) => ({ journeyId: id, version: number }));
  const settings = db
    .all<{ key: string; value: string }>("SELECT key, value FROM setting ORDER BY key")
    .filter(({ value }) => value.search(names) >= 0)
    .map(({ key }) => ({ setting: key }));
  return [...versions, ...settings];
}

function hasTable(db: ReadableDb, name: string): boolean {
  return db.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", name) !== undefined;
}

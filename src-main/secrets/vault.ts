import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import type { SealFailure, Sealer } from "./sealer.ts";

/** The workspace's secrets: opened once at the start, kept in memory, sealed on disk. */
export interface Vault {
  /** A secret that is set and can be opened here. */
  get(name: string): string | undefined;
  /** Whether a secret is set, and whether it can be opened. */
  state(name: string): "set" | "unreadable" | "absent";
  /** Sets secrets, or takes them away with null; all or none. */
  change(changes: Record<string, string | null>): Promise<{ ok: true } | { ok: false; code: SealFailure }>;
  /** All that could be opened, for {@link createRedactor}. */
  values(): string[];
}

const SecretsFile = z.object({
  format: z.literal("parcours.secrets"),
  version: z.literal(1),
  entries: z.record(z.string(), z.object({ by: z.enum(["keychain", "key"]), sealed: z.string() })),
});
type Entries = z.infer<typeof SecretsFile>["entries"];

/**
 * Opens `secrets.json` of a data folder (mode 0600, never part of exports). A file that cannot be read is left alone:
 * its secrets count as unreadable, and the first change sets it aside.
 */
export async function openVault(dataDir: string, sealer: Sealer): Promise<Vault> {
  const file = join(dataDir, "secrets.json");
  const found = readEntries(file);
  let damaged = found === undefined;
  let entries = found ?? {};
  const open = new Map<string, string>();
  for (const [name, { by, sealed }] of Object.entries(entries)) {
    const opened = by === sealer.by ? await sealer.open(name, sealed) : undefined;
    if (opened?.ok === true) open.set(name, opened.secret);
  }
  return {
    get: (name) => open.get(name),
    state: (name) => (open.has(name) ? "set" : entries[name] === undefined ? "absent" : "unreadable"),
    async change(changes) {
      const next: Entries = { ...entries };
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) {
          delete next[name];
          continue;
        }
        const sealed = await sealer.seal(name, value);
        if (!sealed.ok) return sealed;
        next[name] = { by: sealer.by, sealed: sealed.sealed };
      }
      if (damaged) renameSync(file, `${file}.unreadable`);
      damaged = false;
      const content = { format: "parcours.secrets", version: 1, entries: next };
      await writeFileAtomic(file, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
      entries = next;
      for (const [name, value] of Object.entries(changes))
        if (value === null) open.delete(name);
        else open.set(name, value);
      return { ok: true };
    },
    values: () => [...open.values()],
  };
}

function readEntries(file: string): Entries | undefined {
  if (!existsSync(file)) return {};
  try {
    return SecretsFile.parse(JSON.parse(readFileSync(file, "utf8"))).entries;
  } catch {
    return undefined;
  }
}

import { z } from "zod";
import { DEFAULT_POLICIES, Policies } from "../../src-shared/engine/policies.ts";
import { sealOf } from "./consent-seal.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { StoreError } from "./errors.ts";
import { parseStored } from "./parse.ts";

/** The workspace's policies; the defaults until somebody changed them. */
export function readPolicies(db: ReadableDb): Policies {
  return readSetting(db, "policies", Policies) ?? DEFAULT_POLICIES;
}

/**
 * The policies, and whether they are not what was saved: suppression, caps and opt-out decide who gets nothing, so a
 * changed letter must not decide anything (reliability.md, Storage). Those that cannot be read are the defaults then.
 */
export function readSealedPolicies(db: ReadableDb): { policies: Policies; damaged: boolean } {
  const text = db.get<{ value: string }>("SELECT value FROM setting WHERE key = 'policies'")?.value;
  try {
    const seal = readSetting(db, "policiesSeal", z.string());
    return { policies: readPolicies(db), damaged: (text === undefined ? undefined : sealOf(text)) !== seal };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { policies: DEFAULT_POLICIES, damaged: true };
  }
}

/** Replaces the workspace's policies. */
export function savePolicies(db: WritableDb, policies: Policies): void {
  db.transaction(() => {
    saveSetting(db, "policies", policies);
    saveSetting(db, "policiesSeal", sealOf(JSON.stringify(policies)));
  });
}

/** The seed random choices derive from; {@link DEFAULT_SEED} unless the workspace was given one. */
export function readSeed(db: ReadableDb): number {
  return readSetting(db, "seed", z.number()) ?? DEFAULT_SEED;
}

/** Simulations and workspaces start from the same seed, so that their traces are the same. */
export const DEFAULT_SEED = 1;

/** A setting as its schema reads it; undefined while it was never set. @throws StoreError `unparsable` */
export function readSetting<T>(db: ReadableDb, key: string, schema: z.ZodType<T>): T | undefined {
  const row = db.get<{ value: string }>("SELECT value FROM setting WHERE key = ?", key);
  return row === undefined ? undefined : parseStored(schema, row.value, `setting ${key}`);
}

/** Sets a setting. */
export function saveSetting(db: WritableDb, key: string, value: unknown): void {
  db.run(
    "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    key,
    JSON.stringify(value),
  );
}

/** Takes a setting away. */
export function removeSetting(db: WritableDb, key: string): void {
  db.run("DELETE FROM setting WHERE key = ?", key);
}

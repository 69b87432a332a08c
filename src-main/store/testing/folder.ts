import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openStore } from "../open.ts";
import type { Store } from "../open.ts";

/** A fresh data folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parcours-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store in a fresh folder, closed with the test. */
export function temporaryStore(now = 0): Store {
  const store = openStore(temporaryFolder(), now);
  onTestFinished(() => store.close());
  return store;
}

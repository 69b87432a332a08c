import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { openForReading } from "../store/open.ts";

const FILE = "serving.json";
const Serving = z.object({ url: z.string(), pid: z.number() });

/**
 * Notes in the data folder where it is served, for whoever starts it a second time. The key is not noted: only the
 * terminal that started it shows it. Readable by nobody else all the same.
 * @returns takes the note away
 */
export function noteServing(dataDir: string, url: string): () => void {
  const file = join(dataDir, FILE);
  // Anew, so that the mode counts even where an old note lies.
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify({ url, pid: process.pid })}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** Where the data folder is served now; undefined when its owner is no server, or a note was left by a dead one. */
export function findServing(dataDir: string): string | undefined {
  try {
    const { url, pid } = Serving.parse(JSON.parse(readFileSync(join(dataDir, FILE), "utf8")));
    const db = openForReading(dataDir);
    const owner = db?.get<{ pid: number }>("SELECT pid FROM lease WHERE id = 1")?.pid;
    db?.close();
    return owner === pid ? url : undefined;
  } catch {
    // No note, or one that cannot be read: the refusal stands without an address.
    return undefined;
  }
}

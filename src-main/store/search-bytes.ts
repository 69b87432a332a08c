import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

/** Bytes read at a time. */
const CHUNK = 4 * 1024 * 1024;

/**
 * Looks for texts in the raw bytes of every file below a folder, whatever the files are.
 * @returns the paths, relative to the folder, of files that hold any of them
 */
export function searchBytes(folder: string, texts: readonly string[]): string[] {
  const needles = texts.filter((text) => text !== "").map((text) => Buffer.from(text, "utf8"));
  if (needles.length === 0) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => holds(file, needles))
    .map((file) => file.slice(folder.length + 1))
    .sort();
}

/** Whether a file's bytes hold any of some texts. */
export function fileHolds(file: string, texts: readonly string[]): boolean {
  const needles = texts.filter((text) => text !== "").map((text) => Buffer.from(text, "utf8"));
  return needles.length > 0 && holds(file, needles);
}

function holds(file: string, needles: readonly Buffer[]): boolean {
  const overlap = Math.max(...needles.map((needle) => needle.length)) - 1;
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.allocUnsafe(CHUNK + overlap);
    let kept = 0;
    for (;;) {
      const read = readSync(handle, buffer, kept, CHUNK, null);
      if (read === 0) return false;
      const seen = buffer.subarray(0, kept + read);
      if (needles.some((needle) => seen.includes(needle))) return true;
      kept = Math.min(overlap, seen.length);
      buffer.copyWithin(0, seen.length - kept, seen.length);
    }
  } finally {
    closeSync(handle);
  }
}

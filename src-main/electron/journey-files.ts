/// <reference types="./write-file-atomic" />
import { open } from "node:fs/promises";
import { basename } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { FileOutcome, OpenedFile } from "../../src-shared/api/desktop.ts";
import { LIMITS } from "../../src-shared/limits.ts";

/**
 * Reads a journey file for the page: at most 20 MiB of it ever enters memory, and bytes that are not UTF-8 are refused
 * rather than replaced (reliability.md, Untrusted content). Whether the text is a journey is the service's to say.
 */
export async function readJourneyFile(path: string): Promise<FileOutcome<OpenedFile>> {
  const name = basename(path);
  try {
    await using file = await open(path, "r");
    const { size } = await file.stat();
    if (size > LIMITS.documentBytes) return { ok: false, code: "too-large", name };
    // One byte more than announced tells a file that grew meanwhile.
    const { bytesRead, buffer } = await file.read(Buffer.alloc(size + 1), 0, size + 1, 0);
    if (bytesRead > size) return { ok: false, code: "unreadable", name };
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, bytesRead));
      return { ok: true, file: { name, text } };
    } catch {
      return { ok: false, code: "not-text", name };
    }
  } catch {
    return { ok: false, code: "unreadable", name };
  }
}

/**
 * Writes a journey, or what was made of one, to where the person chose: to a temporary file, synced, then renamed, so that an existing file is
 * replaced whole or not at all (reliability.md, Storage).
 */
export async function writeJourneyFile(
  path: string,
  content: string | Uint8Array,
  encoding: "utf8" | "base64" = "utf8",
): Promise<FileOutcome<{ name: string }>> {
  const name = basename(path);
  try {
    await writeFileAtomic(path, content, { encoding, fsync: true });
    return { ok: true, file: { name } };
  } catch {
    return { ok: false, code: "unwritable", name };
  }
}

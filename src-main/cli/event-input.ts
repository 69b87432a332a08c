import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { LIMITS } from "../../src-shared/limits.ts";
import { readEventLine, readEvents } from "../../src-shared/person/read-events.ts";
import type { ReadEvent } from "../../src-shared/person/read-events.ts";
import { EXIT, failure } from "./failure.ts";
import { readTextFile } from "./read-input.ts";

/** A line holds a batch at most: 1 MiB of events and what surrounds them. */
const LINE_LIMIT = 2 * LIMITS.batchBytes;

/** Events from outside that can be read more than once: to check all of them before one is kept. */
export interface EventInput {
  read(): AsyncGenerator<ReadEvent>;
  close(): Promise<void>;
}

/**
 * Opens a file of events, or what is piped in, which is put into a temporary file first so that it can be read twice.
 * Up to 20 MiB any form is understood (NDJSON, an array, one event or batch over several lines); beyond, NDJSON, which
 * is never held in memory as a whole.
 * @param file shown in problems; `-` for what is piped in
 */
export async function openEventInput(file: string, stdin: AsyncIterable<Uint8Array>): Promise<EventInput> {
  if (file !== "-") return { read: () => readFrom(file, file), close: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), "parcours-events-"));
  const kept = join(folder, "piped");
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(stdin, createWriteStream(kept, { mode: 0o600 }));
  } catch (error) {
    await close();
    throw error;
  }
  return { read: () => readFrom(kept, file), close };
}

async function* readFrom(path: string, shown: string): AsyncGenerator<ReadEvent> {
  const about = await stat(path).catch(() => {
    throw failure(EXIT.unusable, "not-found", shown, "There is no such file.");
  });
  if (!about.isFile()) throw failure(EXIT.unusable, "not-a-file", shown, "It is not a file.");
  if (about.size <= LIMITS.documentBytes) yield* readEvents(await readTextFile(path, shown));
  else yield* readLines(path, shown);
}

async function* readLines(path: string, shown: string): AsyncGenerator<ReadEvent> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  let number = 0;
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw failure(EXIT.unusable, "not-utf8", `${shown}:line ${number + 1}`, "It is not UTF-8 text.");
    }
  };
  for await (const chunk of createReadStream(path)) {
    const lines = (rest + decode(chunk as Uint8Array)).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LINE_LIMIT)
      throw failure(
        EXIT.unusable,
        "line-too-long",
        `${shown}:line ${number + lines.length + 1}`,
        "A line holds at most one batch of 1 MiB.",
      );
    for (const line of lines) {
      number += 1;
      if (line.trim() !== "") yield* readEventLine(line, `line ${number}`);
    }
  }
  rest += decode();
  if (rest.trim() !== "") yield* readEventLine(rest, `line ${number + 1}`);
}

import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../store/testing/folder.ts";
import { runCli } from "../run-cli.ts";

/** What a command said and answered. */
export interface Answer {
  exit: number;
  out: string;
  err: string;
}

/** A command line over a folder of its own: files in it, and the data folder `data` inside. */
export interface Desk {
  folder: string;
  dataDir: string;
  /** Writes a file and returns its path. */
  file(name: string, content: string | Uint8Array): string;
  cli(...argv: string[]): Promise<Answer>;
  /** The same with something piped in. */
  pipe(input: string | Uint8Array, ...argv: string[]): Promise<Answer>;
  /** Names and sizes of everything below the data folder, to see whether something was written. */
  contents(): string[];
}

/** Sets one up for a test. */
export function desk(options: { stop?: AbortSignal; onOut?: (text: string) => void } = {}): Desk {
  const folder = temporaryFolder();
  const dataDir = join(folder, "data");
  const run = async (input: string | Uint8Array, argv: string[]): Promise<Answer> => {
    let out = "";
    let err = "";
    const exit = await runCli(argv, {
      out: (text) => {
        out += text;
        options.onOut?.(text);
      },
      err: (text) => {
        err += text;
      },
      stdin: bytes(input),
      isTerminal: false,
      environment: { PARCOURS_DATA_DIR: dataDir },
      stop: options.stop ?? new AbortController().signal,
    });
    return { exit, out, err };
  };
  return {
    folder,
    dataDir,
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    cli: (...argv) => run("", argv),
    pipe: (input, ...argv) => run(input, argv),
    contents: () => list(dataDir),
  };
}

/** Values as NDJSON. */
export function lines(...values: object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}

async function* bytes(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const all = typeof input === "string" ? new TextEncoder().encode(input) : input;
  // In pieces that do not respect characters or lines, as pipes do.
  for (let at = 0; at < all.length; at += 1_021) yield all.subarray(at, at + 1_021);
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .sort()
      .map((name) => `${name} ${statSync(join(folder, name)).size}`);
  } catch {
    return [];
  }
}

import { open, stat } from "node:fs/promises";
import { LIMITS } from "../../src-shared/limits.ts";
import { compile } from "../../src-shared/compile/compile.ts";
import type { Known } from "../../src-shared/compile/known.ts";
import type { Graph } from "../../src-shared/graph/graph.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { parseDuration, addDuration } from "../../src-shared/time/duration.ts";
import { parseInstant } from "../../src-shared/time/instant.ts";
import { CliFailure, EXIT, failure, problemsOf } from "./failure.ts";
import type { CliProblem } from "./failure.ts";

/**
 * Reads a file as text, looking at its size before its content (domain.md, Limits).
 * @param shown what problems call it, when the person knows it by another name
 * @throws CliFailure `not-found`, `not-a-file`, `unreadable`, `too-large`, `not-utf8`
 */
export async function readTextFile(file: string, shown = file): Promise<string> {
  const about = await stat(file).catch((error: unknown) => {
    throw unreachable(shown, error);
  });
  if (!about.isFile()) throw failure(EXIT.unusable, "not-a-file", shown, "It is not a file.");
  if (about.size > LIMITS.documentBytes) throw tooLarge(shown);
  const handle = await open(file).catch((error: unknown) => {
    throw unreachable(shown, error);
  });
  try {
    return decode(shown, await handle.readFile());
  } finally {
    await handle.close();
  }
}

/** Reads everything piped in, up to the limit of a document. */
async function readPiped(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    bytes += chunk.length;
    if (bytes > LIMITS.documentBytes) throw tooLarge("-");
    chunks.push(chunk);
  }
  return decode("-", Buffer.concat(chunks));
}

/** A file's text, or what is piped in for `-`. */
export function readInput(file: string, stdin: AsyncIterable<Uint8Array>): Promise<string> {
  return file === "-" ? readPiped(stdin) : readTextFile(file);
}

/** A journey from a file. @throws CliFailure with its problems, exit 2 */
export async function readJourneyFile(
  file: string,
  stdin: AsyncIterable<Uint8Array>,
): Promise<{ journey: Journey; text: string }> {
  const text = await readInput(file, stdin);
  const { journey, problems } = readJourney(text);
  if (journey === undefined) throw new CliFailure(EXIT.unusable, problemsOf(file, problems));
  return { journey, text };
}

/** Compiles a journey from a file. @throws CliFailure with its problems, exit 1, when it has errors */
export function compileOrFail(
  file: string,
  journey: Journey,
  known?: Known,
): { graph: Graph; warnings: CliProblem[] } {
  const { graph, problems } = compile(journey, known);
  if (graph === undefined) throw new CliFailure(EXIT.no, problemsOf(file, problems));
  return { graph, warnings: problemsOf(file, problems) };
}

/** An instant given as an option. @throws CliFailure `bad-date` */
export function instantOption(option: string, text: string): number {
  const ms = parseInstant(text);
  if (ms !== undefined) return ms;
  throw failure(
    EXIT.unusable,
    "bad-date",
    option,
    `"${text}" is no instant: write one such as 2027-03-12T18:00:00Z.`,
  );
}

/** An instant, or a duration counted from another one. @throws CliFailure `bad-date` */
export function instantOrDuration(option: string, text: string, from: number, zone: string): number {
  if (parseDuration(text) !== undefined) return addDuration(from, text, zone);
  const ms = parseInstant(text);
  if (ms !== undefined) return ms;
  throw failure(
    EXIT.unusable,
    "bad-date",
    option,
    `"${text}" is neither an instant such as 2027-03-12T18:00:00Z nor a duration such as P30D.`,
  );
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw failure(EXIT.unusable, "not-utf8", file, "It is not UTF-8 text.");
  }
}

function unreachable(file: string, error: unknown): CliFailure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code === "ENOENT"
    ? failure(EXIT.unusable, "not-found", file, "There is no such file.")
    : failure(EXIT.outside, "unreadable", file, `It cannot be read (${code}).`);
}

function tooLarge(file: string): CliFailure {
  return failure(EXIT.unusable, "too-large", file, "It is larger than 20 MiB.");
}

import { ORPCError } from "@orpc/server";
import { ProblemShape } from "../../src-shared/api/shapes.ts";
import type { Fix, Problem, Severity } from "../../src-shared/problems.ts";
import { z } from "zod";
import { translate } from "../store/database-file.ts";
import { StoreError } from "../store/errors.ts";

/** Exit codes (formats.md, Command line). */
export const EXIT = { fine: 0, no: 1, unusable: 2, outside: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** One line on stderr. */
export interface CliProblem {
  code: string;
  path: string;
  message: string;
  severity?: Severity;
  nodeId?: string;
  /** How to mend it. */
  hint?: string;
  /** An edit that mends it, to be applied to the document. */
  fix?: Fix;
}

/** Ends a command with an exit code and the lines that say why. */
export class CliFailure extends Error {
  readonly exit: ExitCode;
  readonly problems: readonly CliProblem[];

  constructor(exit: ExitCode, problems: readonly CliProblem[]) {
    super(problems.map((each) => each.message).join("\n"));
    this.name = "CliFailure";
    this.exit = exit;
    this.problems = problems;
  }
}

/** A failure of one line. */
export function failure(exit: ExitCode, code: string, path: string, message: string): CliFailure {
  return new CliFailure(exit, [{ code, path, message }]);
}

/** Problems of a file, with the file in their path: `trip.journey.json:nodes[3].params.duration`. */
export function problemsOf(file: string, problems: readonly Problem[]): CliProblem[] {
  return problems.map(({ code, path, message, severity, nodeId, hint, fix }) => ({
    code,
    path: path === "" || path === "$" ? file : `${file}:${path}`,
    message,
    severity,
    ...(nodeId === undefined ? {} : { nodeId }),
    ...(hint === undefined ? {} : { hint }),
    ...(fix === undefined ? {} : { fix }),
  }));
}

const MissingData = z.object({ what: z.string(), id: z.string() });
const ProblemData = z.object({ problems: z.array(ProblemShape) });
const CodeData = z.object({ code: z.string() });

const REFUSALS: Readonly<Record<string, string>> = {
  "not-published": "It was never published.",
  "not-running": "It is not running.",
  "has-runs": "People went through it.",
  "bad-test-address": "That is no address of this channel; for push, name a person with a device.",
  "system-clock": "The system clock cannot be moved.",
  damaged: "The database is damaged: it is not written any more.",
  "disk-full": "There is no room left on the disk.",
};

/**
 * What an error means at the command line: refused input is the caller's (2), "no" is an answer (1), a data folder that
 * cannot be used or a file that cannot be reached is outside (3). Undefined for defects, which crash loudly.
 * @param subject what the command was about, for errors that do not name it
 */
export function toFailure(thrown: unknown, subject: string): CliFailure | undefined {
  const error = translate(thrown, subject);
  if (error instanceof CliFailure) return error;
  if (error instanceof StoreError) return failure(EXIT.outside, error.code, error.path, error.message);
  if (error instanceof ORPCError && error.cause instanceof StoreError) return toFailure(error.cause, subject);
  if (error instanceof ORPCError) return fromApi(String(error.code), error.data as unknown, subject);
  if (error instanceof Error && "code" in error && "syscall" in error) {
    const path = "path" in error && typeof error.path === "string" ? error.path : subject;
    return failure(EXIT.outside, String(error.code).toLowerCase(), path, error.message);
  }
  return undefined;
}

function fromApi(code: string, data: unknown, subject: string): CliFailure | undefined {
  const missing = MissingData.safeParse(data);
  if (code === "NOT_FOUND" && missing.success)
    return failure(
      EXIT.unusable,
      "not-found",
      missing.data.id,
      `There is no ${missing.data.what} ${missing.data.id}.`,
    );
  const unusable = ProblemData.safeParse(data);
  if (code === "UNUSABLE" && unusable.success)
    return new CliFailure(EXIT.no, problemsOf(subject, unusable.data.problems));
  const refused = CodeData.safeParse(data);
  if (code === "REFUSED" && refused.success)
    return failure(
      EXIT.no,
      refused.data.code,
      subject,
      REFUSALS[refused.data.code] ?? "That is not possible now.",
    );
  if (code === "EXISTS")
    return failure(EXIT.unusable, "exists", subject, `There is a journey ${subject} already.`);
  if (code === "BAD_REQUEST") return failure(EXIT.unusable, "bad-input", subject, "The input does not fit.");
  return undefined;
}

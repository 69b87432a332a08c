import type { Command } from "commander";
import type { ExitCode } from "./failure.ts";
import type { Session } from "./session.ts";

/** What a command does with its arguments and options; it ends with exit code 0 when it gives none. */
type Action = (
  session: Session,
  args: string[],
  options: Record<string, unknown>,
) => Promise<ExitCode | void>;

/** Hangs an action on a command: the session is made from the global options, failures become lines and exit codes. */
export type Attach = (command: Command, action: Action) => Command;

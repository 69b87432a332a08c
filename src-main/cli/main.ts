#!/usr/bin/env node
import { EXIT } from "./failure.ts";
import { processIo } from "./io.ts";
import { runCli } from "./run-cli.ts";

// The exit code is set rather than the process ended, so that what is still being written to a pipe arrives.
try {
  process.exitCode = await runCli(process.argv.slice(2), processIo());
} catch (error) {
  // A defect of the program is neither "no" nor bad input: it is told with all its context.
  console.error(error);
  process.exitCode = EXIT.outside;
}

#!/usr/bin/env node
import { processIo } from "./io.ts";
import { runCli } from "./run-cli.ts";

// The exit code is set rather than the process ended, so that what is still being written to a pipe arrives.
process.exitCode = await runCli(process.argv.slice(2), processIo());

/** The world around a command: everything it reads and writes, so that tests run commands without a process. */
export interface CliIo {
  /** Data. */
  out(text: string): void;
  /** Errors, warnings and progress. */
  err(text: string): void;
  /** Bytes piped in. */
  stdin: AsyncIterable<Uint8Array>;
  /** Whether `err` is looked at by a person: long work then shows progress. */
  isTerminal: boolean;
  environment: Readonly<Record<string, string | undefined>>;
  /** Aborted when the person asks a long command to end (Ctrl C). */
  stop: AbortSignal;
}

/** The io of a real process. */
export function processIo(): CliIo {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      stopping.abort();
    });
  // A reader such as `head` that has seen enough closes the pipe: that is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stdin: process.stdin,
    isTerminal: process.stderr.isTTY === true,
    environment: process.env,
    stop: stopping.signal,
  };
}

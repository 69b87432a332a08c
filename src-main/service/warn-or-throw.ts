/**
 * What nobody listens to must not pass in silence: the disk's failures, which the scheduler tries again after, are
 * warned of; everything else is a defect and ends the process.
 */
export function warnOrThrow(error: unknown): void {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (error instanceof Error && code.startsWith("SQLITE_")) return process.emitWarning(error);
  setImmediate(() => {
    throw error;
  });
}

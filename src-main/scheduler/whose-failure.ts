import { StoreError } from "../store/errors.ts";

/** Failures of the disk or of the lease concern everybody: the transaction is given up, nobody is parked for them. */
export function isNotThePersons(error: unknown): boolean {
  if (error instanceof StoreError) return error.code !== "unparsable";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CORRUPT|NOTADB|CANTOPEN|NOMEM|INTERRUPT)/.test(code);
}

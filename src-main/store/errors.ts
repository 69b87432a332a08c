/** What can be wrong with a data folder or its database file. The command line and the app show them by code. */
export type StoreErrorCode =
  | "in-use"
  | "newer-schema"
  | "damaged"
  | "not-a-workspace"
  | "unreadable"
  | "lease-lost"
  | "unparsable"
  | "disk-full"
  | "checksum";

/**
 * A data folder that cannot be used as asked. `path` names the folder, file or row; the message says what a person
 * can do about it.
 */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly path: string;

  constructor(code: StoreErrorCode, path: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "StoreError";
    this.code = code;
    this.path = path;
  }
}

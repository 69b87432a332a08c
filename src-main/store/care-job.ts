/** Work on whole files, too long for the thread that answers people. */
export type CareJob =
  | { job: "copy"; from: string; to: string; now: number }
  | { job: "check"; file: string }
  | { job: "search"; folder: string; texts: readonly string[] };

/** What came of it. Failures the store has a code for come back as such, everything else as a plain text. */
export type CareAnswer =
  { ok: true; hits: string[] } | { ok: false; code: string; path: string; message: string };

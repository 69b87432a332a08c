import type { ErasedMemory } from "./erased.ts";
import type { Identities } from "./identities.ts";

/** Work on whole files, too long for the thread that answers people. */
export type CareJob =
  | { job: "copy"; from: string; to: string; now: number }
  | { job: "check"; file: string }
  | { job: "stage"; from: string; to: string; present: string; now: number }
  | { job: "search"; folder: string; texts: readonly string[] }
  | { job: "erase"; file: string; who: Identities; texts: readonly string[]; memory: ErasedMemory };

/** How far a job is: what it does, and of copying how much is done, from 0 to 1. */
export interface CareProgress {
  doing: "copying" | "checking";
  share?: number;
}

/** What came of it. Failures the store has a code for come back as such, everything else as a plain text. */
export type CareAnswer =
  { ok: true; found: string[] } | { ok: false; code: string; path: string; message: string };

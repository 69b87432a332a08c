import { NO_MARKS, type Marks } from "../../src-shared/engine/marks.ts";
import type { Run, Send } from "../../src-shared/engine/run.ts";

/** An open run with its row and the number of the version it is pinned to. */
export interface OpenRun {
  no: number;
  version: number;
  run: Run;
  /** Whether the run's row has the event that started it, so that the dossier need not. */
  entryInRow: boolean;
}

/** A send with its row; what only a reader of the message needs stays in that row (see {@link completed}). */
export interface KnownSend {
  no: number;
  send: Send;
}

/**
 * All that the engine reads of a person besides her profile and her history of events, in one compact row: her open
 * runs as they are, and of ended runs and sends what re-entry, caps and conditions ask for. The newest few of these are
 * here; `more` says that earlier ones lie in their tables alone and are loaded when somebody asks.
 */
export interface Dossier {
  marks: Marks;
  open: OpenRun[];
  ended: { no: number; run: Run }[];
  sends: KnownSend[];
  /** Her newest row of the trace, and her newest send; 0 for none. Older ones are found from there. */
  lastTrace: number;
  lastSend: number;
  moreRuns: boolean;
  moreSends: boolean;
}

/** Of somebody nothing has happened to yet. */
export function emptyDossier(): Dossier {
  return {
    marks: NO_MARKS,
    open: [],
    ended: [],
    sends: [],
    lastTrace: 0,
    lastSend: 0,
    moreRuns: false,
    moreSends: false,
  };
}

/** How much is open: what a person still waits for. */
export function openCount({ open, sends }: Dossier): number {
  let count = open.length;
  for (const { send } of sends) if (!isSettled(send)) count += 1;
  return count;
}

/** Whether nothing more happens to a send by itself. */
export function isSettled({ status }: Send): boolean {
  return status !== "planned" && status !== "held" && status !== "claimed";
}

/** A send that went through a dossier, with what stayed in its row: verdicts, content, address, reply. */
export function completed(send: Send, stored: Send): Send {
  const { to, rendered, reply } = stored;
  return {
    ...(to === undefined ? {} : { to }),
    ...(rendered === undefined ? {} : { rendered }),
    ...(reply === undefined ? {} : { reply }),
    ...send,
    verdicts: send.verdicts.length > 0 ? send.verdicts : stored.verdicts,
  };
}

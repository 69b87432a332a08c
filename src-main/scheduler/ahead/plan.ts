import type { Tally } from "../../store/tally-log.ts";

/** A place in the agenda: rows are in order of due instant (epoch ms), then of the person's number. */
export interface AgendaPlace {
  due: number;
  person: number;
}

/** What the thread of the scheduler asks the one that decides ahead. */
export interface PlanRequest {
  /** Answers to an earlier course are of no use any more, because the scheduler is elsewhere by now. */
  course: number;
  /** Revision of the world to decide by; another than before means that it has to be read anew. */
  revision: number;
  /** Where a course begins: so many rows after a place. Absent where it goes on after the rows of the answer before. */
  from?: AgendaPlace & { skip: number };
  /** Nobody due later is looked at; epoch ms. */
  upTo: number;
  /** The clock at the asking, epoch ms. A virtual one stands at the due instant of each row that is later. */
  now: number;
  clock: "system" | "virtual";
  rows: number;
  /** Number of the trace's row that the first of them gets; each row of the agenda has one, used or not. */
  firstTrace: number;
}

/**
 * Steps that were decided from rows of the agenda alone, in their order, each group of values a list: they go from
 * thread to thread in a few pieces instead of thousands.
 */
export interface Plan {
  course: number;
  revision: number;
  /** Whether nobody else is due. */
  isLast: boolean;
  /** The place of each, and the row's text that was decided by. */
  due: number[];
  person: number[];
  before: string[];
  /** The instant it was decided for, epoch ms. */
  now: number[];
  /** The row as it is to be put back. */
  nextDue: number[];
  open: number[];
  after: string[];
  /** The row of the trace: its number, the one before of the same person, its lines. */
  trace: number[];
  previousTrace: number[];
  lines: string[];
  personId: string[];
  runs: string[][];
  /** What it counts, as an index into {@link counts}: thousands of steps count the same few things. */
  counted: number[];
  counts: Tally[][];
}

/** A plan of nothing yet. */
export function emptyPlan({ course, revision }: Pick<PlanRequest, "course" | "revision">): Plan {
  return {
    ...{ course, revision, isLast: false },
    ...{ due: [], person: [], before: [], now: [] },
    ...{ nextDue: [], open: [], after: [] },
    ...{ trace: [], previousTrace: [], lines: [], personId: [], runs: [], counted: [], counts: [] },
  };
}

import type { Op } from "./leaves.ts";

/** One demand on a fact: it compares so with a literal, or it does not. */
export interface Demand {
  op: Op;
  value: unknown;
  holds: boolean;
}

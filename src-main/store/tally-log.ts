/**
 * What is counted: open runs standing at a node (`one` the version, `two` the node), runs by status (`one`), sends by
 * channel and status, arrivals at nodes and departures from them (`one` the node, `two` the port, empty for arrivals).
 */
export type Counted = "standing" | "runs" | "sends" | "passage";

/** A counter and by how much it changed, or what it stands at. */
export interface Tally {
  what: Counted;
  journeyId: string;
  one: string;
  two: string;
  n: number;
}

/**
 * Counts what the open transaction changed. Thousands of people share one transaction, and most of them count the same
 * few things: the changes are added up here and written once, right before the commit they belong to.
 */
export class TallyLog {
  readonly changes: Tally[] = [];

  mark(): number {
    return this.changes.length;
  }

  undo(mark: number): void {
    this.changes.length = Math.min(mark, this.changes.length);
  }

  /** Adds up and writes; to be called inside the transaction that made the changes. */
  write(run: (sql: string, ...values: (string | number)[]) => unknown): void {
    if (this.changes.length === 0) return;
    for (const { what, journeyId, one, two, n } of addUp(this.changes))
      if (n !== 0)
        run(
          "INSERT INTO tally (kind, journey_id, one, two, n) VALUES (?, ?, ?, ?, ?) " +
            "ON CONFLICT (kind, journey_id, one, two) DO UPDATE SET n = n + excluded.n",
          what,
          journeyId,
          one,
          two,
          n,
        );
    this.changes.length = 0;
  }
}

/** Sums of changes by what they count. */
export function addUp(changes: readonly Tally[]): Tally[] {
  const sums = new Map<string, Tally>();
  for (const change of changes) {
    const key = `${change.what}\n${change.journeyId}\n${change.one}\n${change.two}`;
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { ...change });
    else known.n += change.n;
  }
  return [...sums.values()];
}

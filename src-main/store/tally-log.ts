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

/** So many changes are looked through sooner than a set of them is made. */
const FEW = 16;

/**
 * Counts what the open transaction changed. Thousands of people share one transaction, and most of them count the same
 * few things: the changes are added up here and written once, right before the commit they belong to.
 */
export class TallyLog {
  /** Every counter this connection has met, by journey, kind and the rest; between transactions all of them stand at 0. */
  readonly #known = new Map<string, Map<Counted, Map<string, Map<string, Tally>>>>();
  /** Each change since the transaction began: which counter, and by how much. */
  readonly #changed: Tally[] = [];
  readonly #by: number[] = [];

  add(what: Counted, journeyId: string, one: string, two: string, n: number): void {
    const tally = this.#counter(what, journeyId, one, two);
    tally.n += n;
    this.#changed.push(tally);
    this.#by.push(n);
  }

  /** What the open transaction has counted so far. */
  changes(): Tally[] {
    if (this.#changed.length > FEW) return [...new Set(this.#changed)];
    const changes: Tally[] = [];
    for (const tally of this.#changed) if (!changes.includes(tally)) changes.push(tally);
    return changes;
  }

  mark(): number {
    return this.#changed.length;
  }

  undo(mark: number): void {
    while (this.#changed.length > mark) {
      const tally = this.#changed.pop();
      if (tally !== undefined) tally.n -= this.#by.pop() ?? 0;
    }
  }

  /** Writes the sums; to be called inside the transaction that made the changes. */
  write(run: (sql: string, ...values: (string | number)[]) => unknown): void {
    if (this.#changed.length === 0) return;
    for (const { what, journeyId, one, two, n } of this.changes())
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
  }

  /** The transaction is over, with what it counted: the next one begins at 0. */
  committed(): void {
    for (const tally of this.#changed) tally.n = 0;
    this.#changed.length = 0;
    this.#by.length = 0;
  }

  #counter(what: Counted, journeyId: string, one: string, two: string): Tally {
    const ofJourney = getOrMake(
      this.#known,
      journeyId,
      () => new Map<Counted, Map<string, Map<string, Tally>>>(),
    );
    const places = getOrMake(ofJourney, what, () => new Map<string, Map<string, Tally>>());
    const ofPlace = getOrMake(places, one, () => new Map<string, Tally>());
    let tally = ofPlace.get(two);
    if (tally === undefined) ofPlace.set(two, (tally = { what, journeyId, one, two, n: 0 }));
    return tally;
  }
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = make()));
  return found;
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

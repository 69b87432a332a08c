/** What a place is when nobody has been seen there. */
const UNKNOWN = Number.NaN;
const FIRST_SIZE = 1_024;

/**
 * Where people's rows lie in the agenda: by number of the person the instant her row is kept under, epoch ms. The rows
 * are clustered by instant, so that taking and putting back are sequential; finding one person's row then needs this,
 * 8 bytes a person in memory. It is only ever a copy of the table's keys: forgetting it costs a scan, never a fact.
 */
export class Places {
  /** Whether every row of the table is known here, so that an unknown person has none. */
  complete = false;
  /** How far a scan of the table has come; undefined before and after one. */
  scannedTo: { due: number; person: number } | undefined;
  /** Nobody else writes: what is complete here stays so. */
  readonly isWriter: boolean;
  private due = new Float64Array(FIRST_SIZE).fill(UNKNOWN);
  /** Person and former place of each change of the open transaction, in turn. */
  private readonly journal: number[] = [];
  /** Something was forgotten or scanned since the last commit: undoing then forgets it all, a scan finds it again. */
  private isLoose = false;

  constructor(isWriter: boolean) {
    this.isWriter = isWriter;
  }

  get(person: number): number | undefined {
    const due = this.due[person];
    return due === undefined || Number.isNaN(due) ? undefined : due;
  }

  /** Notes where a row lies now; taken back if the transaction is undone. */
  set(person: number, due: number): void {
    if (person >= this.due.length) this.grow(person);
    this.journal.push(person, this.due[person] ?? UNKNOWN);
    this.due[person] = due;
  }

  /** Notes what a scan of the table found, unless it is known better already. */
  found(person: number, due: number): void {
    if (person >= this.due.length) this.grow(person);
    if (Number.isNaN(this.due[person])) this.due[person] = due;
    this.isLoose = true;
  }

  /** Forgets everything: many rows were moved at once, or another process moves them. */
  forget(): void {
    this.due.fill(UNKNOWN);
    this.complete = false;
    this.scannedTo = undefined;
    this.journal.length = 0;
    this.isLoose = true;
  }

  /** How far the open transaction has come, for {@link undo}. */
  mark(): number {
    return this.journal.length;
  }

  undo(mark: number): void {
    if (this.isLoose) return this.forget();
    while (this.journal.length > mark) {
      const before = this.journal.pop() ?? UNKNOWN;
      const person = this.journal.pop() ?? 0;
      this.due[person] = before;
    }
  }

  committed(): void {
    this.isLoose = false;
    this.journal.length = 0;
  }

  private grow(person: number): void {
    const larger = new Float64Array(Math.max(person + 1, this.due.length * 2)).fill(UNKNOWN);
    larger.set(this.due);
    this.due = larger;
  }
}

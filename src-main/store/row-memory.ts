/**
 * What nearly every step asks of rows that never change once they are committed: hashes of published versions, names
 * that were learnt. What a transaction read or wrote is forgotten when it is undone.
 */
export class RowMemory {
  /** By journey and number of the version. */
  private readonly hashes = new Map<string, Map<number, string>>();
  private readonly names = new Set<string>();
  private isFull = false;

  /** Hash of the graph of a journey's version, read once. */
  hashOf(journeyId: string, version: number, read: () => string | undefined): string | undefined {
    const ofJourney = this.hashes.get(journeyId);
    const known = ofJourney?.get(version);
    if (known !== undefined) return known;
    const hash = read();
    if (hash === undefined) return undefined;
    if (ofJourney === undefined) this.hashes.set(journeyId, new Map([[version, hash]]));
    else ofJourney.set(version, hash);
    return hash;
  }

  /** Whether a name of an attribute, event or property (learn.ts) is met for the first time here; from now on it is not. */
  isNewName({ event, name, type }: { event: string; name: string; type: string }): boolean {
    const key = `${type}\0${event}\0${name}`;
    if (this.isFull || this.names.has(key)) return false;
    this.names.add(key);
    return true;
  }

  /** No name is learnt any more: none is new. */
  namesAreFull(): void {
    this.isFull = true;
    this.names.clear();
  }

  forget(): void {
    this.hashes.clear();
    this.names.clear();
    this.isFull = false;
  }
}

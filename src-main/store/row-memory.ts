/**
 * What nearly every step asks of rows that never change once they are committed: hashes of published versions. What a
 * transaction read is forgotten when it is undone.
 */
export class RowMemory {
  private readonly hashes = new Map<string, string>();

  /** Hash of the graph of a journey's version, read once. */
  hashOf(journeyId: string, version: number, read: () => string | undefined): string | undefined {
    const key = `${version}/${journeyId}`;
    const known = this.hashes.get(key);
    if (known !== undefined) return known;
    const hash = read();
    if (hash !== undefined) this.hashes.set(key, hash);
    return hash;
  }

  forget(): void {
    this.hashes.clear();
  }
}

const FIRST_SIZE = 1_024;
/** More zones than the database of zones has: names come from data. */
const MOST_ZONES = 60_000;

/**
 * What nearly every step asks of rows that hardly ever change: people's zones, by number, and hashes of published
 * versions. A copy, never a fact: whoever writes such a row says so, and what a transaction read is forgotten when it is
 * undone. Two bytes a person.
 */
export class RowMemory {
  /** By number of the person: 0 not known, 1 no zone, else the place in `names` plus 2. */
  private zones = new Uint16Array(FIRST_SIZE);
  private readonly names: string[] = [];
  private readonly places = new Map<string, number>();
  private readonly hashes = new Map<string, string>();

  /** The zone a profile names, as `{ zone }`; undefined when nobody has looked yet. */
  zoneOf(person: number): { zone: string | undefined } | undefined {
    const known = this.zones[person] ?? 0;
    if (known === 0) return undefined;
    return { zone: known === 1 ? undefined : this.names[known - 2] };
  }

  setZone(person: number, zone: string | undefined): void {
    const place = zone === undefined ? 1 : this.placeOf(zone);
    if (place === undefined) return;
    if (person >= this.zones.length) this.grow(person);
    this.zones[person] = place;
  }

  /** A profile was written by somebody who does not know its number. */
  forgetZones(): void {
    this.zones.fill(0);
  }

  /** Hash of the graph of a journey's version, read once. */
  hashOf(journeyId: string, version: number, read: () => string | undefined): string | undefined {
    const key = `${version}/${journeyId}`;
    const known = this.hashes.get(key);
    if (known !== undefined) return known;
    const hash = read();
    if (hash !== undefined) this.hashes.set(key, hash);
    return hash;
  }

  /** Forgets everything: a transaction that may have been read from was undone. */
  forget(): void {
    this.zones.fill(0);
    this.hashes.clear();
  }

  private placeOf(zone: string): number | undefined {
    const known = this.places.get(zone);
    if (known !== undefined) return known;
    if (this.names.length >= MOST_ZONES) return undefined;
    this.names.push(zone);
    const place = this.names.length + 1;
    this.places.set(zone, place);
    return place;
  }

  private grow(person: number): void {
    const larger = new Uint16Array(Math.max(person + 1, this.zones.length * 2));
    larger.set(this.zones);
    this.zones = larger;
  }
}

/** Longer names of ways are cut here; the whole name is at the port and in the inspector. */
const longest = 22;

/** The name of a way out as it stands on its connection. */
export function shortName(name: string): string {
  return name.length > longest ? `${name.slice(0, longest - 1)}…` : name;
}

/** Its width with its frame, px. Measuring each would cost a frame for each edge: the mean width of a letter does. */
export function nameWidth(short: string): number {
  return short.length * 5.7 + 14;
}

/** The most letters by which a slip of the pen differs from what was meant. */
const MOST_EDITS = 2;

/**
 * The known name that was most likely meant: the same but for capitals, spaces, dashes and underscores, or at most two
 * letters away; undefined when nothing is that close. Names of three letters and fewer are all close to each other.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: { name: string; edits: number } | undefined;
  for (const other of [...known].sort()) {
    const edits = plain(other) === plain(name) ? 0 : editsBetween(plain(name), plain(other), MOST_EDITS);
    if (edits > MOST_EDITS || (edits > 0 && name.length <= 3)) continue;
    if (best === undefined || edits < best.edits) best = { name: other, edits };
  }
  return best?.name;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}

/** Letters to add, drop or change (Levenshtein), or more than `most`. */
function editsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? most + 1;
}

/** Text as it is searched: without accents and case. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * How well a text fits what is searched: 0 = begins with it, 1 = one of its words does, 2 = has it somewhere,
 * 3 = has all of its words; undefined = not at all.
 * @param wanted folded already
 */
export function fit(text: string, wanted: string): number | undefined {
  const folded = fold(text);
  if (folded.startsWith(wanted)) return 0;
  const at = folded.indexOf(wanted);
  if (at > 0) return /[\p{L}\p{N}]/u.test(folded.charAt(at - 1)) ? 2 : 1;
  return wanted.split(/\s+/).every((word) => folded.includes(word)) ? 3 : undefined;
}

/** The items that fit, best first; those that fit alike stay in their order. */
export function searched<T>(items: readonly T[], textOf: (item: T) => string, wanted: string): T[] {
  const query = fold(wanted.trim());
  if (query === "") return [...items];
  return items
    .flatMap((item) => {
      const rank = fit(textOf(item), query);
      return rank === undefined ? [] : [{ item, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

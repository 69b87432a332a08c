/**
 * A French text with hard spaces before its double signs and inside of its quotation marks. Written as usual spaces,
 * they leave the sign alone on a line of its own where a text is broken.
 */
export function withFrenchSpaces(text: string): string {
  return text.replaceAll(/ (?=[?!:;»%])|(?<=«) /g, "\u00a0");
}

/** A tree of French texts, each as {@link withFrenchSpaces} has it. */
export function withFrenchSpacesIn<T>(texts: T): T {
  return spaced(texts) as T;
}

function spaced(value: unknown): unknown {
  if (typeof value === "string") return withFrenchSpaces(value);
  if (Array.isArray(value)) return value.map(spaced);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spaced(inner)]));
}

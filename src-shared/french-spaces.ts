/**
 * A French text with hard spaces before its double signs and inside of its quotation marks. Written as usual spaces,
 * they leave the sign alone on a line of its own where a text is broken.
 */
export function withFrenchSpaces(text: string): string {
  return text.replaceAll(/ (?=[?!:;»%])|(?<=«) /g, "\u00a0");
}

import type { LocalizedText } from "../journey/schema.ts";
import type { Locale } from "../problems.ts";

const LONGEST = 60;

/** A text of a message as one short line for the canvas, in the reader's language where the author wrote it. */
export function previewText(text: LocalizedText, locale: Locale): string {
  const whole =
    typeof text === "string" ? text : (text[locale] ?? text["en"] ?? Object.values(text)[0] ?? "");
  const line = whole.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

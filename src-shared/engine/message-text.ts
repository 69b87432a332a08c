import type { LocalizedText } from "../journey/schema.ts";

/**
 * The text of a message in the person's language: her locale, its language alone, the journey's locale, English, else
 * whatever there is.
 */
export function chooseText(text: LocalizedText, locales: readonly (string | undefined)[]): string {
  if (typeof text === "string") return text;
  for (const locale of [...locales, "en"]) {
    if (locale === undefined) continue;
    const chosen = text[locale] ?? text[locale.split("-")[0] ?? ""];
    if (chosen !== undefined && chosen !== "") return chosen;
  }
  return Object.values(text).find((value) => value !== "") ?? "";
}

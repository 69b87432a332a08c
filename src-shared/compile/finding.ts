import type { Finding } from "../person/findings.ts";

/** A problem's texts from English and French; the hints come last because not every problem has one. */
export function finding(
  severity: Finding["severity"],
  en: string,
  fr: string,
  hintEn?: string,
  hintFr?: string,
): Finding {
  return {
    severity,
    en: hintEn === undefined ? { message: en } : { message: en, hint: hintEn },
    fr: hintFr === undefined ? { message: fr } : { message: fr, hint: hintFr },
  };
}

/** Languages a text is written in; none when it is one text for everybody. */
export function localesOf(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}

/**
 * The text under a language tab. A text for everybody also stands under the journey's own language, because it becomes
 * that one as soon as a second language is written.
 */
export function textFor(value: unknown, locale: string, home: string): string {
  if (typeof value === "string") return locale === "" || locale === home ? value : "";
  const text = isRecord(value) ? value[locale] : undefined;
  return typeof text === "string" ? text : "";
}

/**
 * The value after typing under a language tab (`""` = for everybody). One text stays one text until a second language
 * is written; a language that is emptied is taken away, and the last one left is the journey's own again.
 */
export function withText(
  value: unknown,
  locale: string,
  text: string,
  { home, optional }: { home: string; optional: boolean },
): unknown {
  if (!isRecord(value)) {
    const whole = typeof value === "string" ? value : "";
    if (locale === "" || (locale === home && whole !== "")) return text === "" && optional ? undefined : text;
    if (text === "") return value;
    return whole === "" ? { [locale]: text } : { [home]: whole, [locale]: text };
  }
  const { [locale]: _old, ...others } = value;
  if (text !== "") return { ...value, [locale]: text };
  if (Object.keys(others).length === 0) return optional ? undefined : "";
  return others;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The template with an empty fallback wherever it writes a variable without one. */
export function withFallback(text: string, variable: string): string {
  return text.replace(
    /\{\{(-?)([^{}]*?)\s*(-?)\}\}/g,
    (whole, opened: string, inner: string, closed: string) => {
      const name = /^\s*([\w.-]+)/.exec(inner)?.[1];
      return name !== variable || /\|\s*default\b/.test(inner)
        ? whole
        : `{{${opened}${inner} | default: '' ${closed}}}`;
    },
  );
}

/**
 * Whether a whole text fits a pattern in which `*` stands for any run of characters, `?` for exactly one, and all else
 * for itself, upper and lower case alike.
 *
 * `matches` means this and not regular expressions: those need an engine with linear time to be safe on text users
 * write (reliability.md, Untrusted content), and a pattern that hangs would stop every run of a person. The matcher
 * goes back only to the latest `*`, so its time is at most text length times pattern length.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const wanted = [...fold(pattern)];
  const given = [...fold(text)];
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let afterStar = 0;
  while (at < given.length) {
    const sign = wanted[inPattern];
    if (sign === "*") {
      star = inPattern++;
      afterStar = at;
    } else if (sign !== undefined && (sign === "?" || sign === given[at])) {
      inPattern++;
      at++;
    } else if (star >= 0) {
      inPattern = star + 1;
      at = ++afterStar;
    } else {
      return false;
    }
  }
  while (wanted[inPattern] === "*") inPattern++;
  return inPattern === wanted.length;
}

/** One form for letters that are the same to a reader: composed, and without case. */
function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

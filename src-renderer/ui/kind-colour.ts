/**
 * The colour of a node kind: its own token of theme.css where there is one, else that of its palette group, else a hue
 * made from its name, so that a kind nobody knows is still told apart.
 */
export function colourOf(kind: string, group?: string): string {
  const own = `--kind-${kind.replace(/[^a-z0-9-]/gi, "-")}`;
  const fallback = `hsl(${hueOf(kind)} 45% 45%)`;
  return group === undefined ? `var(${own}, ${fallback})` : `var(${own}, var(--group-${group}, ${fallback}))`;
}

function hueOf(name: string): number {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 3600;
  return sum / 10;
}

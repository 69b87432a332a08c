/** Whether loading pictures would change anything. Looks at text only; the frame's policy is what protects. */
export function hasRemoteImages(html: string): boolean {
  return /(?:src|srcset|background)\s*=\s*["']?\s*https?:|url\(\s*["']?https?:/i.test(html);
}

/** Whether an email brings a dark look of its own, which inboxes then leave alone. */
export function bringsDark(html: string): boolean {
  return /prefers-color-scheme\s*:\s*dark|name=["']?(?:supported-)?color-schemes?["']?/i.test(html);
}

/**
 * The email for a frame whose colours are turned around as a whole, as the inboxes of phones do with emails that bring no
 * dark look: its pictures are turned back.
 */
export function withTurnedImages(html: string): string {
  const style =
    "<style>html{background:#fff}img,svg,video,[background],[style*='url(']{filter:invert(1) hue-rotate(180deg)}</style>";
  const head = /<head(?:\s[^>]*)?>/i.exec(html);
  if (head === null) return `${style}${html}`;
  const end = head.index + head[0].length;
  return html.slice(0, end) + style + html.slice(end);
}

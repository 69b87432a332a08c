/** Fragment of the place in an email that a frame is to show. */
export const PLACE = "parcours-place";

/** Comments and what is never drawn as it stands, then tags that open an element. */
const PIECES =
  /<!--[\s\S]*?-->|<(style|script|title)\b[\s\S]*?<\/\1\s*>|<[a-z][a-z0-9]*(?:"[^"]*"|'[^']*'|[^"'>])*>/gi;

/** No place to open at: what can take the focus would take it from whoever is writing the email. */
const FOCUSABLE =
  /^<(?:a|area|button|input|select|textarea|summary|iframe|object|embed|audio|video)\b|\s(?:tabindex|contenteditable)\b/i;
/** What is not drawn where it stands. */
const UNDRAWN = /^<(?:html|head|body|meta|link)\b/i;

/** How much of what is around a place is shown above it. */
const ABOVE = "30vh";

/** An email and where in it the last change lies: the how many-th of its opening tags, none before there was a change. */
export interface EmailPlace {
  html: string;
  tag: number | undefined;
}

/**
 * Where an email changed last. Nobody can ask a frame without scripts how far it is scrolled, so that a new page of an
 * email that is being written is opened where it differs from the one before.
 */
export function placeOf(before: EmailPlace | undefined, html: string): EmailPlace {
  if (before === undefined || before.html === html) return { html, tag: before?.tag };
  const shorter = Math.min(before.html.length, html.length);
  let at = 0;
  while (at < shorter && before.html[at] === html[at]) at += 1;
  return { html, tag: openingTags(html).findLastIndex(({ index }) => index < at) };
}

/** The email with the place of its fragment marked; the same text when there is none. Only an attribute is added. */
export function withPlace({ html, tag }: EmailPlace): string {
  if (tag === undefined) return html;
  // What has a name keeps it: the element before it is as near.
  const marked = openingTags(html)
    .slice(0, tag + 1)
    .findLast(({ text }) => !/\sid\s*=/i.test(text) && !UNDRAWN.test(text) && !FOCUSABLE.test(text));
  if (marked === undefined) return html;
  const end = marked.index + (/^<[a-z0-9]+/i.exec(marked.text)?.[0].length ?? 0);
  const mark = ` id="${PLACE}" `;
  return `${html.slice(0, end)}${mark}${html.slice(end)}<style>#${PLACE}{scroll-margin-top:${ABOVE}}</style>`;
}

function openingTags(html: string): { index: number; text: string }[] {
  return [...html.matchAll(PIECES)].flatMap(({ index, 0: text, 1: skipped }) =>
    skipped !== undefined || text.startsWith("<!--") ? [] : [{ index, text }],
  );
}

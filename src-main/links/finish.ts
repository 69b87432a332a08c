import type { Send } from "../../src-shared/engine/run.ts";
import { LINK_PLACEHOLDERS } from "../../src-shared/render/link-placeholders.ts";
import type { Links } from "./links.ts";
import { unsubscribing } from "./links.ts";
import { surveyEmail } from "./survey-email.ts";

/** Addresses of links in HTML as the renderer writes them; only web addresses are worth following. */
const webLink = /(<a\b[^>]*?\shref\s*=\s*)(["'])(https?:\/\/[^"'<>\s]+)\2/gi;

/**
 * The content of a message as it leaves or is shown: the addresses of this workspace's pages where the engine wrote
 * placeholders, a survey by email as a mail, and what was switched on of tracking. Text and everything that is not a
 * link stay byte for byte.
 */
export function finishContent(send: Send, links: Links): Record<string, unknown> {
  const survey = links.pageUrl("survey", { send: send.id });
  const unsubscribe = links.pageUrl("unsubscribe", unsubscribing(send));
  const fill = (text: string): string =>
    text
      .replaceAll(LINK_PLACEHOLDERS.unsubscribeUrl, unsubscribe ?? LINK_PLACEHOLDERS.unsubscribeUrl)
      .replaceAll(LINK_PLACEHOLDERS.surveyUrl, survey ?? LINK_PLACEHOLDERS.surveyUrl);
  const asked = surveyEmail(send, survey, unsubscribe);
  const content: Record<string, unknown> = {};
  for (const [name, value] of Object.entries({ ...send.rendered, ...asked }))
    content[name] = typeof value === "string" ? fill(value) : value;
  if (typeof send.rendered?.["ask"] === "string" && survey !== undefined) content["link"] ??= survey;
  const { html } = content;
  if (send.channel === "email" && typeof html === "string") content["html"] = track(html, send, links);
  return content;
}

function track(html: string, send: Send, links: Links): string {
  let tracked = html;
  if (links.tracking.clicks)
    tracked = tracked.replace(webLink, (whole, before: string, quote: string, address: string) => {
      const to = address.replaceAll("&amp;", "&");
      // Unsubscribing must not depend on being watched.
      const by = links.isPage(to) ? undefined : links.pageUrl("click", { send: send.id, to });
      return by === undefined ? whole : `${before}${quote}${by}${quote}`;
    });
  const seen = links.tracking.opens ? links.pageUrl("open", { send: send.id }) : undefined;
  if (seen === undefined) return tracked;
  const picture = `<img src="${seen}" width="1" height="1" alt="">`;
  return /<\/body>/i.test(tracked) ? tracked.replace(/<\/body>/i, `${picture}</body>`) : tracked + picture;
}

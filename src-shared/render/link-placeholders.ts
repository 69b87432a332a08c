/**
 * What `{{ message.unsubscribeUrl }}` and `{{ message.surveyUrl }}` render to, in every host alike: where the pages are
 * is known to one machine only and may change, and a trace may not depend on it (domain.md, The one engine). The real
 * address takes the place of these when the message leaves or is shown. RFC 2606 keeps `.invalid` from ever existing.
 */
export const LINK_PLACEHOLDERS = {
  unsubscribeUrl: "https://parcours.invalid/unsubscribe",
  surveyUrl: "https://parcours.invalid/survey",
} as const;

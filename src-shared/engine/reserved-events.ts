/**
 * Track events with a meaning of their own (formats.md, Events). A manual start is one too: it goes through the same
 * intake, history and idempotency as everything else that happens to a person.
 */
export const MANUAL_START = "Journey Started";

/**
 * Track events with a meaning of their own (formats.md, Events). A manual start is one too: it goes through the same
 * intake, history and idempotency as everything else that happens to a person.
 */
export const MANUAL_START = "Journey Started";
/** What starts a run by the clock: it is the run's entry event and never part of anybody's history. */
export const ENTRY_DUE = "Entry Due";
/** She came into a segment that an entry watches, or left it; `properties.segment` names it. */
export const SEGMENT_ENTERED = "Segment Entered";
export const SEGMENT_LEFT = "Segment Left";

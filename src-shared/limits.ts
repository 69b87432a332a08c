/**
 * The hard limits of domain.md, section Limits: what exceeds one of them is refused with the path that
 * exceeds it, before anything is written. Bytes are UTF-8 bytes, times are milliseconds.
 */
export const LIMITS = {
  documentBytes: 20 * 1024 * 1024,
  nodes: 5_000,
  edges: 20_000,
  depth: 64,
  stringBytes: 1024 * 1024,
  idPattern: /^[A-Za-z0-9_.:-]{1,128}$/,
  eventBytes: 32 * 1024,
  batchEvents: 1_000,
  batchBytes: 1024 * 1024,
  renderedBytes: 1024 * 1024,
  renderMs: 1_000,
  renderMb: 128,
  /** What a template may be given: characters of texts and names, eight more for each value. */
  renderScope: 4 * 1024 * 1024,
  webhookMs: 30_000,
  problems: 100,
  /** A cycle without a wait of at least this long would spin (domain.md, Time). */
  cycleWaitMs: 60_000,
  /** Runs started by runs, and transitions of one run within an hour (domain.md, Time). */
  chainDepth: 25,
  transitionsPerHour: 1_000,
  hourMs: 3_600_000,
} as const;

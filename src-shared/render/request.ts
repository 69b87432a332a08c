/**
 * How a part is written and what becomes of values in it: `text` takes them as they are, `html` and `mjml` escape
 * them, because profile values are data (reliability.md, Untrusted content); `url` percent-encodes each value.
 */
export type PartFormat = "text" | "html" | "mjml" | "url";

/** Everything a rendering depends on; the same request gives the same result in every host. */
export interface RenderRequest {
  /** Parts of one message by name, such as `title`, `body`, `subject`. */
  parts: Record<string, { template: string; format: PartFormat }>;
  /** What templates can name: `person`, `entry`, `vars`, `answers`, `message`, `now`, `content` (formats.md, Journey). */
  scope: Record<string, unknown>;
  /** IANA zone in which dates are written: the person's (domain.md, Time). */
  zone: string;
  /** Language of month and day names, such as `fr` or `en-GB`. */
  locale: string;
  /** Name of a part whose finished HTML the part `text` is made from, unless `text` is written by hand. */
  plainTextFrom?: string;
}

/** Why a message could not be made. The codes are stable; the message is for the author of the template. */
export type RenderErrorCode =
  | "template-error"
  | "template-timeout"
  /** It would need more memory than a message may; told apart from a time-out, because another text is the cure. */
  | "template-out-of-memory"
  /** What came out is larger than a message may be. */
  | "template-too-large"
  /** What is known of the person, with everything the run remembers, is more than a template may be given. */
  | "data-too-large"
  /** MJML is compiled in the worker only; a host without one says so instead of guessing. */
  | "mjml-needs-worker";

/** The finished parts and the names that had no value and rendered empty, or one error. */
export type RenderResult =
  | { ok: true; parts: Record<string, string>; missing: string[] }
  | { ok: false; error: { code: RenderErrorCode; message: string; part?: string } };

/** A failed rendering, as data. */
export function renderFailure(code: RenderErrorCode, message: string, part?: string): RenderResult {
  return { ok: false, error: part === undefined ? { code, message } : { code, message, part } };
}

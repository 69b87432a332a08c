/** Why nothing came back from outside. Kebab-case, because they end up as reasons of sends. */
export type OutboundCode =
  | "bad-url"
  | "bad-header"
  | "forbidden-address"
  | "no-such-host"
  | "connection-refused"
  | "unreachable"
  | "timeout"
  | "tls-failed"
  | "connection-lost"
  | "too-many-redirects"
  | "bad-redirect"
  | "answer-too-large"
  | "bad-answer"
  | "aborted";

/** A connection or request that came to nothing. */
export interface OutboundFailure {
  ok: false;
  code: OutboundCode;
  /** For people, in English; holds no secrets and no content. */
  detail: string;
  /** Whether the other side may have got the request: false is certain, true is not. */
  sent: boolean;
}

/** Makes a {@link OutboundFailure}. */
export function failed(code: OutboundCode, detail: string, sent = false): OutboundFailure {
  return { ok: false, code, detail, sent };
}

/**
 * What an error of Node's network modules means. Errors that name no cause count as a lost connection.
 * @param timedOut whether our own deadline ended the work: Node then only says that it was aborted
 */
export function failureOf(error: unknown, sent: boolean, timedOut = false): OutboundFailure {
  if (timedOut) return failed("timeout", "no answer in time", sent);
  const code = codeOf(error);
  const known = CODES[code];
  if (known !== undefined) return failed(known, code, sent);
  if (isTlsError(code)) return failed("tls-failed", code, sent);
  if (/^HPE_/.test(code)) return failed("bad-answer", code, sent);
  if (/^Z_|^ERR_TRAILING_JUNK/.test(code)) return failed("bad-answer", "the answer cannot be unpacked", sent);
  return failed("connection-lost", code === "" ? "the connection ended" : code, sent);
}

const CODES: Record<string, OutboundCode> = {
  ECONNREFUSED: "connection-refused",
  ENOTFOUND: "no-such-host",
  EAI_AGAIN: "no-such-host",
  EAI_NODATA: "no-such-host",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ENETDOWN: "unreachable",
  ETIMEDOUT: "timeout",
  ABORT_ERR: "aborted",
  ERR_INVALID_CHAR: "bad-header",
  ERR_INVALID_HTTP_TOKEN: "bad-header",
  ERR_UNESCAPED_CHARACTERS: "bad-url",
};

/** Whether an error code of Node says that encryption or the certificate failed. */
export function isTlsError(code: string): boolean {
  return /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA)/.test(
    code,
  );
}

/** The code of an error, or of the first of several connection attempts. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

import type { IncomingMessage } from "node:http";

/** Longest body of a form, in bytes. */
const longestForm = 8 * 1024;

/**
 * Reads the fields of a posted form, each the first time it is named. A body of another type, as mail providers may
 * post for one-click unsubscribing (RFC 8058 allows multipart), has no fields but is read and counted all the same.
 * @returns undefined when it is longer than 8 KB
 */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > longestForm) return undefined;
    chunks.push(bytes);
  }
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "");
  return new URLSearchParams(isForm ? Buffer.concat(chunks).toString("utf8") : "");
}

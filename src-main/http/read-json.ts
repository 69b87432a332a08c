import type { IncomingMessage } from "node:http";
import type { Refusal } from "./guard.ts";

/**
 * Reads a small JSON body, stopping as soon as it is longer than the limit, whatever length was announced.
 * @param limit in bytes
 */
export async function readJson(
  request: IncomingMessage,
  limit: number,
): Promise<{ ok: true; value: unknown } | { ok: false; refusal: Refusal }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > limit) {
      const refusal: Refusal = { status: 413, code: "body-too-large", headers: { Connection: "close" } };
      return { ok: false, refusal };
    }
    chunks.push(bytes);
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown };
  } catch {
    return { ok: false, refusal: { status: 400, code: "not-json" } };
  }
}

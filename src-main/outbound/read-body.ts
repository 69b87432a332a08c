import type { IncomingMessage } from "node:http";
import { pipeline, Transform } from "node:stream";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** The answer is larger than its limit, packed or unpacked. */
export class AnswerTooLarge extends Error {}

/** The answer is packed in a way we did not offer, or more than twice. */
export class UnknownEncoding extends Error {}

/** What we offer to unpack. */
export const ACCEPT_ENCODING = "gzip, deflate, br";
const DEEPEST = 2;

/**
 * Reads an answer and unpacks it, counting while it grows: a few kilobytes that unpack to gigabytes end at the limit
 * (reliability.md: 1 MiB decoded).
 * @param limit bytes, packed as well as unpacked
 * @throws AnswerTooLarge, UnknownEncoding, or what the connection or zlib throws
 */
export async function readBody(message: IncomingMessage, limit: number): Promise<Buffer> {
  const encodings = (message.headers["content-encoding"] ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity");
  if (encodings.length > DEEPEST) throw new UnknownEncoding(encodings.join(", "));
  const stages = encodings.reverse().map(decoderFor);
  const body: Readable = stages.length === 0 || hasNoBody(message) ? message : unpack(message, stages, limit);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      message.destroy();
      throw new AnswerTooLarge(`more than ${limit} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function hasNoBody(message: IncomingMessage): boolean {
  return (
    message.statusCode === 204 || message.statusCode === 304 || message.headers["content-length"] === "0"
  );
}

function unpack(message: IncomingMessage, stages: Transform[], limit: number): Readable {
  // Empty blocks unpack to nothing: the packed bytes are counted too.
  let packed = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      packed += chunk.length;
      done(packed > limit ? new AnswerTooLarge(`more than ${limit} packed bytes`) : null, chunk);
    },
  });
  const all = [counter, ...stages];
  // The reader of the last stage sees the error; nobody else needs it.
  pipeline([message, ...all], () => undefined);
  return all.at(-1) ?? counter;
}

function decoderFor(name: string): Transform {
  switch (name) {
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      throw new UnknownEncoding(name);
  }
}

import { LIMITS } from "../limits.ts";
import type { Journey } from "../journey/schema.ts";
import { writeJourney } from "../journey/write.ts";

/** Keyword under which a PNG carries the journey, and the name of its element in an SVG. */
const NAME = "parcours.journey";

/** The SVG with its journey inside, as canonical text in base 64: markup in texts cannot get out of it. */
export function withJourney(svg: string, journey: Journey): string {
  const bytes = utf8Bytes(writeJourney(journey));
  const at = svg.indexOf("</title>") + "</title>".length;
  return `${svg.slice(0, at)}<metadata id="${NAME}">${toBase64(bytes)}</metadata>${svg.slice(at)}`;
}

/** The text of the journey a picture of it carries; undefined when it carries none. The text is untrusted like any import. */
export function journeyInSvg(svg: string): string | undefined {
  const found = new RegExp(`<metadata id="${NAME.replace(".", "\\.")}">([A-Za-z0-9+/=\\s]*)</metadata>`).exec(
    svg,
  )?.[1];
  if (found === undefined) return undefined;
  try {
    return utf8Text(fromBase64(found.replace(/\s/g, "")));
  } catch {
    return undefined;
  }
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The PNG with its journey inside, as an international text chunk (PNG specification, iTXt) before the end. */
export function pngWithJourney(png: Uint8Array, journey: Journey): Uint8Array<ArrayBuffer> {
  const text = utf8Bytes(writeJourney(journey));
  // Keyword, end, not compressed, no language, no translated keyword.
  const head = new Uint8Array([...utf8Bytes(NAME), 0, 0, 0, 0, 0]);
  const chunk = makeChunk("iTXt", joined(head, text));
  const end = png.length - 12;
  return joined(png.subarray(0, end), chunk, png.subarray(end));
}

/** The text of the journey a PNG carries; undefined when it is none, or carries none. */
export function journeyInPng(png: Uint8Array): string | undefined {
  if (!SIGNATURE.every((byte, index) => png[index] === byte)) return undefined;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = SIGNATURE.length; at + 12 <= png.length;) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > png.length) return undefined;
    const isText = latin(png.subarray(at + 4, at + 8)) === "iTXt";
    // What was damaged on its way is not taken for somebody's journey.
    if (isText && crc32(png.subarray(at + 4, end)) === view.getUint32(end)) {
      const text = textOf(png.subarray(at + 8, end));
      if (text !== undefined) return text;
    }
    at += 12 + length;
  }
  return undefined;
}

function textOf(data: Uint8Array): string | undefined {
  const keyword = data.indexOf(0);
  if (keyword < 0 || latin(data.subarray(0, keyword)) !== NAME || data[keyword + 1] !== 0) return undefined;
  const language = data.indexOf(0, keyword + 3);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0 || data.length - translated > LIMITS.documentBytes) return undefined;
  try {
    return utf8Text(data.subarray(translated + 1));
  } catch {
    return undefined;
  }
}

function makeChunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined(utf8Bytes(type), data);
  const chunk = new Uint8Array(named.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(named, 4);
  view.setUint32(named.length + 4, crc32(named));
  return chunk;
}

/** CRC as the PNG specification has it (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** UTF-8 without the hosts' encoders. @throws URIError for half a surrogate pair, which canonical JSON never holds */
function utf8Bytes(text: string): Uint8Array {
  const encoded = encodeURIComponent(text);
  const bytes: number[] = [];
  for (let at = 0; at < encoded.length; at += 1) {
    if (encoded[at] === "%") {
      bytes.push(Number.parseInt(encoded.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(encoded.charCodeAt(at));
  }
  return Uint8Array.from(bytes);
}

/** @throws URIError for what is no UTF-8 */
function utf8Text(bytes: Uint8Array): string {
  let encoded = "";
  for (const byte of bytes) encoded += `%${byte.toString(16).padStart(2, "0")}`;
  return decodeURIComponent(encoded);
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base 64 (RFC 4648), which the language itself has only in hosts. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const all = (a << 16) | (b << 8) | c;
    const letters = [18, 12, 6, 0].map((shift) => LETTERS[(all >> shift) & 63]).join("");
    const rest = bytes.length - at;
    parts.push(rest >= 3 ? letters : letters.slice(0, rest + 1).padEnd(4, "="));
  }
  return parts.join("");
}

function fromBase64(text: string): Uint8Array {
  const letters = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of letters) {
    held = ((held << 6) | LETTERS.indexOf(letter)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}

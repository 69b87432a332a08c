import { sha256Hex } from "../graph/hash.ts";

const DIGITS = 13;
const RANGE = 16 ** DIGITS;

/** A number in [0, 1) that depends on nothing but its arguments (domain.md, The one engine). */
export function chance(...parts: readonly (string | number)[]): number {
  return parseInt(sha256Hex(parts.join("\u0000")).slice(0, DIGITS), 16) / RANGE;
}

/** A short id that is the same in every host for the same parts: 80 bits, so that collisions do not happen. */
export function derivedId(prefix: string, ...parts: readonly (string | number)[]): string {
  return `${prefix}_${sha256Hex(parts.join("\u0000")).slice(0, 20)}`;
}

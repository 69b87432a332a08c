import { readFileSync } from "node:fs";
import { at } from "../setup/checkout.mjs";
import { table } from "./table.mjs";

/** @typedef {{ topic: string, zone: string, from: string, gives: unknown } & Record<string, unknown>} Row */

/** How each sort of row is read aloud. */
const QUESTIONS = /** @type {const} */ (["add", "opens", "closes", "recurs", "date"]);

/** docs/time.md: the rules in words, and the table the code is held to. */
export function timePage() {
  /** @type {Row[]} */
  const rows = JSON.parse(readFileSync(at("src-shared", "time", "wall-clock.json"), "utf8"));
  const shown = rows.map((row) => [
    row.topic,
    row.zone,
    shortly(row.from),
    question(row),
    shortly(row.gives),
  ]);
  const words = readFileSync(at("scripts", "docs", "time.md"), "utf8");
  return words.replace("<!-- table -->", () => table(["What", "Zone", "From", "Asked", "Gives"], shown));
}

/** @param {Row} row */
function question(row) {
  const sort = QUESTIONS.find((name) => row[name] !== undefined);
  return sort === undefined ? "" : `${sort} ${shortly(row[sort])}`;
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function shortly(value) {
  if (typeof value === "string") return value === "" ? "" : `\`${value}\``;
  if (Array.isArray(value)) return value.map(shortly).join(", ");
  return value === null || value === undefined ? "nothing" : `\`${JSON.stringify(value)}\``;
}

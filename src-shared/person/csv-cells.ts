import { parseDay, parseInstant } from "../time/instant.ts";

/** What the cells of a column are read as; a date stays the text it was written as. */
export type CellType = "text" | "number" | "boolean" | "date";

/** What spreadsheets take for a formula or a command (reliability.md, Untrusted content). */
const DANGEROUS = /^[=+\-@\t\r\0]/;
/** Digits a number keeps exactly, whatever they are. */
const SAFE_DIGITS = 15;

/**
 * Writes a text so that no spreadsheet runs it and {@link readCell} gives the same text back. An apostrophe goes before
 * a dangerous first character; two mark text that would be read as something else: as a number, as escaped, as absent.
 */
export function writeText(text: string, keepAsText: boolean): string {
  const needsMark = text.startsWith("''") || (text.startsWith("'") && DANGEROUS.test(text.slice(1)));
  if (needsMark || (keepAsText && (text === "" || typeOf(text) !== "text"))) return `''${text}`;
  return neutralise(text);
}

/** Puts an apostrophe before a cell a spreadsheet would run; a negative number is such a cell too. */
export function neutralise(cell: string): string {
  return DANGEROUS.test(cell) ? `'${cell}` : cell;
}

/** Undoes what was done for spreadsheets; `marked` says that the cell is text whatever it looks like. */
export function readCell(cell: string): { text: string; marked: boolean } {
  if (cell.startsWith("''")) return { text: cell.slice(2), marked: true };
  if (cell.startsWith("'") && DANGEROUS.test(cell.slice(1))) return { text: cell.slice(1), marked: false };
  return { text: cell, marked: false };
}

/** The type all cells of a column share; empty ones do not count, and one odd cell makes it text. */
export function columnType(cells: Iterable<string>): CellType {
  let type: CellType | undefined;
  for (const cell of cells) {
    if (cell === "") continue;
    const here = typeOf(cell);
    if (here === "text" || (type !== undefined && type !== here)) return "text";
    type = here;
  }
  return type ?? "text";
}

/** Reads a cell as its column's type. */
export function cellValue(text: string, type: CellType): string | number | boolean {
  if (type === "number") return Number(text);
  if (type === "boolean") return text.toLowerCase() === "true";
  return text;
}

/**
 * What one cell looks like. Leading zeros (codes, phone numbers), more digits than a number holds and exponents that
 * nobody typed as numbers (`1E5`) stay text, because reading them as numbers would lose what was written.
 */
function typeOf(text: string): CellType {
  if (/^(?:true|false)$/i.test(text)) return "boolean";
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) && text.replace(/\D/g, "").length <= SAFE_DIGITS)
    return "number";
  if (/^-?\d/.test(text) && Number.isFinite(Number(text)) && String(Number(text)) === text) return "number";
  if (/^\d{4}-/.test(text) && (parseDay(text) !== undefined || parseInstant(text) !== undefined))
    return "date";
  return "text";
}

import Papa from "papaparse";

/** One row; `number` counts every row of the file from 1, as a spreadsheet does. */
export interface CsvRow {
  number: number;
  cells: string[];
}

/** The text of a table: its cells, and whether a quoted one was left open. */
export interface CsvTable {
  rows: CsvRow[];
  /** Where a quote opened that nothing closes: the row (the first is 1), or undefined. */
  unclosedRow?: number;
}

const DELIMITERS = [",", ";", "\t", "|"] as const;

/**
 * Takes CSV apart (RFC 4180). The delimiter is the one of `, ; TAB |` that the header row has most, as spreadsheets in
 * France and elsewhere write semicolons. Rows without any text are left out but counted.
 */
export function parseCsv(text: string): CsvTable {
  const body = oneLineEnding(text.startsWith("\uFEFF") ? text.slice(1) : text);
  const { data, errors } = Papa.parse<string[]>(body, { delimiter: delimiterOf(body) });
  const unclosed = errors.find(({ code }) => code === "MissingQuotes")?.row;
  const rows = data
    .map((cells, index) => ({ number: index + 1, cells }))
    .filter(({ number, cells }) => number - 1 !== unclosed && cells.some((cell) => cell.trim() !== ""));
  return unclosed === undefined
    ? { rows }
    : { rows: rows.filter(({ number }) => number <= unclosed), unclosedRow: unclosed + 1 };
}

/** Writes rows as CSV with commas and CRLF; cells are quoted where needed. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => [...row]);
  return lines.length === 0 ? "" : `${Papa.unparse(lines, { newline: "\r\n" })}\r\n`;
}

/**
 * The library expects one line ending throughout. A file glued together from several has more, and rows that run into
 * each other would be worse than a line break inside a quoted cell that changes its kind.
 */
function oneLineEnding(text: string): string {
  const outside = text.replace(/"[^"]*"/g, "");
  const kinds = new Set(outside.match(/\r\n|\n|\r/g) ?? []);
  return kinds.size > 1 ? text.replace(/\r\n|\r/g, "\n") : text;
}

/** The library guesses from ten rows, which a text column full of commas misleads; the header alone does not. */
function delimiterOf(text: string): string {
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]|$/))).replace(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((sign) => header.split(sign).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

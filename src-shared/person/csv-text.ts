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
 * Takes CSV apart (RFC 4180): cells in double quotes may contain the delimiter, line breaks and doubled quotes; lines
 * end with CRLF, LF or CR. The delimiter is the one of `, ; TAB |` that the header row has most, as spreadsheets
 * in France and elsewhere write semicolons. Rows without any text are left out but counted. Linear in the length of the text.
 */
export function parseCsv(text: string): CsvTable {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const delimiter = delimiterOf(body);
  const rows: CsvRow[] = [];
  let row: string[] = [];
  let number = 1;
  let at = 0;
  const endRow = (): void => {
    if (row.some((cell) => cell.trim() !== "")) rows.push({ number, cells: row });
    row = [];
    number += 1;
  };
  while (at <= body.length) {
    let cell: string;
    if (body[at] === '"') {
      const close = closingQuote(body, at + 1);
      if (close === -1) return { rows, unclosedRow: number };
      cell = body.slice(at + 1, close).replaceAll('""', '"');
      const end = cellEnd(body, close + 1, delimiter);
      // Text behind a closing quote breaks the format; keeping it shows the mistake instead of hiding it.
      cell += body.slice(close + 1, end);
      at = end;
    } else {
      const end = cellEnd(body, at, delimiter);
      cell = body.slice(at, end);
      at = end;
    }
    row.push(cell);
    if (at >= body.length) break;
    if (body[at] === delimiter) {
      at += 1;
      continue;
    }
    at += body[at] === "\r" && body[at + 1] === "\n" ? 2 : 1;
    endRow();
    if (at >= body.length) return { rows };
  }
  endRow();
  return { rows };
}

/** Writes rows as CSV with commas and CRLF; cells are quoted where needed. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(formatCell).join(",") + "\r\n").join("");
}

function formatCell(cell: string): string {
  return /[",\r\n;\t|]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function cellEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length) {
    const sign = text[at];
    if (sign === delimiter || sign === "\n" || sign === "\r") return at;
    at += 1;
  }
  return at;
}

function delimiterOf(text: string): string {
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]|$/))).replace(/"(?:[^"]|"")*"/g, "");
  const counts = DELIMITERS.map((sign) => header.split(sign).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

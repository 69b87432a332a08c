import { LIMITS } from "../limits.ts";
import type { Problem } from "../problems.ts";
import { consentState } from "./consent.ts";
import type { CellType } from "./csv-cells.ts";
import { cellValue, columnType, neutralise, readCell, writeText } from "./csv-cells.ts";
import { formatCsv, parseCsv } from "./csv-text.ts";
import { finding } from "./findings.ts";
import { addressWarnings } from "./parse-people.ts";
import type { Person } from "./person.ts";
import { PERSON_FIELDS } from "./person.ts";
import { isForbiddenKey } from "./untrusted.ts";

/** What a column of a people file fills and how its cells are read; shown before anything is imported. */
export interface CsvColumn {
  /** As in the header. */
  name: string;
  /** `id`, `email`, `traits.plan`, `consent.push.marketing`… */
  target: string;
  type: CellType | "consent";
}

interface Cell {
  text: string;
  marked: boolean;
}

interface Row {
  number: number;
  cells: readonly Cell[];
}

type Place =
  { field: "id" | (typeof PERSON_FIELDS)[number] } | { trait: string } | { channel: string; purpose: string };

const IMPORT_SOURCE = "import";

/**
 * Reads people from CSV (formats.md, Person): `id`, `email`, `phone`, `timeZone`, `locale`,
 * `consent.<channel>.<purpose>` with `granted` or `denied`, every other column a trait whose type all its cells share.
 * A row with an error is left out; problems name `row 4, column email`, at most 100 of them. Consents get the source
 * `import` and no date.
 */
export function readPeopleCsv(text: string): { people: Person[]; problems: Problem[]; columns: CsvColumn[] } {
  const table = parseCsv(text);
  const problems: Problem[] = [];
  const header = table.rows[0] ?? { number: 1, cells: [] };
  const names = header.cells.map((name) => readCell(name.startsWith("traits.") ? name : name.trim()).text);
  const places = names.map(placeOf);
  if (table.unclosedRow !== undefined) problems.push(finding("unclosed-quote", `row ${table.unclosedRow}`));
  problems.push(...headerProblems(names, places, `row ${header.number}`));
  if (problems.length > 0) return { people: [], problems: problems.slice(0, LIMITS.problems), columns: [] };

  const rows = table.rows.slice(1).map(({ number, cells }): Row => ({ number, cells: cells.map(readCell) }));
  const columns = names.map((name, index): CsvColumn => describeColumn(name, places[index], rows, index));
  const people: Person[] = [];
  const seen = new Set<string>();
  for (const { number, cells } of rows) {
    const read = readRow(cells, `row ${number}`, places, columns, seen);
    if (problems.length < LIMITS.problems) problems.push(...read.problems);
    if (read.person === undefined) continue;
    seen.add(read.person.id);
    people.push(read.person);
  }
  return { people, problems: problems.slice(0, LIMITS.problems), columns };
}

/**
 * Writes people as CSV that no spreadsheet runs (cells that start with `= + - @`, TAB, CR or NUL get an apostrophe) and
 * that {@link readPeopleCsv} reads back. A table cannot hold everything: devices and the dates and sources of consents
 * are left out, traits that are lists or objects become JSON text.
 */
export function writePeopleCsv(people: readonly Person[]): string {
  const fields = PERSON_FIELDS.filter((field) => people.some((person) => person[field] !== undefined));
  const consents = sorted(
    people.flatMap((person) => person.consents.map((one) => `consent.${one.channel}.${one.purpose}`)),
  );
  const traits = sorted(people.flatMap((person) => Object.keys(person.traits)));
  const marked = new Set(traits.filter((trait) => people.some((person) => needsMarks(person.traits[trait]))));
  const header = ["id", ...fields, ...consents, ...traits.map(traitColumn)].map((name) =>
    writeText(name, false),
  );
  const rows = people.map((person) => [
    writeText(person.id, false),
    ...fields.map((field) => writeText(person[field] ?? "", false)),
    ...consents.map((column) => consentCell(person, column)),
    ...traits.map((trait) => traitCell(person.traits, trait, marked.has(trait))),
  ]);
  return formatCsv([header, ...rows]);
}

function placeOf(name: string): Place {
  if (name === "id") return { field: "id" };
  const field = PERSON_FIELDS.find((known) => known === name);
  if (field !== undefined) return { field };
  const [, channel, purpose] = /^consent\.([^.]+)\.(.+)$/.exec(name) ?? [];
  if (channel !== undefined && purpose !== undefined) return { channel, purpose };
  return { trait: name.startsWith("traits.") ? name.slice("traits.".length) : name };
}

function targetOf(place: Place): string {
  if ("field" in place) return place.field;
  return "trait" in place ? `traits.${place.trait}` : `consent.${place.channel}.${place.purpose}`;
}

function headerProblems(names: readonly string[], places: readonly Place[], row: string): Problem[] {
  const problems: Problem[] = [];
  const targets = places.map(targetOf);
  for (const [index, place] of places.entries()) {
    const column = names[index] ?? "";
    const at = `${row}, column ${column === "" ? index + 1 : column}`;
    const path = "trait" in place ? place.trait : targetOf(place);
    if (path.split(".").some(isForbiddenKey)) problems.push(finding("forbidden-key", at, { key: column }));
    else if (path === "") problems.push(finding("unnamed-column", at));
    else if (targets.indexOf(targetOf(place)) !== index)
      problems.push(finding("duplicate-column", at, { column }));
  }
  if (!targets.includes("id")) problems.push(finding("missing-id", `${row}, column id`));
  return problems;
}

/** Cells marked as text say nothing about the others. */
function describeColumn(
  name: string,
  place: Place | undefined,
  rows: readonly Row[],
  index: number,
): CsvColumn {
  if (place === undefined || "field" in place) return { name, target: name, type: "text" };
  if ("channel" in place) return { name, target: targetOf(place), type: "consent" };
  const texts = rows.map((row) => row.cells[index]).filter((cell) => cell !== undefined && !cell.marked);
  return { name, target: targetOf(place), type: columnType(texts.map((cell) => cell?.text ?? "")) };
}

function readRow(
  row: readonly Cell[],
  path: string,
  places: readonly Place[],
  columns: readonly CsvColumn[],
  seen: ReadonlySet<string>,
): { person?: Person; problems: Problem[] } {
  const at = (_row: string, column: string): string => `${path}, column ${column}`;
  if (row.length !== columns.length) {
    return { problems: [finding("bad-row", path, { found: row.length, expected: columns.length })] };
  }
  const problems: Problem[] = [];
  const traits = new Map<string, unknown>();
  const person: Person = { id: "", traits: {}, devices: [], consents: [] };
  for (const [index, { text, marked }] of row.entries()) {
    const place = places[index];
    const column = columns[index];
    if (place === undefined || column === undefined || (text === "" && !marked)) continue;
    if ("field" in place) person[place.field] = text.trim();
    else if ("trait" in place) {
      traits.set(place.trait, marked || column.type === "consent" ? text : cellValue(text, column.type));
    } else {
      const state = text.trim().toLowerCase();
      if (state === "granted" || state === "denied")
        person.consents.push({ ...place, state, source: IMPORT_SOURCE });
      else problems.push(finding("bad-consent", at(path, column.name), { text }));
    }
  }
  person.traits = Object.fromEntries(traits);
  problems.push(...idProblems(person.id, at(path, "id"), seen));
  if (problems.length > 0) return { problems };
  return { person, problems: addressWarnings(person, path, at) };
}

function idProblems(id: string, path: string, seen: ReadonlySet<string>): Problem[] {
  if (id === "") return [finding("missing-id", path)];
  if (!LIMITS.idPattern.test(id)) return [finding("bad-id", path, { id })];
  return seen.has(id) ? [finding("duplicate-person", path, { id })] : [];
}

/** A trait whose name would be read as something else says that it is a trait. */
function traitColumn(name: string): string {
  const place = placeOf(name);
  return "trait" in place && place.trait === name && name === name.trim() ? name : `traits.${name}`;
}

/** Beside numbers or truth values, texts must be marked, or one text would turn the column's numbers into texts. */
function needsMarks(value: unknown): boolean {
  return typeof value === "number" || typeof value === "boolean";
}

function traitCell(traits: Record<string, unknown>, name: string, marked: boolean): string {
  const value = Object.hasOwn(traits, name) ? traits[name] : undefined;
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return marked ? `''${value}` : writeText(value, true);
  if (typeof value === "number" || typeof value === "boolean") return neutralise(String(value));
  return writeText(JSON.stringify(value), true);
}

function consentCell(person: Person, column: string): string {
  const place = placeOf(column);
  if (!("channel" in place)) return "";
  const { state } = consentState(person, place.channel, place.purpose);
  return state === "none" ? "" : state;
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

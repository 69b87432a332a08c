import { typeOf } from "../../src-shared/conditions/fact-types.ts";

/** Types a row can have; `json` is for whatever no other field can hold without a loss. */
export const ROW_TYPES = ["text", "number", "boolean", "date", "list", "json"] as const;
export type RowType = (typeof ROW_TYPES)[number];

type Scalar = string | number | boolean;

/** An attribute as it is typed, which may not be a value yet. */
export interface AttributeRow {
  /** Stays the same while name and value change. */
  key: number;
  name: string;
  type: RowType;
  /** What stands in the field; `true` or `false` for a yes or no. */
  text: string;
  /** The items of a list, each as it is in the document. */
  items: readonly Scalar[];
}

/** Why a row is no attribute yet. */
export type RowProblem = "unnamed" | "twice" | "number" | "date" | "json";

/** Attributes with fields of their own in the form. */
const OWN_FIELDS: readonly string[] = ["firstName", "lastName"];

let lastKey = 0;

/** A row for a new attribute. */
export function emptyRow(): AttributeRow {
  return { key: ++lastKey, name: "", type: "text", text: "", items: [] };
}

/** The attributes of a persona as rows, without the names, which have fields of their own. */
export function rowsOf(traits: Readonly<Record<string, unknown>>): AttributeRow[] {
  return Object.entries(traits)
    .filter(([name, value]) => !hasOwnField(name, value))
    .map(([name, value]) => ({ ...emptyRow(), name, ...fieldOf(value) }));
}

/**
 * The rows after the document was changed elsewhere: they show what it has now, and rows that are no attribute yet
 * stay, for the document cannot have them.
 */
export function rowsAfter(
  rows: readonly AttributeRow[],
  traits: Readonly<Record<string, unknown>>,
): AttributeRow[] {
  const unfinished = rows.filter((row) => problemOf(row, rows) !== undefined);
  return [...rowsOf(traits), ...unfinished];
}

/** The attributes of a persona with those of the rows instead of hers; a row that is no attribute yet is left out. */
export function traitsWith(
  traits: Readonly<Record<string, unknown>>,
  rows: readonly AttributeRow[],
): Record<string, unknown> {
  return Object.fromEntries([
    ...Object.entries(traits).filter(([name, value]) => hasOwnField(name, value)),
    ...rows
      .filter((row) => problemOf(row, rows) === undefined)
      .map((row) => [row.name.trim(), valueOf(row)] as const),
  ]);
}

/** What a row lacks; of two rows with one name the later one is wrong. */
export function problemOf(row: AttributeRow, rows: readonly AttributeRow[]): RowProblem | undefined {
  const name = row.name.trim();
  if (name === "") return "unnamed";
  const first = rows.find((each) => each.name.trim() === name);
  if (first?.key !== row.key || hasOwnField(name, valueOf(row))) return "twice";
  if (row.type === "number" && readNumber(row.text) === undefined) return "number";
  if (row.type === "date" && typeOf(row.text) !== "date") return "date";
  return row.type === "json" && readJson(row.text) === undefined ? "json" : undefined;
}

/** The row with another type; what it holds goes along as far as the type can hold it. */
export function withType(row: AttributeRow, type: RowType): AttributeRow {
  if (type === row.type) return row;
  // Half typed, it is no value yet, and goes along as it stands.
  const value = valueOf(row) ?? row.text;
  const text = typeof value === "string" ? value : isList(value) ? value.join(", ") : JSON.stringify(value);
  switch (type) {
    case "json":
      return { ...row, type, text: JSON.stringify(value, null, 1) };
    case "boolean":
      return { ...row, type, text: String(value === true || /^(true|yes|oui|1)$/i.test(text.trim())) };
    case "list":
      return { ...row, type, text: "", items: isList(value) ? value : itemsIn(text) };
    default:
      return { ...row, type, text };
  }
}

/** The row with other items; those it had keep their type, and new ones among numbers are numbers. */
export function withItems(row: AttributeRow, typed: readonly string[]): AttributeRow {
  const numbers = row.items.length > 0 && row.items.every((item) => typeof item === "number");
  const items = typed.map((text) => {
    const had = row.items.find((item) => String(item) === text);
    return had ?? (numbers ? (readNumber(text) ?? text) : text);
  });
  return { ...row, items };
}

function valueOf({ type, text, items }: AttributeRow): unknown {
  switch (type) {
    case "number":
      return readNumber(text);
    case "boolean":
      return text === "true";
    case "list":
      return items;
    case "json":
      return readJson(text)?.value;
    default:
      return text;
  }
}

function fieldOf(value: unknown): Pick<AttributeRow, "type" | "text" | "items"> {
  const type = typeOf(value);
  if (typeof value === "string") return { type: type === "date" ? "date" : "text", text: value, items: [] };
  if (typeof value === "number") return { type: "number", text: String(value), items: [] };
  if (typeof value === "boolean") return { type: "boolean", text: String(value), items: [] };
  if (isList(value)) return { type: "list", text: "", items: value };
  return { type: "json", text: JSON.stringify(value, null, 1), items: [] };
}

/** A list that a field with one word per item can show: nothing nested, nothing empty, no two alike. */
function isList(value: unknown): value is readonly Scalar[] {
  if (!Array.isArray(value)) return false;
  const flat = value.every((item) => ["string", "number", "boolean"].includes(typeof item));
  const words = value.map(String);
  return (
    flat && new Set(words).size === words.length && words.every((word) => word !== "" && word === word.trim())
  );
}

function itemsIn(text: string): string[] {
  const words = text.split(",").map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ""))];
}

function hasOwnField(name: string, value: unknown): boolean {
  return OWN_FIELDS.includes(name) && typeof value === "string";
}

function readNumber(text: string): number | undefined {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(number) ? undefined : number;
}

function readJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

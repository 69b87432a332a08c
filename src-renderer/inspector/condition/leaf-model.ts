import { asType, opsFor, typeOf, type FactType } from "../../../src-shared/conditions/fact-types.ts";
import { OPS, type Op } from "../../../src-shared/conditions/leaves.ts";
import { Condition, type Comparison } from "../../../src-shared/conditions/schema.ts";
import { isComparison, sidesOf, type FactKey } from "../../../src-shared/conditions/sides.ts";

/** What a row can look at, in the order offered. */
export const SUBJECTS = [
  "attr",
  "entry",
  "prop",
  "event",
  "answer",
  "message",
  "consent",
  "reachable",
  "segment",
  "time",
  "var",
] as const;
export type Subject = (typeof SUBJECTS)[number];
export type Group = "all" | "any";

/** How the rows below a condition go together; a single row is a group of one. */
export interface Rows {
  group: Group;
  rows: Condition[];
}

/** Conditions as rows: a group stays what it is, anything else is a single row. */
export function rowsOf(condition: Condition): Rows {
  if ("all" in condition) return { group: "all", rows: condition.all };
  if ("any" in condition) return { group: "any", rows: condition.any };
  return { group: "all", rows: [condition] };
}

/** Rows as the shortest condition: none is no condition, one stands for itself. */
export function conditionOf({ group, rows }: Rows): Condition | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  if (rows.length === 1) return first;
  return group === "all" ? { all: rows } : { any: rows };
}

/** What a leaf looks at. */
export function subjectOf(leaf: Condition): Subject | undefined {
  if (isComparison(leaf)) {
    const { of } = sidesOf(leaf).left;
    return of === "event" ? undefined : of;
  }
  return (["consent", "reachable", "message", "segment", "time", "event"] as const).find(
    (key) => key in leaf,
  );
}

/** What there is to name in a fresh leaf. */
export interface FreshNames {
  survey?: string | undefined;
  message?: string | undefined;
  attribute?: string | undefined;
  property?: string | undefined;
  entry?: string | undefined;
  event?: string | undefined;
  segment?: string | undefined;
}

/** A fresh leaf of a subject, complete enough to be a condition. */
export function freshLeaf(subject: Subject, known: FreshNames = {}): Condition {
  switch (subject) {
    case "attr":
      return { attr: known.attribute ?? "plan", op: "eq", value: "" };
    case "entry":
      return { entry: known.entry ?? "properties.amount", op: "eq", value: "" };
    case "prop":
      return { prop: known.property ?? "amount", op: "eq", value: "" };
    case "var":
      return { var: "name", op: "eq", value: "" };
    case "answer":
      return { answer: known.survey ?? "nps", op: "ge", value: 9 };
    case "event":
      return { event: known.event ?? "event_name", count: { op: "ge", value: 1 } };
    case "consent":
      return { consent: { channel: "push", purpose: "marketing" }, is: "granted" };
    case "reachable":
      return { reachable: "push" };
    case "message":
      return { message: known.message ?? "message", did: "opened" };
    case "segment":
      return { segment: known.segment ?? "vip" };
    case "time":
      return { time: { days: [1, 2, 3, 4, 5] } };
  }
}

/** The field a literal is typed in. */
type LiteralInputKind = "list" | "boolean" | "number" | "date" | "text" | "any";

/** Which field suits a comparison with a fact of a type; `any` where the value in the document does not fit that. */
export function inputFor(op: Op, type: FactType | undefined, value: unknown): LiteralInputKind {
  const empty = value === undefined || value === "";
  if (op === "in" || op === "notIn") {
    const items: unknown[] = Array.isArray(value) ? value : [];
    if (type !== "text" && type !== "number") return "any";
    return items.every((item) => typeof item === (type === "text" ? "string" : "number")) ? "list" : "any";
  }
  if (["startsWith", "endsWith", "matches"].includes(op)) return typeof value === "number" ? "any" : "text";
  const isDay = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (op === "before" || op === "after") return empty || isDay ? "date" : "any";
  switch (type) {
    case "boolean":
      return typeof value === "boolean" ? "boolean" : "any";
    case "number":
      return empty || typeof value === "number" ? "number" : "any";
    case "date":
      return empty || isDay ? "date" : "any";
    case "text":
      return empty || typeof value === "string" ? "text" : "any";
    default:
      return "any";
  }
}

/**
 * A comparison after its fact was given another name: where data has other types under that one, the comparison and
 * the value follow as far as they say the same.
 */
export function fitTo(leaf: Comparison, types: readonly FactType[] | undefined): Comparison {
  const [type] = types ?? [];
  if (types?.length !== 1 || type === undefined) return leaf;
  const { right } = sidesOf(leaf);
  const op = opsFor(types, OPS).includes(leaf.op) ? leaf.op : (opsFor(types, OPS)[0] ?? leaf.op);
  const bare = op === leaf.op ? leaf : { ...leaf, op };
  if (right?.of !== "value" || Array.isArray(right.value) || ["withinLast", "withinNext"].includes(op))
    return bare;
  if (type === "boolean" && typeof right.value !== "boolean")
    return { ...bare, value: asType(right.value, "boolean") ?? true };
  const now = typeOf(right.value);
  if (now === type || (type === "text" && now === "date") || type === "list" || type === "group") return bare;
  return { ...bare, value: asType(right.value, type) ?? "" };
}

/** The leaf with the right side of a comparison replaced; no other right side stays beside it. */
export function withRight(
  leaf: Condition,
  right: { of: "value"; value: unknown } | { of: FactKey; path: string },
): Condition {
  if (!isComparison(leaf)) return leaf;
  const { left } = sidesOf(leaf);
  const { value: _value, event: _event, ...rest } = leaf as Record<string, unknown>;
  for (const key of ["attr", "entry"]) if (key !== left.of) delete rest[key];
  const next = right.of === "value" ? { ...rest, value: right.value } : { ...rest, [right.of]: right.path };
  return next as unknown as Condition;
}

/** What a literal is typed as: numbers and truth values are recognised, quotes keep a text a text. */
export function parseLiteral(text: string): unknown {
  const bare = text.trim();
  if (/^["“].*["”]$/.test(bare) && bare.length > 1) return bare.slice(1, -1);
  if (bare === "true" || bare === "false") return bare === "true";
  return bare !== "" && /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : text;
}

/** A literal as it is typed. */
export function literalText(value: unknown): string {
  if (Array.isArray(value)) return value.map(literalText).join(", ");
  if (typeof value === "string")
    return typeof parseLiteral(value) === "string" && parseLiteral(value) === value ? value : `"${value}"`;
  return value === undefined ? "" : JSON.stringify(value);
}

/** Whether the rows can show all of a condition; the rest is edited as JSON, so that nothing gets lost. */
export function isShowable(condition: Condition, depth = 0): boolean {
  if (depth > 4) return false;
  if ("all" in condition) return condition.all.every((part) => isShowable(part, depth + 1));
  if ("any" in condition) return condition.any.every((part) => isShowable(part, depth + 1));
  if ("not" in condition) return isShowable(condition.not, depth + 1);
  const subject = subjectOf(condition);
  if (subject === undefined) return false;
  const known = new Set([...keysOf[subject], ...(isComparison(condition) ? comparisonKeys : [])]);
  return Object.keys(condition).every((key) => known.has(key)) && !hasRawValue(condition);
}

const comparisonKeys = ["op", "value", "event", "entry", "attr"];
const keysOf: Record<Subject, readonly string[]> = {
  attr: [],
  entry: [],
  prop: ["prop"],
  var: ["var"],
  answer: ["answer"],
  event: ["event", "count", "within", "where", "without", "per"],
  consent: ["consent", "is"],
  reachable: ["reachable"],
  message: ["message", "did"],
  segment: ["segment"],
  time: ["time"],
};

function hasRawValue(condition: Condition): boolean {
  const value: unknown = isComparison(condition) ? condition.value : undefined;
  const plain = (item: unknown) =>
    item === undefined || ["string", "number", "boolean"].includes(typeof item);
  return !(Array.isArray(value) ? value.every(plain) : plain(value));
}

/** Reads a value from the document as a condition. */
export function readCondition(value: unknown): { condition?: Condition; why?: string } {
  const read = Condition.safeParse(value);
  if (read.success) return { condition: read.data };
  return { why: read.error.issues[0]?.message ?? "" };
}

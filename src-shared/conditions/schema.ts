import { z } from "zod";

/** Comparisons (formats.md, Conditions). */
export const OPS = [
  "eq",
  "ne",
  "lt",
  "le",
  "gt",
  "ge",
  "in",
  "notIn",
  "contains",
  "startsWith",
  "endsWith",
  "exists",
  "missing",
  "matches",
  "before",
  "after",
  "withinLast",
  "withinNext",
] as const;
export const COUNT_OPS = ["eq", "ne", "lt", "le", "gt", "ge"] as const;
export const ENGAGEMENTS = ["sent", "delivered", "opened", "clicked", "replied"] as const;

const Op = z.enum(OPS);
export type Op = z.infer<typeof Op>;
export type CountOp = (typeof COUNT_OPS)[number];
export type Engagement = (typeof ENGAGEMENTS)[number];

const Name = z.string().min(1);
/**
 * What a comparison is made with: a literal `value`, or the path of another fact (formats.md, Conditions). None at all
 * suits `exists` and `missing`. A leaf cannot name its own kind of fact on the right, as the key is taken.
 */
const value = z.json().optional();
const attr = Name.optional();
const entry = Name.optional();
const event = Name.optional();

/** An attribute of the person: a trait by name or dotted path, or `email`, `phone`, `timeZone`, `locale`, `id`. */
const AttributeLeaf = z.looseObject({ attr: Name, op: Op, value, event, entry });
/** A fact of the event that started the run: `properties.amount`, `name`, `timestamp`. Beside `attr` it is the right. */
const EntryLeaf = z.looseObject({ entry: Name, op: Op, value, event });
/** A run variable, by dotted path. */
const VariableLeaf = z.looseObject({ var: Name, op: Op, value, event, attr, entry });
/** An answer, by the survey's node id or by question key. */
const AnswerLeaf = z.looseObject({ answer: Name, op: Op, value, event, attr, entry });
/** A property of the event looked at: the arriving one, or each counted one inside an event leaf's `where`. */
const PropertyLeaf = z.looseObject({ prop: Name, op: Op, value, event, attr, entry });

const ConsentLeaf = z.looseObject({
  consent: z.looseObject({ channel: Name, purpose: Name }),
  /** Absent is `granted`. */
  is: z.enum(["granted", "denied", "none"]).optional(),
});
const ReachableLeaf = z.looseObject({ reachable: Name });
const MessageLeaf = z.looseObject({ message: Name, did: z.enum(ENGAGEMENTS) });
const SegmentLeaf = z.looseObject({ segment: Name });
const TimeLeaf = z.looseObject({
  time: z.looseObject({
    days: z.array(z.int().min(1).max(7)).optional(),
    from: z.string().optional(),
    to: z.string().optional(),
  }),
});

/** How often the person did something: at least once unless `count` says otherwise. */
const EventCount = z.looseObject({ op: z.enum(COUNT_OPS), value: z.number() });
const EventLeaf = z.looseObject({
  event: Name,
  count: EventCount.optional(),
  /** ISO 8601 duration, counted back from now. */
  within: z.string().optional(),
  get where(): z.ZodOptional<z.ZodType<Condition>> {
    return Condition.optional();
  },
});
const AllGroup = z.looseObject({
  get all(): z.ZodArray<z.ZodType<Condition>> {
    return z.array(Condition);
  },
});
const AnyGroup = z.looseObject({
  get any(): z.ZodArray<z.ZodType<Condition>> {
    return z.array(Condition);
  },
});
const NotGroup = z.looseObject({
  get not(): z.ZodType<Condition> {
    return Condition;
  },
});

/** Unknown keys are kept in files but have no meaning, and would keep TypeScript from telling the leaves apart. */
type Known<T> = { [Key in keyof T as string extends Key ? never : Key]: T[Key] };

/** A leaf that compares one fact with a literal or with another fact. */
export type Comparison =
  | Known<z.infer<typeof AttributeLeaf>>
  | Known<z.infer<typeof EntryLeaf>>
  | Known<z.infer<typeof VariableLeaf>>
  | Known<z.infer<typeof AnswerLeaf>>
  | Known<z.infer<typeof PropertyLeaf>>;

/** How often an event happened. The recursive shapes are written out, as inference cannot close the circle. */
export interface EventCondition {
  event: string;
  count?: { op: CountOp; value: number } | undefined;
  within?: string | undefined;
  where?: Condition | undefined;
}

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | Comparison
  | Known<z.infer<typeof ConsentLeaf>>
  | Known<z.infer<typeof ReachableLeaf>>
  | Known<z.infer<typeof MessageLeaf>>
  | Known<z.infer<typeof SegmentLeaf>>
  | Known<z.infer<typeof TimeLeaf>>
  | EventCondition;

/**
 * The condition grammar (formats.md, Conditions): closed, typed, with our own evaluator, so that nothing a user writes
 * is ever run as code. The event leaf is tried last because `event` is also the right-hand side of comparisons.
 */
export const Condition: z.ZodType<Condition> = z
  .union(
    [
      AllGroup,
      AnyGroup,
      NotGroup,
      AttributeLeaf,
      EntryLeaf,
      VariableLeaf,
      AnswerLeaf,
      PropertyLeaf,
      ConsentLeaf,
      ReachableLeaf,
      MessageLeaf,
      SegmentLeaf,
      TimeLeaf,
      EventLeaf,
    ],
    {
      error:
        "not a condition: a key such as all, any, not, attr, event, segment with what belongs to it is expected",
    },
  )
  .meta({ id: "Condition", title: "Condition" });

const LEAVES: Readonly<Record<string, z.ZodType>> = {
  prop: PropertyLeaf,
  var: VariableLeaf,
  answer: AnswerLeaf,
  attr: AttributeLeaf,
  entry: EntryLeaf,
  consent: ConsentLeaf,
  reachable: ReachableLeaf,
  message: MessageLeaf,
  segment: SegmentLeaf,
  time: TimeLeaf,
  event: EventLeaf.omit({ where: true }),
};

/**
 * Why something is not a condition, naming the place inside it. A union by itself lists what is wrong with respect to
 * each of its 14 shapes, which helps nobody; here the keys say which shape was meant.
 */
export function explainCondition(input: unknown): string {
  const found = firstMistake(input, "");
  return found === undefined ? "not a condition" : found.path === "" ? found.message : `${found.path}: ${found.message}`;
}

function firstMistake(input: unknown, path: string): { path: string; message: string } | undefined {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return { path, message: "a condition is an object" };
  }
  const has = (key: string): boolean => Object.hasOwn(input, key) && Reflect.get(input, key) !== undefined;
  const group = ["all", "any"].find(has);
  const at = path === "" ? "" : `${path}.`;
  if (group !== undefined) {
    const members: unknown = Reflect.get(input, group);
    if (!Array.isArray(members)) return { path: at + group, message: "a list of conditions is expected" };
    return members
      .map((member, index) => firstMistake(member, `${at}${group}[${String(index)}]`))
      .find((mistake) => mistake !== undefined);
  }
  if (has("not")) return firstMistake(Reflect.get(input, "not"), `${at}not`);
  const leaf = Object.keys(LEAVES).find(has);
  if (leaf === undefined) {
    return { path, message: `one of these keys is expected: all, any, not, ${Object.keys(LEAVES).join(", ")}` };
  }
  const issue = LEAVES[leaf]?.safeParse(input).error?.issues[0];
  if (issue !== undefined) return { path: at + issue.path.map(String).join("."), message: issue.message };
  return leaf === "event" && has("where") ? firstMistake(Reflect.get(input, "where"), `${at}where`) : undefined;
}

/** The kinds of fact a comparison can name, under the key they are written with. */
export type FactKind = "attr" | "entry" | "var" | "answer" | "prop" | "event";

/** One side of a comparison: a fact by kind and path, or a literal. */
export type Side = { kind: FactKind; path: string } | { kind: "value"; value: unknown };

/**
 * Tells the sides of a comparison apart; undefined for every other condition. Key order means nothing in JSON, so the
 * sides follow from the names: `event` is always right, and of `attr` and `entry` together `attr` is left.
 */
export function sidesOf(condition: Condition): { left: Side; right: Side | undefined } | undefined {
  if (!("op" in condition)) return undefined;
  if ("prop" in condition) return { left: { kind: "prop", path: condition.prop }, right: rightOf(condition) };
  if ("var" in condition) return { left: { kind: "var", path: condition.var }, right: rightOf(condition) };
  if ("answer" in condition)
    return { left: { kind: "answer", path: condition.answer }, right: rightOf(condition) };
  if (condition.attr !== undefined) {
    return {
      left: { kind: "attr", path: condition.attr },
      right: rightOf({ ...condition, attr: undefined }),
    };
  }
  if (condition.entry === undefined) return undefined;
  return {
    left: { kind: "entry", path: condition.entry },
    right: rightOf({ ...condition, entry: undefined }),
  };
}

function rightOf(sides: {
  value?: unknown;
  event?: string | undefined;
  attr?: string | undefined;
  entry?: string | undefined;
}): Side | undefined {
  if (sides.event !== undefined) return { kind: "event", path: sides.event };
  if (sides.entry !== undefined) return { kind: "entry", path: sides.entry };
  if (sides.attr !== undefined) return { kind: "attr", path: sides.attr };
  return sides.value === undefined ? undefined : { kind: "value", value: sides.value };
}

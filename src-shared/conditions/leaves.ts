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
/** How a count of events is compared with a number. */
export const COUNT_OPS = ["eq", "ne", "lt", "le", "gt", "ge"] as const;
/** What can become of a message (formats.md, Conditions). */
export const ENGAGEMENTS = ["sent", "delivered", "opened", "clicked", "replied"] as const;
/** `none` is the absence of any recorded consent. */
const CONSENT_STATES = ["granted", "denied", "none"] as const;

export type Op = (typeof OPS)[number];
export type CountOp = (typeof COUNT_OPS)[number];
export type Engagement = (typeof ENGAGEMENTS)[number];

const Name = z.string().min(1);
const op = z.enum(OPS);
/**
 * What a comparison is made with: a literal `value`, or the path of another fact (formats.md, Conditions). None at all
 * suits `exists` and `missing`. A leaf cannot name its own kind of fact on the right, as the key is taken.
 */
const value = z.json().optional();
const attr = Name.optional();
const entry = Name.optional();
const event = Name.optional();

/** An attribute of the person: a trait by name or dotted path, or `email`, `phone`, `timeZone`, `locale`, `id`. */
export const AttributeLeaf = z.looseObject({ attr: Name, op, value, event, entry });
/** A fact of the event that started the run: `properties.amount`, `name`, `timestamp`. Beside `attr` it is the right. */
export const EntryLeaf = z.looseObject({ entry: Name, op, value, event });
/** A run variable, by dotted path. */
export const VariableLeaf = z.looseObject({ var: Name, op, value, event, attr, entry });
/** An answer, by the survey's node id or by question key. */
export const AnswerLeaf = z.looseObject({ answer: Name, op, value, event, attr, entry });
/** A property of the event looked at: the arriving one, or each counted one inside an event leaf's `where`. */
export const PropertyLeaf = z.looseObject({ prop: Name, op, value, event, attr, entry });

export const ConsentLeaf = z.looseObject({
  consent: z.looseObject({ channel: Name, purpose: Name }),
  /** Absent is `granted`. */
  is: z.enum(CONSENT_STATES).optional(),
});
/** Whether there is an address or device for a channel. */
export const ReachableLeaf = z.looseObject({ reachable: Name });
/** Whether something became of the message a node sent in this run. */
export const MessageLeaf = z.looseObject({ message: Name, did: z.enum(ENGAGEMENTS) });
export const SegmentLeaf = z.looseObject({ segment: Name });
/** Whether a window is open now, in the person's zone (domain.md, Time). */
export const TimeLeaf = z.looseObject({
  time: z.looseObject({
    days: z.array(z.int().min(1).max(7)).optional(),
    from: z.string().optional(),
    to: z.string().optional(),
  }),
});
/** How often the person did something: at least once unless `count` says otherwise. Its `where` is in the grammar. */
export const EventLeaf = z.looseObject({
  event: Name,
  count: z.looseObject({ op: z.enum(COUNT_OPS), value: z.number() }).optional(),
  /** ISO 8601 duration, counted back from now. */
  within: z.string().optional(),
  /** Counts only those that no later event of this name followed: a ticket opened and not resolved since. */
  without: Name.optional(),
  /** Property both events share, such as `ticketId`; absent, any later event of the name counts as following. */
  per: Name.optional(),
});

/**
 * The leaf each key announces, the first key that is present deciding: `event`, `entry` and `attr` come last because
 * they are also the right-hand side of comparisons.
 */
export const LEAF_BY_KEY: Readonly<Record<string, z.ZodType>> = {
  prop: PropertyLeaf,
  var: VariableLeaf,
  answer: AnswerLeaf,
  consent: ConsentLeaf,
  reachable: ReachableLeaf,
  message: MessageLeaf,
  segment: SegmentLeaf,
  time: TimeLeaf,
  attr: AttributeLeaf,
  entry: EntryLeaf,
  event: EventLeaf,
};

import { z } from "zod";
import { explainCondition } from "./explain.ts";
import {
  AnswerLeaf,
  AttributeLeaf,
  ConsentLeaf,
  EntryLeaf,
  EventLeaf,
  MessageLeaf,
  PropertyLeaf,
  ReachableLeaf,
  SegmentLeaf,
  TimeLeaf,
  VariableLeaf,
} from "./leaves.ts";

/** Unknown keys are kept in files but have no meaning, and would keep TypeScript from telling the leaves apart. */
type Known<T> = { [Key in keyof T as string extends Key ? never : Key]: T[Key] };

/** A leaf that compares one fact with a literal or with another fact. */
export type Comparison =
  | Known<z.infer<typeof AttributeLeaf>>
  | Known<z.infer<typeof EntryLeaf>>
  | Known<z.infer<typeof VariableLeaf>>
  | Known<z.infer<typeof AnswerLeaf>>
  | Known<z.infer<typeof PropertyLeaf>>;

/** How often an event happened; `where` looks at each counted event. */
export type EventCondition = Known<z.infer<typeof EventLeaf>> & { where?: Condition | undefined };

/** A condition over the facts of one person (formats.md, Conditions). */
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
const FilteredEventLeaf = EventLeaf.extend({
  get where(): z.ZodOptional<z.ZodType<Condition>> {
    return Condition.optional();
  },
});

/**
 * The condition grammar: closed, typed, with our own evaluator, so that nothing a user writes is ever run as code
 * (reliability.md, Untrusted content). The event leaf is tried last because `event` is also the right-hand side of
 * comparisons.
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
      FilteredEventLeaf,
    ],
    { error: (issue) => explainCondition(issue.input) },
  )
  .meta({ id: "Condition", title: "Condition" });

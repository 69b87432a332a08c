import type { Condition } from "./schema.ts";
import { isComparison, sidesOf } from "./sides.ts";
import { walkCondition } from "./walk.ts";

/** What a condition looks at, each list sorted and without repeats. */
export interface ConditionReferences {
  /** Paths of the person's attributes. */
  attributes: string[];
  /** Names of events in the person's history. */
  events: string[];
  segments: string[];
  /** Nodes whose messages are asked about. */
  nodes: string[];
  /** Answers asked about: survey node ids and question keys such as `csat`, with what follows them (`n1.score`). */
  answers: string[];
  /** Paths into the event that started the run. */
  entry: string[];
  vars: string[];
  channels: string[];
}

/** Collects what a condition refers to, for completion, checks of what exists, and finding uses. */
export function conditionReferences(condition: Condition): ConditionReferences {
  const found = {
    attributes: new Set<string>(),
    events: new Set<string>(),
    segments: new Set<string>(),
    nodes: new Set<string>(),
    answers: new Set<string>(),
    entry: new Set<string>(),
    vars: new Set<string>(),
    channels: new Set<string>(),
  };
  for (const { condition: part } of walkCondition(condition, "")) {
    if ("all" in part || "any" in part || "not" in part) continue;
    if (isComparison(part)) {
      const { left, right } = sidesOf(part);
      for (const side of [left, right]) {
        if (side === undefined || side.of === "value") continue;
        if (side.of === "attr") found.attributes.add(side.path);
        if (side.of === "entry") found.entry.add(side.path);
        if (side.of === "var") found.vars.add(side.path);
        if (side.of === "answer") found.answers.add(side.path);
      }
    } else if ("consent" in part) found.channels.add(part.consent.channel);
    else if ("reachable" in part) found.channels.add(part.reachable);
    else if ("message" in part) found.nodes.add(part.message);
    else if ("segment" in part) found.segments.add(part.segment);
    else if ("event" in part) {
      found.events.add(part.event);
      if (part.without !== undefined) found.events.add(part.without);
    }
  }
  return {
    attributes: [...found.attributes].sort(),
    events: [...found.events].sort(),
    segments: [...found.segments].sort(),
    nodes: [...found.nodes].sort(),
    answers: [...found.answers].sort(),
    entry: [...found.entry].sort(),
    vars: [...found.vars].sort(),
    channels: [...found.channels].sort(),
  };
}

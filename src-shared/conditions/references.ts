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
  /** Nodes whose messages or answers are asked about; an answer's question key is listed too. */
  nodes: string[];
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
        if (side.of === "answer") found.nodes.add(side.path);
      }
    } else if ("consent" in part) found.channels.add(part.consent.channel);
    else if ("reachable" in part) found.channels.add(part.reachable);
    else if ("message" in part) found.nodes.add(part.message);
    else if ("segment" in part) found.segments.add(part.segment);
    else if ("event" in part) found.events.add(part.event);
  }
  return {
    attributes: [...found.attributes].sort(),
    events: [...found.events].sort(),
    segments: [...found.segments].sort(),
    nodes: [...found.nodes].sort(),
    entry: [...found.entry].sort(),
    vars: [...found.vars].sort(),
    channels: [...found.channels].sort(),
  };
}

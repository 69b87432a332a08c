import type { Condition } from "../conditions/schema.ts";
import type { ConditionUse } from "../nodes/define.ts";
import type { Draft, DraftNode } from "./draft.ts";

/** One way on: by a port, or, without one, by a jump. */
interface Way {
  from: DraftNode;
  port?: string;
  to: string;
}

/** Ids of the steps at which people come in. */
export function entriesOf(draft: Draft): string[] {
  return [...draft.nodes.values()].filter(({ kind }) => kind.entry !== undefined).map(({ node }) => node.id);
}

/** Every step people can come to from some steps, those included, going on only by ways that are `open`. */
export function reachable(draft: Draft, from: Iterable<string>, open?: (way: Way) => boolean): Set<string> {
  const reached = new Set<string>();
  const ahead = [...from];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    for (const way of waysFrom(draft, id)) if (open === undefined || open(way)) ahead.push(way.to);
  }
  return reached;
}

/** Where people go on from a step, by connections first. */
export function waysFrom(draft: Draft, id: string): Way[] {
  const from = draft.nodes.get(id);
  if (from === undefined) return [];
  const connections = (draft.outgoing.get(id) ?? []).map(({ port, to }) => ({ from, port, to }));
  const jumps = (from.kind.jumpsTo?.(from.params) ?? []).map((to) => ({ from, to }));
  return [...connections, ...jumps];
}

/** The conditions of a step that decide its way on, in the order they are looked at. */
export function choicesOf({ kind, params }: DraftNode): (ConditionUse & { port: string })[] {
  return (kind.conditions?.(params) ?? []).flatMap((use) =>
    use.port === undefined ? [] : [{ ...use, port: use.port }],
  );
}

/**
 * What is certain of people the moment they leave by a port: its own condition holds and none before it did, or, for
 * what is left over, none did. Undefined when nothing is known.
 */
export function conditionOf(from: DraftNode, port: string): Condition | undefined {
  const choices = choicesOf(from);
  const index = choices.findIndex((choice) => choice.port === port);
  const chosen = choices[index];
  if (chosen === undefined) {
    const isRest = from.ports.some(({ id, role }) => id === port && role === "else");
    return isRest && choices.length > 0 ? noneOf(choices) : undefined;
  }
  return { all: [chosen.condition, noneOf(choices.slice(0, index))] };
}

/** Holds where none of the conditions does. */
export function noneOf(choices: readonly ConditionUse[]): Condition {
  return { all: choices.map(({ condition }) => ({ not: condition })) };
}

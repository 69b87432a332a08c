import type { Condition } from "../conditions/schema.ts";
import { isComparison, sidesOf, type NamedFact } from "../conditions/sides.ts";
import { walkCondition } from "../conditions/walk.ts";
import { oncePerStep, type Draft, type DraftNode } from "./draft.ts";
import { templatesOf } from "./reads.ts";

/** Where something stands in the document. */
interface At {
  path: string;
  nodeId?: string;
}

/** A condition of a step or of the settings. */
export interface PlacedCondition extends At {
  condition: Condition;
  /** The event it filters. */
  event?: string;
}

/** A name that something outside the journey must know. */
export interface Use extends At {
  /** `entry` is a property of the event that started the run. */
  of: "event" | "attribute" | "segment" | "property" | "entry";
  name: string;
  /** Of a property: the event that has it. */
  event?: string;
  /** What stands there instead once the name is another one; undefined when it cannot be told. */
  rewrite?: (name: string) => { path: string; value: string };
}

/** The conditions of a journey with the events they filter. */
export function conditionsIn(draft: Draft): PlacedCondition[] {
  return [...[...draft.nodes.values()].flatMap(conditionsOfStep), ...conditionsOfSettings(draft)];
}

/** Every name a journey uses, wherever it stands. */
export function usesIn(draft: Draft): Use[] {
  const { exitWhen, goals } = draft.settings;
  const event = (name: string, path: string): Use => ({ of: "event", name, path, rewrite: plainly(path) });
  const key = draft.settings.instanceKey;
  return [
    ...[...draft.nodes.values()].flatMap(usesOfStep),
    ...exitWhen.flatMap((rule, index) =>
      "when" in rule ? [] : [event(rule.event, `settings.exitWhen[${index}].event`)],
    ),
    ...goals.map((goal, index) => event(goal.event, `settings.goals[${index}].event`)),
    ...(key === undefined ? [] : entryUse(key, { path: "settings.instanceKey" })),
    ...conditionsOfSettings(draft).flatMap(usesOfCondition),
  ];
}

const conditionsOfStep = oncePerStep(({ node, path, kind, params }: DraftNode): PlacedCondition[] => {
  const events = new Map((kind.mentions?.(params) ?? []).map(({ path: at, name }) => [at, name]));
  return (kind.conditions?.(params) ?? []).map(({ path: within, condition, port }) => {
    // A filter stands beside the event it filters; what decides a way out looks at the person.
    const event = port === undefined ? events.get(within.replace(/\w+$/, "event")) : undefined;
    const at = { path: `${path}.params.${within}`, nodeId: node.id };
    return { ...at, condition, ...(event === undefined ? {} : { event }) };
  });
});

const usesOfStep = oncePerStep((read: DraftNode): Use[] => {
  const { node, path, kind, params } = read;
  const mentioned = (kind.mentions?.(params) ?? []).flatMap((mention): Use[] => {
    const at = { path: `${path}.params.${mention.path}`, nodeId: node.id };
    if (mention.of === "entry") return entryUse(mention.name, at);
    return [{ of: mention.of, name: mention.name, ...at, rewrite: plainly(at.path) }];
  });
  const written = templatesOf(read).flatMap((template) =>
    template.outputs.flatMap(({ variable }): Use[] => {
      const [of, prefix] = variable.startsWith("person.")
        ? (["attribute", "person."] as const)
        : (["entry", "entry.properties."] as const);
      if (!variable.startsWith(prefix)) return [];
      const rewrite = (name: string) => ({
        path: template.path,
        value: template.text.replaceAll(
          new RegExp(`(\\{\\{-?\\s*)${literally(variable)}(?![\\w.-])`, "g"),
          `$1${prefix}${name}`,
        ),
      });
      return [{ of, name: variable.slice(prefix.length), path: template.path, nodeId: node.id, rewrite }];
    }),
  );
  return [...mentioned, ...conditionsOfStep(read).flatMap(usesOfCondition), ...written];
});

function conditionsOfSettings({ settings }: Draft): PlacedCondition[] {
  const exits = settings.exitWhen.flatMap((rule, index): PlacedCondition[] => {
    const path = `settings.exitWhen[${index}]`;
    if ("when" in rule) return [{ condition: rule.when, path: `${path}.when` }];
    return rule.where === undefined
      ? []
      : [{ condition: rule.where, path: `${path}.where`, event: rule.event }];
  });
  const goals = settings.goals.flatMap(({ where, event }, index): PlacedCondition[] =>
    where === undefined ? [] : [{ condition: where, path: `settings.goals[${index}].where`, event }],
  );
  return [...exits, ...goals];
}

function usesOfCondition({ condition, path, event, nodeId }: PlacedCondition): Use[] {
  const step = nodeId === undefined ? {} : { nodeId };
  return [...walkCondition(condition, path, event)].flatMap(
    ({ condition: part, path: at, event: heard }): Use[] => {
      const use = (of: Use["of"], key: string, name: string, more: Partial<Use> = {}): Use => ({
        of,
        name,
        path: at,
        ...step,
        rewrite: plainly(`${at}.${key}`),
        ...more,
      });
      if ("all" in part || "any" in part || "not" in part) return [];
      if (isComparison(part)) {
        const { left, right } = sidesOf(part);
        return [left, ...(right === undefined || right.of === "value" ? [] : [right])].flatMap((side) =>
          usesOfFact(side, { path: at, ...step }, heard),
        );
      }
      if ("segment" in part) return [use("segment", "segment", part.segment)];
      if (!("event" in part)) return [];
      return [
        use("event", "event", part.event),
        ...(part.without === undefined ? [] : [use("event", "without", part.without)]),
        ...(part.per === undefined ? [] : [use("property", "per", part.per, { event: part.event })]),
      ];
    },
  );
}

function usesOfFact({ of, path: name }: NamedFact, at: At, event: string | undefined): Use[] {
  const write = `${at.path}.${of}`;
  if (of === "attr") return [{ of: "attribute", name, ...at, rewrite: plainly(write) }];
  if (of === "entry") return entryUse(name, at, write);
  const heard = event === undefined ? {} : { event };
  if (of === "prop") return [{ of: "property", name, ...at, ...heard, rewrite: plainly(write) }];
  if (of !== "event" || !name.startsWith("properties.")) return [];
  const rewrite = (other: string) => ({ path: write, value: `properties.${other}` });
  return [{ of: "property", name: name.slice("properties.".length), ...at, ...heard, rewrite }];
}

/** A path into the entry event; its own fields are always known. */
function entryUse(path: string, at: At, write = at.path): Use[] {
  if (!path.startsWith("properties.")) return [];
  const rewrite = (name: string) => ({ path: write, value: `properties.${name}` });
  return [{ of: "entry", name: path.slice("properties.".length), ...at, rewrite }];
}

function plainly(path: string): (name: string) => { path: string; value: string } {
  return (name) => ({ path, value: name });
}

function literally(text: string): string {
  return text.replace(/[.\\^$*+?()[\]{}|-]/g, "\\$&");
}

import { walkCondition } from "../../conditions/walk.ts";
import { isComparison, sidesOf } from "../../conditions/sides.ts";
import type { Condition } from "../../conditions/schema.ts";
import * as reserved from "../../engine/reserved-events.ts";
import { RESERVED_EVENTS } from "../../person/events.ts";
import { PERSON_FIELDS } from "../../person/person.ts";
import { problem, type Problem } from "../../problems.ts";
import type { Mention } from "../../nodes/define.ts";
import type { Draft, Known } from "../draft.ts";
import { mended, writeInstead } from "../fixes/fixes.ts";
import { nearest } from "../fixes/nearest.ts";
import { readsOf } from "../reads.ts";

/** A mention with the path of the whole document. */
interface Use extends Mention {
  nodeId?: string;
  /** The place inside the step's params where the name stands by itself, for the fix. */
  within?: string;
}

/** Names of events, attributes and segments must be known outside, where it is known what there is. */
export function checkUnknownNames(draft: Draft): Problem[] {
  const { known } = draft;
  if (known === undefined) return [];
  const names = namesOf(draft, known);
  return usesOf(draft)
    .filter(({ of, name }) => name !== "" && !isKnown(names[of], of, name))
    .map((use) => {
      const near = nearest(use.name, names[use.of]);
      const found = problem(
        `unknown-${use.of}`,
        { path: use.path, ...(use.nodeId === undefined ? {} : { nodeId: use.nodeId }) },
        { name: use.name, near: near === undefined ? "" : `→ ${near}` },
      );
      return near === undefined || use.nodeId === undefined || use.within === undefined
        ? found
        : mended(found, writeInstead(use.nodeId, use.within, near));
    });
}

/** What is known outside and what the journey itself makes. */
function namesOf(draft: Draft, known: Known): Record<Mention["of"], ReadonlySet<string>> {
  const made = [...draft.nodes.values()];
  return {
    event: new Set([
      ...known.events,
      ...Object.values(RESERVED_EVENTS),
      ...Object.values(reserved),
      ...made.flatMap(({ kind, params }) => kind.makesEvents?.(params) ?? []),
    ]),
    attribute: new Set([
      ...known.attributes,
      ...PERSON_FIELDS,
      "id",
      ...made.flatMap(({ kind, params }) => kind.setsAttributes?.(params) ?? []),
    ]),
    segment: new Set(known.segments),
  };
}

/** Attributes are paths: what is known of `address` or `address.city` is enough for `address.city`, and the reverse. */
function isKnown(names: ReadonlySet<string>, of: Mention["of"], name: string): boolean {
  if (names.has(name)) return true;
  if (of !== "attribute") return false;
  const path = name.startsWith("traits.") ? name.slice("traits.".length) : name;
  const first = path.split(".")[0] ?? path;
  return names.has(path) || names.has(first) || [...names].some((other) => other.startsWith(`${path}.`));
}

function usesOf(draft: Draft): Use[] {
  const ofNodes = [...draft.nodes.values()].flatMap((read): Use[] => {
    const { node, path, kind, params } = read;
    const at = (within: string) => ({ path: `${path}.params.${within}`, nodeId: node.id });
    const mentioned = (kind.mentions?.(params) ?? []).map((mention) => ({
      ...mention,
      ...at(mention.path),
      within: mention.path,
    }));
    const inConditions = (kind.conditions?.(params) ?? []).flatMap((use) =>
      usesIn(use.condition, use.path).map((found) => ({ ...found, ...at(found.path) })),
    );
    const inTemplates = readsOf(read)
      .filter(({ variable }) => variable.startsWith("person."))
      .map((found): Use => {
        const name = found.variable.slice("person.".length);
        return { of: "attribute", name, path: found.path, nodeId: node.id };
      });
    return [...mentioned, ...inConditions, ...inTemplates];
  });
  const { exitWhen, goals } = draft.settings;
  const ofExits = exitWhen.flatMap((rule, index): Use[] => {
    const path = `settings.exitWhen[${index}]`;
    if ("when" in rule) return usesIn(rule.when, `${path}.when`);
    const filter = rule.where === undefined ? [] : usesIn(rule.where, `${path}.where`);
    return [{ of: "event", name: rule.event, path: `${path}.event` }, ...filter];
  });
  const ofGoals = goals.flatMap((goal, index): Use[] => {
    const path = `settings.goals[${index}]`;
    const filter = goal.where === undefined ? [] : usesIn(goal.where, `${path}.where`);
    return [{ of: "event", name: goal.event, path: `${path}.event` }, ...filter];
  });
  return [...ofNodes, ...ofExits, ...ofGoals];
}

function usesIn(condition: Condition, path: string): Use[] {
  return [...walkCondition(condition, path)].flatMap(({ condition: part, path: at }): Use[] => {
    const use = (of: Mention["of"], key: string, name: string): Use => ({
      of,
      name,
      path: at,
      within: `${at}.${key}`,
    });
    if ("all" in part || "any" in part || "not" in part) return [];
    if (isComparison(part)) {
      const { left, right } = sidesOf(part);
      return [left, right].flatMap((side) =>
        side === undefined || side.of !== "attr" ? [] : [use("attribute", "attr", side.path)],
      );
    }
    if ("segment" in part) return [use("segment", "segment", part.segment)];
    if (!("event" in part)) return [];
    const followed = part.without === undefined ? [] : [use("event", "without", part.without)];
    return [use("event", "event", part.event), ...followed];
  });
}

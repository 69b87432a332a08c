import { PERSON_FIELDS } from "../../person/person.ts";
import { problem, type Problem } from "../../problems.ts";
import type { Draft } from "../draft.ts";
import { mended, writeAt } from "../fixes/fixes.ts";
import { nearest } from "../fixes/nearest.ts";
import { knowledgeOf, propertiesOf, type Knowledge } from "../knowledge.ts";
import { usesIn, type Use } from "../uses.ts";

/** The names among which a used one must be, and whether they are paths. */
interface Among {
  code: "unknown-event" | "unknown-attribute" | "unknown-segment" | "unknown-property";
  names: Iterable<string>;
  paths: boolean;
  /** Whose property it is. */
  event?: string;
}

/** Names of events, attributes, segments and properties must be known outside, where it is known what there is. */
export function checkUnknownNames(draft: Draft): Problem[] {
  if (draft.known === undefined) return [];
  const knowledge = knowledgeOf(draft);
  return usesIn(draft).flatMap((use) => {
    const among = use.name === "" ? undefined : amongOf(use, knowledge);
    if (among === undefined) return [];
    const names = new Set(among.names);
    if (names.has(use.name) || (among.paths && leadsTo(names, use.name))) return [];
    const near = nearest(use.name, names);
    const found = problem(
      among.code,
      { path: use.path, ...(use.nodeId === undefined ? {} : { nodeId: use.nodeId }) },
      {
        name: use.name,
        near: near === undefined ? "" : `→ ${near}`,
        ...(among.event === undefined ? {} : { event: among.event }),
      },
    );
    if (near === undefined || use.rewrite === undefined) return [found];
    const { path, value } = use.rewrite(near);
    const label = { en: `Write “${near}”`, fr: `Écrire « ${near} »` };
    return [mended(found, writeAt({ path, nodeId: use.nodeId }, value, label))];
  });
}

/** Undefined where nothing is known, or where the journey itself decides. */
function amongOf(use: Use, knowledge: Knowledge): Among | undefined {
  switch (use.of) {
    case "event":
      return (
        knowledge.events && {
          code: "unknown-event",
          names: [...knowledge.events.keys(), ...knowledge.made],
          paths: false,
        }
      );
    case "attribute":
      return (
        knowledge.attributes && {
          code: "unknown-attribute",
          names: [...knowledge.attributes.keys(), ...PERSON_FIELDS, "id", ...knowledge.set],
          paths: true,
        }
      );
    case "segment":
      return knowledge.segments && { code: "unknown-segment", names: knowledge.segments, paths: false };
    case "property":
      return amongProperties(knowledge, use.event === undefined ? [] : [use.event]);
    case "entry":
      return amongProperties(knowledge, knowledge.entries ?? []);
  }
}

function amongProperties(knowledge: Knowledge, events: readonly string[]): Among | undefined {
  const properties = propertiesOf(knowledge, events);
  return (
    properties && {
      code: "unknown-property",
      names: properties.keys(),
      paths: true,
      event: [...new Set(events)].join(", "),
    }
  );
}

/** Names are paths: what is known of `address` or `address.city` is enough for `address.city`, and the reverse. */
function leadsTo(names: ReadonlySet<string>, name: string): boolean {
  const path = name.startsWith("traits.") ? name.slice("traits.".length) : name;
  const steps = path.split(".");
  // Below what data has in two steps nothing is known.
  if (names.has(path) || (steps.length > 2 && names.has(steps.slice(0, 2).join(".")))) return true;
  return [...names].some((other) => other.startsWith(`${path}.`)) || knowsOnlyFirst(names, steps);
}

/** Something whose parts data never showed may have any. */
function knowsOnlyFirst(names: ReadonlySet<string>, [first = "", second]: readonly string[]): boolean {
  return (
    second !== undefined && names.has(first) && ![...names].some((other) => other.startsWith(`${first}.`))
  );
}

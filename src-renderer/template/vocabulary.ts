import { mayBeMissing } from "../../src-shared/compile/checks/templates.ts";
import type { Known, KnownFact } from "../../src-shared/compile/known.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { PERSON_FIELDS } from "../../src-shared/person/person.ts";

/** A name a template may read (formats.md, Params by kind), with what data says about it. */
export interface Variable {
  /** As templates write it: `person.firstName`, `entry.properties.tripId`. */
  name: string;
  /** Types it was seen in, in words of FACT_TYPES; empty where nobody knows. */
  types: readonly string[];
  values: readonly (string | number | boolean)[];
  /** Whether a template that writes it needs a fallback. */
  mayBeMissing: boolean;
}

/**
 * Every name the templates of a journey may read: of the person, of the event that starts runs, of what earlier steps
 * leave behind, of connected content, and of the message itself. In the order an author looks for them.
 */
export function vocabularyOf(
  journey: Pick<Journey, "nodes" | "settings">,
  known: Known | undefined,
): readonly Variable[] {
  const steps = journey.nodes.flatMap((node) => {
    const kind = kindOf(node.kind);
    const read = kind?.params.safeParse(node.params);
    return kind === undefined || read?.success !== true ? [] : [{ id: node.id, kind, params: read.data }];
  });
  const set = steps.flatMap(({ kind, params }) => kind.setsAttributes?.(params) ?? []);
  const vars = steps.flatMap(({ kind, params }) => kind.setsVariables?.(params) ?? []);
  const answers = steps.flatMap(({ id, kind, params }) => {
    const keys = kind.answerKeys?.(params) ?? [];
    return keys.length === 0 ? [] : [...keys, ...(kind.otherAnswerKeys?.(params) ?? []), id];
  });
  const entries = steps.flatMap(({ kind, params }) =>
    kind.entry === undefined
      ? []
      : (kind.mentions?.(params) ?? []).flatMap(({ of, name }) => (of === "event" ? [name] : [])),
  );
  const events = known?.events ?? [];
  const entering = events.filter(({ name }) => entries.includes(name));
  const properties = (entering.length > 0 || entries.length > 0 ? entering : events).flatMap(
    (event) => event.properties,
  );
  return distinct([
    ...(known?.attributes ?? []).map((fact) => variable(`person.${fact.name}`, fact)),
    ...set.map((name) => variable(`person.${name}`)),
    ...["id", ...PERSON_FIELDS].map((name) => variable(`person.${name}`, { types: ["text"] })),
    ...properties.map((fact) => variable(`entry.properties.${fact.name}`, fact)),
    variable("entry.name", { types: ["text"] }),
    variable("entry.timestamp", { types: ["date"] }),
    ...vars.map(({ name }) => variable(`vars.${name}`)),
    ...answers.map((name) => variable(`answers.${name}`)),
    ...contentOf(journey),
    variable("message.unsubscribeUrl", { types: ["text"] }),
    variable("message.surveyUrl", { types: ["text"] }),
    variable("now", { types: ["date"] }),
  ]);
}

/** Connected content by its id, and what its fallback shows an answer to hold. */
function contentOf({ settings }: Pick<Journey, "settings">): Variable[] {
  return (settings.content ?? []).flatMap(({ id, fallback }) => {
    if (typeof id !== "string") return [];
    const parts = typeof fallback === "object" && fallback !== null ? Object.keys(fallback) : [];
    return [variable(`content.${id}`), ...parts.map((part) => variable(`content.${id}.${part}`))];
  });
}

function variable(name: string, fact: Partial<Pick<KnownFact, "types" | "values">> = {}): Variable {
  return { name, types: fact.types ?? [], values: fact.values ?? [], mayBeMissing: mayBeMissing(name) };
}

/** Names that can be written after a dot, each once: what is known of it first. */
function distinct(variables: readonly Variable[]): Variable[] {
  const byName = new Map<string, Variable>();
  for (const each of variables)
    if (!byName.has(each.name) && /^[A-Za-z_][\w.-]*$/.test(each.name)) byName.set(each.name, each);
  return [...byName.values()];
}

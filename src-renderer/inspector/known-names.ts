import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Known, KnownFact } from "../../src-shared/compile/known.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { FACT_TYPES } from "../../src-shared/conditions/fact-types.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { PERSON_FIELDS } from "../../src-shared/person/person.ts";
import { orpc } from "../app/api.ts";
import { useBuilder } from "../canvas/store.ts";
import { isSameList } from "../ui/same-list.ts";

const fixed: readonly KnownFact[] = [...PERSON_FIELDS, "id"].map((name) => ({ name, types: ["text"] }));

/** Names, types and common values learnt from the people and events of the workspace; read again when data comes. */
export function useKnown(): Known | undefined {
  return useQuery(orpc.workspace.known.queryOptions()).data;
}

/** Names of events that have arrived or that journeys use. */
export function useEventNames(): string[] {
  const { data } = useQuery(orpc.events.names.queryOptions());
  return useMemo(() => [...new Set(data)], [data]);
}

/** Attributes that people have, and the fields everybody has. */
export function useAttributes(): readonly KnownFact[] {
  const known = useKnown();
  return useMemo(() => {
    const learnt = known?.attributes ?? [];
    return [...learnt, ...fixed.filter(({ name }) => !learnt.some((each) => each.name === name))];
  }, [known]);
}

/** Properties of one event, or of all when it is not known which. */
export function useProperties(event: string | undefined): readonly KnownFact[] {
  const known = useKnown();
  return useMemo(() => {
    const events = known?.events ?? [];
    const own = events.filter(({ name }) => name === event);
    return together((own.length > 0 ? own : events).map(({ properties }) => properties));
  }, [known, event]);
}

/** Properties of the events that start runs of the open journey, or of all when people come in otherwise. */
export function useEntryProperties(): readonly KnownFact[] {
  const known = useKnown();
  const entries = useBuilder(({ journey }) => entryEvents(journey.nodes));
  return useMemo(() => {
    const events = known?.events ?? [];
    const own = events.filter(({ name }) => entries.includes(name));
    return together((own.length > 0 ? own : events).map(({ properties }) => properties));
  }, [known, entries]);
}

const entriesOf = new WeakMap<Journey["nodes"], readonly string[]>();
let lastEntries: readonly string[] = [];

/** Events that start runs. Looked for once in each list of steps, for every row of a condition asks; equal ones are the same list. */
function entryEvents(nodes: Journey["nodes"]): readonly string[] {
  const found = entriesOf.get(nodes);
  if (found !== undefined) return found;
  const entries = nodes.flatMap((node) => {
    const kind = kindOf(node.kind);
    if (kind?.entry === undefined) return [];
    const params = kind.params.safeParse(node.params);
    if (!params.success) return [];
    return (kind.mentions?.(params.data) ?? []).flatMap(({ of, name }) => (of === "event" ? [name] : []));
  });
  if (!isSameList(entries, lastEntries)) lastEntries = entries;
  entriesOf.set(nodes, lastEntries);
  return lastEntries;
}

/** Names of the workspace's segments. */
export function useSegments(): readonly string[] {
  return useKnown()?.segments ?? [];
}

/** Facts of the same name as one. */
function together(lists: readonly (readonly KnownFact[])[]): KnownFact[] {
  const all = lists.flat();
  return [...Map.groupBy(all, ({ name }) => name)].map(([name, facts]) => ({
    name,
    types: FACT_TYPES.filter((type) => facts.some(({ types }) => types.includes(type))),
    values: [...new Set(facts.flatMap(({ values }) => values ?? []))],
  }));
}

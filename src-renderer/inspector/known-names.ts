import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { orpc } from "../app/api.ts";

const fixed = ["email", "phone", "timeZone", "locale", "id"];

/** Names of events that have arrived or that journeys use. */
export function useEventNames(): string[] {
  const { data } = useQuery(orpc.events.names.queryOptions());
  return useMemo(() => [...new Set(data)], [data]);
}

/** Names of attributes that some people have, for completion. */
export function useAttributeNames(): string[] {
  const { data } = useQuery(orpc.people.list.queryOptions({ input: { limit: 100 } }));
  return useMemo(() => {
    const names = (data?.people ?? []).flatMap(({ traits }) => Object.keys(traits));
    return [...new Set([...names.sort(), ...fixed])];
  }, [data]);
}

/** Names of properties that recent events had, of one event when its name is known. */
export function usePropertyNames(event: string | undefined): string[] {
  const { data } = useQuery(orpc.events.recent.queryOptions({ input: { limit: 200 } }));
  return useMemo(() => {
    const fitting = (data ?? []).filter(({ name }) => event === undefined || name === event);
    return [...new Set(fitting.flatMap(({ properties }) => Object.keys(properties)))].sort();
  }, [data, event]);
}

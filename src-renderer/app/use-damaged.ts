import "./care-texts.ts";
import { useQuery } from "@tanstack/react-query";
import { orpc } from "./api.ts";

/**
 * Whether the file is damaged: an empty list is then what could be read, not what there is, and nobody is asked to begin
 * anew. Undefined until that is known.
 */
export function useDamaged(): boolean | undefined {
  const { data } = useQuery(orpc.workspace.care.status.queryOptions());
  return data === undefined ? undefined : data.health.is === "damaged";
}

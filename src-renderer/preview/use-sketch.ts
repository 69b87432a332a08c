import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { SketchAnswer } from "../../src-shared/api/sketch.ts";
import type { JourneyNode } from "../../src-shared/journey/schema.ts";
import { orpc } from "../app/api.ts";
import { useBuilder } from "../canvas/store.ts";
import type { Chosen } from "../persona/use-persona.ts";
import { useNow } from "./use-now.ts";
import { exampleEntry, type Entry } from "./entry-example.ts";

const HOUR_MS = 3_600_000;
/** Quiet time after a keystroke before a message is made anew, in ms. */
const QUIET_MS = 120;

export interface SketchState {
  /** The last answer; that of before stays while the next is on its way. */
  answer: SketchAnswer | undefined;
  error: Error | null;
  retry: () => void;
  entry: Entry;
}

/** What the message of a step would be for somebody, made by the service while it is written. */
export function useSketch(node: JourneyNode, { person, events }: Chosen): SketchState {
  const journey = useBuilder((state) => state.journey);
  const known = useBuilder((state) => state.known);
  const { id, nodes, settings } = journey;
  // The instant matters to examples by the hour only; it must not make a new request of each rendering.
  const hour = Math.floor(useNow() / HOUR_MS) * HOUR_MS;
  const entry = useMemo(
    () => exampleEntry({ id, nodes }, known, events, hour),
    [id, nodes, known, events, hour],
  );
  const wanted = useMemo(
    () => ({ node: { id: node.id, kind: node.kind, params: node.params }, settings, person, entry }),
    [node.id, node.kind, node.params, settings, person, entry],
  );
  const [input] = useDebouncedValue(wanted, QUIET_MS);
  const query = useQuery(
    orpc.journeys.sketch.queryOptions({
      // Another step is not waited for: its message is asked for at once.
      input: input.node.id === node.id ? input : wanted,
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );
  return { answer: query.data, error: query.error, retry: () => void query.refetch(), entry };
}

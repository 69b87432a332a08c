import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { writeJourney } from "../../src-shared/journey/write.ts";
import { orpc } from "../app/api.ts";
import { useBuilder } from "../canvas/store.ts";
import type { Chosen } from "../persona/use-persona.ts";
import { exampleEntry } from "../preview/entry-example.ts";
import { useNow } from "../preview/use-now.ts";
import { firstPlan, readPlan, type Plan } from "./plan.ts";

const MINUTE_MS = 60_000;
/** Quiet time after an edit before the persona is walked again, in ms. */
const QUIET_MS = 120;

/** The plan for the open journey, kept on this machine, with what was changed in it. */
export function usePlan(chosen: Chosen) {
  const journey = useBuilder((state) => state.journey);
  const known = useBuilder((state) => state.known);
  const now = useNow();
  const key = `parcours.simulate.${journey.id}`;
  const fresh = useCallback((): Plan => {
    const start = Math.ceil(now / MINUTE_MS) * MINUTE_MS;
    return firstPlan(exampleEntry(journey, known, chosen.events, start), start);
  }, [journey, known, chosen.events, now]);
  const [history, setHistory] = useState<{ past: Plan[]; plan: Plan; future: Plan[] }>(() => ({
    past: [],
    plan: readPlan(localStorage.getItem(key) ?? undefined) ?? fresh(),
    future: [],
  }));
  const keep = (next: typeof history): void => {
    localStorage.setItem(key, JSON.stringify(next.plan));
    setHistory(next);
  };
  const { past, plan, future } = history;
  return {
    plan,
    change: (to: Plan) => keep({ past: [...past.slice(-99), plan], plan: to, future: [] }),
    reset: () => keep({ past: [...past.slice(-99), plan], plan: fresh(), future: [] }),
    undo:
      past.length === 0
        ? undefined
        : () => keep({ past: past.slice(0, -1), plan: past.at(-1) ?? plan, future: [plan, ...future] }),
    redo:
      future[0] === undefined
        ? undefined
        : () => keep({ past: [...past, plan], plan: future[0] ?? plan, future: future.slice(1) }),
  };
}

/** Walks the persona through the journey as it is drawn, anew whenever journey, persona or plan change. */
export function useWalk(plan: Plan, { person }: Chosen) {
  const journey = useBuilder((state) => state.journey);
  const wanted = useMemo(
    () => ({
      journeyId: journey.id,
      journey: writeJourney(journey),
      persona: plan.persona ?? person,
      start: plan.start,
      seed: plan.seed,
      events: plan.events.map(({ id, ...event }) => ({ messageId: id, ...event })),
    }),
    [journey, plan, person],
  );
  const [input] = useDebouncedValue(wanted, QUIET_MS);
  return useQuery(
    orpc.journeys.simulate.queryOptions({ input, placeholderData: keepPreviousData, gcTime: 10_000 }),
  );
}

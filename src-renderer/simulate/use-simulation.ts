import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { writeJourney } from "../../src-shared/journey/write.ts";
import { orpc } from "../app/api.ts";
import { useBuilder } from "../canvas/store.ts";
import type { Chosen } from "../persona/use-persona.ts";
import { exampleEntry } from "../preview/entry-example.ts";
import { useNow } from "../preview/use-now.ts";
import { changingPlan, planShown, readFutures, type Futures, type Which } from "./futures.ts";
import { firstPlan, type Plan } from "./plan.ts";
import { takeWhatIf } from "./replay.ts";

const MINUTE_MS = 60_000;
/** Quiet time after an edit before the persona is walked again, in ms. */
const QUIET_MS = 120;
/** How many changes can be taken back. */
const MOST_CHANGES = 100;

/** What is planned for the open journey, kept on this machine, with what was changed in it. */
export function useFutures(chosen: Chosen) {
  const journey = useBuilder((state) => state.journey);
  const known = useBuilder((state) => state.known);
  const now = useNow();
  const key = `parcours.simulate.${journey.id}`;
  const fresh = useCallback((): Futures => {
    const start = Math.ceil(now / MINUTE_MS) * MINUTE_MS;
    return { plan: firstPlan(exampleEntry(journey, known, chosen.events, start), start), shown: "first" };
  }, [journey, known, chosen.events, now]);
  const [history, setHistory] = useState<{ past: Futures[]; now: Futures; future: Futures[] }>(() => {
    const kept = readFutures(localStorage.getItem(key) ?? undefined) ?? fresh();
    const wanted = takeWhatIf(journey.id);
    // A real run that is gone on from elsewhere: the plan of before is one step back.
    return wanted === undefined
      ? { past: [], now: kept, future: [] }
      : { past: [kept], now: wanted, future: [] };
  });
  const keep = (next: typeof history): void => {
    localStorage.setItem(key, JSON.stringify(next.now));
    setHistory(next);
  };
  const { past, now: futures, future } = history;
  const change = (to: Futures): void =>
    keep({ past: [...past.slice(1 - MOST_CHANGES), futures], now: to, future: [] });
  return {
    futures,
    plan: planShown(futures),
    change,
    changePlan: (to: Plan) => change(changingPlan(futures, to)),
    /** Looking at the other one is no change. */
    show: (shown: Which) => keep({ ...history, now: { ...futures, shown } }),
    reset: () => change(fresh()),
    undo:
      past.length === 0
        ? undefined
        : () => keep({ past: past.slice(0, -1), now: past.at(-1) ?? futures, future: [futures, ...future] }),
    redo:
      future[0] === undefined
        ? undefined
        : () => keep({ past: [...past, futures], now: future[0] ?? futures, future: future.slice(1) }),
  };
}

/**
 * Walks the persona through the journey as it is drawn, anew whenever journey, persona or plan change.
 * @param plan undefined = nobody is walked
 * @returns the walk, and whether it is still the one of before the last change
 */
export function useWalk(plan: Plan | undefined, { person }: Chosen) {
  const journey = useBuilder((state) => state.journey);
  const wanted = useMemo(
    () =>
      plan === undefined
        ? undefined
        : {
            journeyId: journey.id,
            journey: writeJourney(journey),
            persona: plan.persona ?? person,
            start: plan.start,
            seed: plan.seed,
            past: plan.past,
            mocks: plan.mocks,
            events: plan.events.map(({ id, ...event }) => ({ messageId: id, ...event })),
          },
    [journey, plan, person],
  );
  const [input] = useDebouncedValue(wanted, QUIET_MS);
  const walk = useQuery(
    orpc.journeys.simulate.queryOptions({
      input: input ?? skipToken,
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );
  return { walk, isBehind: input !== wanted || walk.isFetching };
}

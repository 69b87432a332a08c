import { create } from "zustand";
import { navigate, paths } from "../app/routes.ts";
import type { Futures } from "./futures.ts";

interface Chosen {
  /** The real run that is looked at again, by journey id. */
  runs: Readonly<Record<string, string | undefined>>;
  /** What a real run is to be gone on from with, by journey id, until the simulation has taken it over. */
  whatIf: Readonly<Record<string, Futures | undefined>>;
}

const useChosen = create<Chosen>(() => ({ runs: {}, whatIf: {} }));

/** Shows a real run again in its journey's Simulate mode; undefined goes back to the personas. */
export function replayRun(journeyId: string, runId: string | undefined): void {
  useChosen.setState(({ runs }) => ({ runs: { ...runs, [journeyId]: runId } }));
  if (runId !== undefined) navigate(paths.mode(journeyId, "simulate"));
}

/** The real run to show in this journey's Simulate mode. */
export function useReplayed(journeyId: string): string | undefined {
  return useChosen((chosen) => chosen.runs[journeyId]);
}

/** Goes on from a real run in a simulation, which touches nothing of it. */
export function startWhatIf(journeyId: string, futures: Futures): void {
  useChosen.setState(({ runs, whatIf }) => ({
    runs: { ...runs, [journeyId]: undefined },
    whatIf: { ...whatIf, [journeyId]: futures },
  }));
}

/** Takes over what {@link startWhatIf} left; the next time there is nothing. */
export function takeWhatIf(journeyId: string): Futures | undefined {
  const { whatIf } = useChosen.getState();
  const taken = whatIf[journeyId];
  if (taken !== undefined) useChosen.setState({ whatIf: { ...whatIf, [journeyId]: undefined } });
  return taken;
}

import { create } from "zustand";
import { navigate, paths } from "../app/routes.ts";

interface Chosen {
  /** The run shown in a journey's Live mode, by journey id. */
  runs: Readonly<Record<string, string | undefined>>;
}

const useChosen = create<Chosen>(() => ({ runs: {} }));

/** Shows a run in its journey's Live mode, from wherever in the app. */
export function openRun(journeyId: string, runId: string): void {
  chooseRun(journeyId, runId);
  navigate(paths.live(journeyId));
}

/** Shows a run in the Live mode of its journey; undefined goes back to the list. */
export function chooseRun(journeyId: string, runId: string | undefined): void {
  useChosen.setState(({ runs }) => ({ runs: { ...runs, [journeyId]: runId } }));
}

/** The run to show in this journey's Live mode. */
export function useChosenRun(journeyId: string): string | undefined {
  return useChosen((chosen) => chosen.runs[journeyId]);
}

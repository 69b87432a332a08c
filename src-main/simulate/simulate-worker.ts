import { parentPort } from "node:worker_threads";
import type { SimulationRequest } from "../../src-shared/api/simulation.ts";
import { createRenderer } from "../render/render-sync.ts";
import { runScenarios, type ScenariosRequest } from "./run-scenarios.ts";
import { walk, type WorkspaceFacts } from "./walk.ts";

/** Something to be simulated, and its number. */
export type SimulateJob = { id: number } & (
  | { do: "walk"; request: SimulationRequest; workspace: WorkspaceFacts }
  | { do: "scenarios"; request: ScenariosRequest }
);

// The thread in which personas are walked through journeys (simulator.ts). It has no store and asks nobody.
const renderer = createRenderer();

parentPort?.on("message", (job: SimulateJob) => {
  const { id } = job;
  try {
    const answer =
      job.do === "walk"
        ? walk(job.request, job.workspace, renderer.render)
        : runScenarios(job.request, renderer.render);
    parentPort?.postMessage({ id, answer });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});

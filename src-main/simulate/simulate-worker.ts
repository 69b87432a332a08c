import { parentPort } from "node:worker_threads";
import type { SimulationRequest } from "../../src-shared/api/simulation.ts";
import { createRenderer } from "../render/render-sync.ts";
import { walk, type WorkspaceFacts } from "./walk.ts";

/** A walk to be made, and its number. */
export interface WalkJob {
  id: number;
  request: SimulationRequest;
  workspace: WorkspaceFacts;
}

// The thread in which personas are walked through journeys (simulator.ts). It has no store and asks nobody.
const renderer = createRenderer();

parentPort?.on("message", ({ id, request, workspace }: WalkJob) => {
  try {
    parentPort?.postMessage({ id, answer: walk(request, workspace, renderer.render) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});

import type { RunStatus } from "../../src-shared/engine/run.ts";
import type { Tone } from "../ui/StatusChip.tsx";

const TONES: Readonly<Record<RunStatus, Tone>> = {
  active: "accent",
  completed: "ok",
  exited: "plain",
  halted: "bad",
  stopped: "warn",
};

/** How much a run's status should catch the eye. */
export function runTone(status: RunStatus): Tone {
  return TONES[status];
}

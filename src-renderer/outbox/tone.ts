import type { SendStatus } from "../../src-shared/engine/run.ts";
import type { Tone } from "../ui/StatusChip.tsx";

const TONES: Readonly<Record<SendStatus, Tone>> = {
  planned: "plain",
  held: "warn",
  skipped: "plain",
  claimed: "accent",
  accepted: "ok",
  unknown: "warn",
  failed: "bad",
  expired: "bad",
};

/** How much a send's status should catch the eye. */
export function toneOf(status: SendStatus): Tone {
  return TONES[status];
}

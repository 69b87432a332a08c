import { OutboxQueue } from "../../src-shared/api/shapes.ts";
import type { SendSummary } from "../../src-shared/api/shapes.ts";
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

/** A message on its way outside is told by where it stands there, any other by how it ended. */
export function statusOf({
  status,
  delivery,
}: Pick<SendSummary, "status" | "delivery">): SendStatus | OutboxQueue {
  return OutboxQueue.safeParse(delivery?.state).data ?? status;
}

/** How much a message's state should catch the eye. */
export function toneOfSummary(summary: Pick<SendSummary, "status" | "delivery">): Tone {
  const status = statusOf(summary);
  if (status === "quarantined") return "bad";
  return status === "queued" || status === "attempting" ? "accent" : toneOf(status);
}

/**
 * What the last instant of a send stands for. Only a channel that took it makes it handed over: one that is queued was
 * merely decided on, and of one whose answer was lost nobody knows.
 */
export function fateOf(status: SendStatus): "handed" | "unknown" | "decided" {
  if (status === "accepted") return "handed";
  return status === "unknown" ? "unknown" : "decided";
}

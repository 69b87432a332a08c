import type { ReactNode } from "react";

export type Tone = "plain" | "ok" | "warn" | "bad" | "accent";

/** A small label whose colour tells a state; the text always tells it too. */
export function StatusChip({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="chip" data-tone={tone}>
      {children}
    </span>
  );
}

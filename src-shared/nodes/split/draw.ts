import { CONTROL } from "../ports.ts";
import type { SplitParams } from "./params.ts";

/**
 * The port a number in [0, 1) falls on: the control group lies first, the arms share the rest by their weights in the
 * order they are written. A larger control group therefore moves people from arms into it and no other way.
 */
export function draw({ arms, control = 0 }: SplitParams, chance: number): string {
  const percent = chance * 100;
  if (percent < control) return CONTROL.id;
  const total = sumOfWeights(arms);
  const share = ((percent - control) / (100 - control)) * total;
  let upTo = 0;
  for (const { id, weight } of arms) {
    upTo += weight;
    if (share < upTo) return id;
  }
  // Rounding may leave a hair above the last sum; it belongs to the last arm that anybody takes.
  return arms.findLast(({ weight }) => weight > 0)?.id ?? CONTROL.id;
}

/** What the weights add up to, free of the dust of adding decimals (33.3 + 33.3 + 33.4 is 100). */
export function sumOfWeights(arms: SplitParams["arms"]): number {
  return Math.round(arms.reduce((sum, { weight }) => sum + weight, 0) * 1e6) / 1e6;
}

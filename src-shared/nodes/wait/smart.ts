import type { Visit } from "../../engine/visit.ts";
import { nextOpening } from "../../time/window.ts";
import { localTime } from "../../time/local.ts";
import type { WaitParams } from "./params.ts";

type SmartParams = Extract<WaitParams, { for: "smart" }>;

/** With fewer events than this her history says nothing about her habits. */
const ENOUGH = 5;
const HOUR = 3_600_000;

/**
 * The next beginning of the hour of the day in which the person is most active, where she lives; the fallback when her
 * history says too little (domain.md, Node kinds: wait, smart). Ties go to the earlier hour.
 */
export function smartInstant(params: SmartParams, visit: Visit): number {
  const hour = favouriteHour(params, visit);
  const from = hour === undefined ? params.fallback : `${String(hour).padStart(2, "0")}:00`;
  const to = `${String((Number(from.slice(0, 2)) + 1) % 24).padStart(2, "0")}${from.slice(2)}`;
  return nextOpening({ from, to }, visit.now, visit.zone);
}

function favouriteHour(params: SmartParams, visit: Visit): number | undefined {
  const hours = visit.facts.hours ?? [];
  if (hours.reduce((sum, count) => sum + count, 0) < ENOUGH) return undefined;
  let best: { hour: number; count: number } | undefined;
  for (let local = 0; local < 24; local += 1) {
    if (!allowed(params, local)) continue;
    const count = hours[utcHour(local, visit)] ?? 0;
    if (count > 0 && (best === undefined || count > best.count)) best = { hour: local, count };
  }
  return best?.hour;
}

/** History is counted in UTC hours; today's offset of her zone tells which local hour that is. */
function utcHour(local: number, visit: Visit): number {
  const here = Math.floor(localTime(visit.now, visit.zone).minutes / 60);
  const there = Math.floor(visit.now / HOUR) % 24;
  return (((local - here + there) % 24) + 24) % 24;
}

function allowed({ window }: SmartParams, hour: number): boolean {
  const from = Number((window?.from ?? "00:00").slice(0, 2));
  const to = Number((window?.to ?? "24:00").slice(0, 2));
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

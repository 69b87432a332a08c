import type { Command } from "../../../src-shared/journey/commands.ts";
import { bandsOf } from "../../../src-shared/journey/mapping.ts";
import type { Journey } from "../../../src-shared/journey/schema.ts";
import { moveItems, type Box } from "./items.ts";

/** Room a band leaves above and below the steps it is put around, and how high an empty one is (px). */
const margin = 32;
const height = 320;
/** No band is lower, or its name would not fit (px). */
export const LOWEST_BAND = 60;

/** A new stage as a band: around some steps, else below the last band. @param steps boxes of the steps chosen, or all */
export function addStage(
  journey: Journey,
  name: string,
  steps: readonly Box[],
  around: boolean,
): { id: string; command: Command } {
  const taken = new Set(journey.stages.map(({ id }) => id));
  let number = journey.stages.length + 1;
  while (taken.has(`stage-${number}`)) number += 1;
  const id = `stage-${number}`;
  const top = Math.min(...steps.map(({ y }) => y), Infinity);
  const bottom = Math.max(...steps.map((box) => box.y + box.height), -Infinity);
  const last = bandsOf(journey.stages).at(-1);
  const band =
    around && steps.length > 0
      ? { y: top - margin, height: bottom - top + 2 * margin }
      : last !== undefined
        ? { y: last.y + last.height, height }
        : { y: (Number.isFinite(top) ? top : 0) - margin, height };
  const stage = { id, name, y: Math.round(band.y), height: Math.round(Math.max(LOWEST_BAND, band.height)) };
  return { id, command: { do: "set-field", place: ["stages"], value: [...journey.stages, stage] } };
}

/** Another name or reach of a stage; undefined when it is not there any more. */
export function changeStage(
  journey: Journey,
  id: string,
  change: { name?: string; y?: number; height?: number },
): Command | undefined {
  const index = journey.stages.findIndex((stage) => stage.id === id);
  const stage = journey.stages[index];
  return stage === undefined
    ? undefined
    : { do: "set-field", place: ["stages", index], value: { ...stage, ...change } };
}

/** Takes a stage away; the steps on it stay where they are. */
export function removeStage(journey: Journey, id: string): Command {
  return { do: "set-field", place: ["stages"], value: journey.stages.filter((stage) => stage.id !== id) };
}

/** Moves a band with all that stands on it. @param boxes of all steps and notes */
export function moveStage(
  journey: Journey,
  id: string,
  by: number,
  boxes: ReadonlyMap<string, Box>,
): Command | undefined {
  const band = bandsOf(journey.stages).find((each) => each.id === id);
  if (band === undefined || by === 0) return undefined;
  const on = [...boxes].filter(([, { y }]) => y >= band.y && y < band.y + band.height);
  const moved = moveItems(journey, new Map(on.map(([item, { x, y }]) => [item, { x, y: y + by }])));
  const stage = changeStage(journey, id, { y: band.y + by });
  return { do: "batch", commands: [stage, moved].filter((each): each is Command => each !== undefined) };
}

import type { Command } from "../../../src-shared/journey/commands.ts";
import { bandsOf, stageOf } from "../../../src-shared/journey/mapping.ts";
import type { Journey, Position } from "../../../src-shared/journey/schema.ts";
import { moveItems, noteItem, type Box } from "../edits/items.ts";
import { positionsOf } from "../placement.ts";

/** Room around the steps of a band (px). */
const margin = 32;

/**
 * Steps at their new places as one edit: notes go along with the step they stand nearest to, and bands reach around the
 * steps of their stage again.
 */
export function tidyEdit(
  journey: Journey,
  places: ReadonlyMap<string, Position>,
  sizeOf: (id: string) => { width: number; height: number },
): Command | undefined {
  const old = positionsOf(journey);
  const to = new Map(places);
  for (const note of journey.notes) {
    const near = nearest(note, old);
    const [from, now] = [near === undefined ? undefined : old.get(near), places.get(near ?? "")];
    if (from === undefined || now === undefined) continue;
    to.set(noteItem(note.id), { x: note.x + now.x - from.x, y: note.y + now.y - from.y });
  }
  const moved = moveItems(journey, to);
  const stages = stagesAround(journey, places, sizeOf);
  const commands = [moved, stages].filter((each): each is Command => each !== undefined);
  return commands.length > 1 ? { do: "batch", commands } : commands[0];
}

function nearest(at: Position, places: ReadonlyMap<string, Position>): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const [id, { x, y }] of places) {
    const distance = Math.hypot(x - at.x, y - at.y);
    if (distance < least) [best, least] = [id, distance];
  }
  return best;
}

function stagesAround(
  journey: Journey,
  places: ReadonlyMap<string, Position>,
  sizeOf: (id: string) => { width: number; height: number },
): Command | undefined {
  const old = positionsOf(journey);
  const inside = new Map<string, Box[]>();
  for (const node of journey.nodes) {
    const stage = stageOf(journey, node, old.get(node.id)?.y);
    const at = places.get(node.id);
    if (stage === undefined || at === undefined) continue;
    inside.set(stage, [...(inside.get(stage) ?? []), { ...at, ...sizeOf(node.id) }]);
  }
  const bands = bandsOf(journey.stages).filter(({ id }) => inside.has(id));
  if (bands.length === 0) return undefined;
  const edges = bands.map(({ id }) => {
    const boxes = inside.get(id) ?? [];
    return {
      id,
      top: Math.min(...boxes.map(({ y }) => y)),
      bottom: Math.max(...boxes.map(({ y, height }) => y + height)),
    };
  });
  const reach = new Map(
    edges.map(({ id, top, bottom }, index) => {
      const [above, below] = [edges[index - 1]?.bottom, edges[index + 1]?.top];
      // Neighbours share the line halfway between their steps.
      const from = Math.round(above === undefined ? top - margin : (above + top) / 2);
      const to = Math.round(below === undefined ? bottom + margin : (bottom + below) / 2);
      return [id, { y: from, height: Math.max(40, to - from) }];
    }),
  );
  return {
    do: "set-field",
    place: ["stages"],
    value: journey.stages.map((stage) => ({ ...stage, ...reach.get(stage.id) })),
  };
}

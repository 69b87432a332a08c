import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readJourney } from "../../src-shared/journey/read.ts";
import { viewOf } from "./node-view.ts";
import { positionsOf, widthFor } from "./placement.ts";

const TEMPLATES = join(import.meta.dirname, "../../assets/templates");
/** Height of a step with a summary and ways out (px). */
const HEIGHT = 104;

describe.each(readdirSync(TEMPLATES))("%s", (id) => {
  const { journey } = readJourney(readFileSync(join(TEMPLATES, id, `${id}.journey.json`), "utf8"));
  if (journey === undefined) throw new Error(`${id} cannot be read`);

  it("is drawn with no step over another", () => {
    const places = positionsOf(journey);
    const boxes = journey.nodes.map((node) => {
      const { x, y } = places.get(node.id) ?? { x: NaN, y: NaN };
      return { id: node.id, x, y, width: widthFor(viewOf(node, "en").ports.length) };
    });
    const over = boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (other) =>
            one.x < other.x + other.width &&
            other.x < one.x + one.width &&
            Math.abs(one.y - other.y) < HEIGHT,
        )
        .map((other) => `${one.id} and ${other.id}`),
    );
    expect(over).toEqual([]);
  });
});

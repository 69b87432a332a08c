import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BUILDER_ACTIONS } from "./list.ts";

const texts = readFileSync(join(import.meta.dirname, "texts.ts"), "utf8");

test("every action has a name of its own in each language", () => {
  for (const { id } of BUILDER_ACTIONS) {
    const names = [...texts.matchAll(new RegExp(`^ +"?${id}"?: "([^"]+)"`, "gm"))].map(([, name]) => name);
    expect(names, id).toHaveLength(2);
  }
  expect(new Set(BUILDER_ACTIONS.map(({ id }) => id)).size).toBe(BUILDER_ACTIONS.length);
});

test("no two actions want the same keys", () => {
  const keys = BUILDER_ACTIONS.flatMap(({ keys: own = [] }) => own.map((chord) => chord.toLowerCase()));
  expect(keys.filter((chord, index) => keys.indexOf(chord) !== index)).toEqual([]);
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { pages } from "../../scripts/docs/pages.mjs";

const root = join(import.meta.dirname, "../..");

it("has the pages that the definitions give, and no others (npm run docs writes them)", async () => {
  const given = await pages();
  expect(given.size).toBeGreaterThan(20);
  for (const [path, text] of given) {
    expect(existsSync(join(root, path)), `${path} is missing: npm run docs`).toBe(true);
    expect(readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n"), path).toBe(text);
  }
  const there = readdirSync(join(root, "docs", "kinds"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/kinds/${name.replaceAll("\\", "/")}`);
  expect(there.filter((path) => !given.has(path))).toEqual([]);
});

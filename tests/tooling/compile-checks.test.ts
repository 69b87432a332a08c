import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cases } from "../../src-shared/compile/testing/cases.ts";
import { contentCases } from "../../src-shared/compile/testing/content-cases.ts";
import { drawingCases } from "../../src-shared/compile/testing/drawing-cases.ts";
import { kindCases } from "../../src-shared/compile/testing/kind-cases.ts";
import { nameCases } from "../../src-shared/compile/testing/name-cases.ts";
import { PROBLEM_TEXTS } from "../../src-shared/problem-texts.ts";

const shared = join(import.meta.dirname, "../../src-shared");
/** Where compile says what is wrong; the catalogues themselves only list it. */
const places = [
  "compile/checks",
  "compile/read-nodes.ts",
  "compile/settings.ts",
  "nodes",
  "conditions/validate.ts",
];

function sourcesIn(place: string): string[] {
  if (place.endsWith(".ts")) return [place];
  return readdirSync(join(shared, place), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => `${place}/${name.replaceAll("\\", "/")}`);
}

/** Codes of the catalogue that a source names. */
function codesIn(source: string): string[] {
  const text = readFileSync(join(shared, source), "utf8");
  return [...text.matchAll(/"([a-z]+(?:-[a-z0-9]+)+)"/g)].flatMap(([, code = ""]) =>
    Object.hasOwn(PROBLEM_TEXTS, code) ? [code] : [],
  );
}

const shown = new Set(
  [...cases, ...drawingCases, ...kindCases, ...nameCases, ...contentCases].map(([code]) => code),
);
const sources = places.flatMap(sourcesIn);

describe("every check of compile", () => {
  it("has a journey that fails it and the same one mended, for each code it can say", () => {
    const said = sources.flatMap((source) => codesIn(source).map((code) => ({ source, code })));
    expect(said.length).toBeGreaterThan(80);
    expect(said.filter(({ code }) => !shown.has(code))).toEqual([]);
  });

  it("lives in a file of its own that says something", () => {
    for (const source of sourcesIn("compile/checks")) {
      // What kinds and conditions say of themselves is handed on by these two.
      if (/\/(params|conditions)\.ts$/.test(source)) continue;
      expect(codesIn(source), source).not.toEqual([]);
    }
  });

  it("says how to mend it", () => {
    const texts = PROBLEM_TEXTS as Record<string, { en: { hint?: string } }>;
    const codes = new Set(sources.flatMap(codesIn));
    expect([...codes].filter((code) => (texts[code]?.en.hint ?? "") === "")).toEqual([]);
  });

  it("is called by compile", () => {
    const compile = readFileSync(join(shared, "compile/compile.ts"), "utf8");
    for (const source of sourcesIn("compile/checks")) {
      const [, name = ""] =
        /export function (check\w+)/.exec(readFileSync(join(shared, source), "utf8")) ?? [];
      expect(compile, source).toMatch(new RegExp(`\\n  ${name},`));
    }
  });
});

describe("every problem", () => {
  const holes = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

  it.each(Object.entries(PROBLEM_TEXTS))(
    "%s is told in both languages, with the same facts",
    (_code, text) => {
      const { en, fr }: Record<"en" | "fr", { message: string; hint?: string }> = text;
      expect(en.message.trim()).not.toBe("");
      expect(fr.message.trim()).not.toBe("");
      expect(fr.message).not.toBe(en.message);
      expect(holes(fr.message)).toEqual(holes(en.message));
      expect(fr.hint === undefined).toBe(en.hint === undefined);
      if (en.hint !== undefined && fr.hint !== undefined) {
        expect(fr.hint).not.toBe(en.hint);
        expect(holes(fr.hint)).toEqual(holes(en.hint));
      }
    },
  );
});

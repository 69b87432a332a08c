import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, describe } from "vitest";
import { readConformanceCase } from "../engine/conformance/fixtures.ts";
import { DEFAULT_POLICIES } from "../engine/policies.ts";
import { writeTraceLine } from "../engine/trace.ts";
import { renderInline } from "../render/render-inline.ts";
import { simulate } from "../simulate/simulate.ts";
import { KINDS } from "./registry.ts";

const here = import.meta.dirname;
const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe("the registry", () => {
  it("knows every folder of a kind, and every kind has its folder complete", () => {
    expect(KINDS.map((kind) => kind.kind).sort()).toEqual(folders.map((folder) => folder.name).sort());
    for (const { kind } of KINDS)
      for (const file of ["icon.svg", "fixture.journey.json", "fixture.plan.json", "fixture.trace.ndjson"])
        expect(existsSync(join(here, kind, file)), `${kind}/${file}`).toBe(true);
  });

  it.each(KINDS.map((kind) => [kind.kind, kind] as const))(
    "%s: its starter opens, in both languages",
    (_name, kind) => {
      for (const locale of ["en", "fr"] as const) {
        const params = kind.params.parse(kind.starter(locale));
        expect(kind.summary(params, locale)).not.toBe("");
        for (const port of kind.ports(params)) expect(port.label[locale]).not.toBe("");
        const { fields, name, help, tagline } = kind.texts[locale];
        expect([name, help, tagline].every((text) => text.length > 0)).toBe(true);
        expect(Object.keys(fields).sort()).toEqual(Object.keys(kind.texts.en.fields).sort());
      }
    },
  );
});

/** `UPDATE_FIXTURES=1` writes the traces anew; read the difference before committing it. */
describe.each(folders.map((folder) => folder.name))("the fixture of %s", (kind) => {
  const text = (file: string): string => readFileSync(join(here, kind, file), "utf8");
  const trace = (seed: number): string => {
    const { graph, persona, start, until, events } = readConformanceCase(
      text("fixture.journey.json"),
      text("fixture.plan.json"),
    );
    const result = simulate({
      graph,
      persona,
      events,
      start,
      until,
      policies: DEFAULT_POLICIES,
      timeZone: "UTC",
      seed,
      render: renderInline,
    });
    return `${result.trace.map(writeTraceLine).join("\n")}\n`;
  };

  it("gives the trace beside it", () => {
    const file = join(here, kind, "fixture.trace.ndjson");
    if (process.env["UPDATE_FIXTURES"] === "1") writeFileSync(file, trace(1));
    expect(trace(1)).toBe(readFileSync(file, "utf8"));
  });
});

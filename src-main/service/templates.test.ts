import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../../src-shared/compile/compile.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { temporaryService } from "./testing/open.ts";
import { templateCards } from "./templates.ts";

const ids = readdirSync(join(import.meta.dirname, "../../assets/templates"));

describe("templates", () => {
  it("are all in the gallery, those for everybody first", () => {
    const cards = templateCards("en");
    expect(cards.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(cards.filter(({ group }) => group === "everybody")).toHaveLength(8);
    expect(cards.slice(0, 8).every(({ group }) => group === "everybody")).toBe(true);
    expect(cards.every(({ scenarios }) => scenarios >= 6)).toBe(true);
  });

  it.each(ids)(
    "%s compiles without a warning in both languages, and every word of it is French in French",
    (id) => {
      const [en, fr] = (["en", "fr"] as const).map((locale) => {
        const card = templateCards(locale).find((each) => each.id === id);
        const { journey, problems } = readJourney(card?.text ?? "");
        expect(problems).toEqual([]);
        if (journey === undefined) throw new Error(`${id} cannot be read`);
        const found = compile(journey).problems.filter(({ severity }) => severity !== "info");
        expect(found).toEqual([]);
        return journey;
      });
      expect(fr?.name).not.toBe("");
      expect(fr?.description).not.toBe(en?.description);
      expect(fr?.settings.locale).toBe("fr");
      const same = fr?.nodes.filter((node, at) => node.name === en?.nodes[at]?.name).map(({ name }) => name);
      expect(same).toEqual([]);
      // A range of numbers is the same in both.
      const english = en?.nodes.flatMap(armNames).filter((name) => /[a-z]/.test(name));
      const french = new Set(fr?.nodes.flatMap(armNames));
      expect(english?.filter((name) => french.has(name))).toEqual([]);
      // Whatever people read is there in both languages.
      for (const node of en?.nodes ?? []) expect(untranslated(node.params, node.kind)).toEqual([]);
    },
  );

  it.each(ids)(
    "%s begins a journey whose scenarios all pass and reach every step, once more beside itself",
    async (id) => {
      const { client } = await temporaryService();
      for (const locale of ["en", "fr"] as const) {
        const { id: journeyId } = await client.journeys.fromTemplate({ id, locale });
        const { text } = await client.journeys.get({ id: journeyId });
        const { scenarios } = await client.scenarios.list({ journeyId });
        const { results, coverage } = await client.scenarios.run({ journeyId, journey: text });
        expect(coverage?.nodes.missed).toEqual([]);
        expect(results.filter(({ passed }) => !passed)).toEqual([]);
        expect(results).toHaveLength(scenarios.length);
        if (locale === "fr") {
          const { scenarios: english } = await client.scenarios.list({ journeyId: id });
          const known = new Map(english.map((each) => [each.id, each.name]));
          expect(scenarios.filter((each) => known.get(each.id) === each.name)).toEqual([]);
        }
      }
      expect(await client.journeys.list()).toHaveLength(2);
    },
  );

  it("are refused by a name that nobody knows", async () => {
    const { client } = await temporaryService();
    await expect(client.journeys.fromTemplate({ id: "none", locale: "en" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

function armNames({ params }: { params: Record<string, unknown> }): string[] {
  const arms = Array.isArray(params["arms"]) ? (params["arms"] as { name?: string }[]) : [];
  return arms.flatMap(({ name }) => name ?? []);
}

/** Texts for readers that are written in one language only. */
function untranslated(params: Record<string, unknown>, kind: string): string[] {
  const texts = ["title", "subject", "question", "followUp", "body"].flatMap((name) => {
    const value = params[name];
    if (name !== "body" || typeof value !== "object" || value === null || "en" in value) return [value];
    return Object.values(value) as unknown[];
  });
  return kind === "webhook" ? [] : texts.filter((text) => typeof text === "string");
}

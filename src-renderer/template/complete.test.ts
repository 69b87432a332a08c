import fc from "../../src-shared/testing/drawn.ts";
import { describe, expect, test } from "vitest";
import { createLiquid } from "../../src-shared/render/liquid.ts";
import { changeBetween } from "./change.ts";
import { CURSOR, suggestionsAt, type Words } from "./complete.ts";
import { vocabularyOf } from "./vocabulary.ts";

const words: Words = {
  variables: [
    { name: "person.firstName", types: ["text"], values: [], mayBeMissing: true },
    { name: "person.plan", types: ["text"], values: ["pro", "free"], mayBeMissing: true },
    { name: "now", types: ["date"], values: [], mayBeMissing: false },
  ],
  filters: ["default", "upcase", "truncate"],
};

/** What the template becomes when the suggestion of a label is taken at `‸`. */
function take(template: string, label: string, asked = false): string | undefined {
  const [before = "", after = ""] = template.split(CURSOR);
  const found = suggestionsAt(before, after, words, asked);
  const chosen = found?.all.find((each) => each.label === label);
  if (found === undefined || chosen === undefined) return undefined;
  return before.slice(0, before.length - found.typed) + chosen.insert + after;
}

describe("completing a template", () => {
  test.each([
    ["Hello {{ fir‸", "person.firstName", "Hello {{ person.firstName | default: '‸' }}"],
    ["Hello {{‸}}", "person.firstName", "Hello {{ person.firstName | default: '‸' }}"],
    ["Hello {{ fir‸ }}!", "person.firstName", "Hello {{ person.firstName | default: '‸' }}!"],
    ["{{ person.f‸ | upcase }}", "person.firstName", "{{ person.firstName | upcase }}"],
    ["{{ n‸", "now", "{{ now }}"],
    ["{{ person.plan | u‸ }}", "upcase", "{{ person.plan | upcase }}"],
    ["{{ person.plan | ‸", "default", "{{ person.plan | default: '‸'"],
    ["{{ person.plan | tru‸ }}", "truncate", "{{ person.plan | truncate: ‸ }}"],
    ["{% i‸", "if", "{% if ‸ %}{% endif %}"],
    ["{% if per‸ %}", "person.plan", "{% if person.plan %}"],
    ["{% if person.plan == 'p‸' %}", "pro", "{% if person.plan == 'pro' %}"],
    ["{% if person.plan == ‸ %}", "pro", "{% if person.plan == 'pro' %}"],
    ["{% if person.plan and ‸ %}", "now", "{% if person.plan and now %}"],
  ])("%s", (template, label, becomes) => {
    expect(take(template, label)).toBe(becomes);
  });

  test("a brace or asking outright offers whole variables; prose is left alone", () => {
    expect(take("Hi {‸}", "person.firstName")).toBe("Hi {{ person.firstName | default: '‸' }}");
    expect(take("Hi {‸", "now")).toBe("Hi {{ now }}");
    expect(take("Hi per‸", "person.firstName", true)).toBe("Hi {{ person.firstName | default: '‸' }}");
    expect(take("Hi per‸", "person.firstName")).toBeUndefined();
    expect(take("{{ now }} and ‸", "now")).toBeUndefined();
  });

  test("nothing is offered inside of a text, or behind a name that is complete", () => {
    expect(take("{{ person.plan | default: 'n‸' }}", "now")).toBeUndefined();
    expect(take("{{ person.plan ‸ }}", "now")).toBeUndefined();
  });

  test("whatever is taken while a template is written leaves one that can be read", () => {
    const { parse } = createLiquid("none");
    for (const begun of ["Hi {{ ‸", "Hi {{‸}} there", "Hi {‸", "{{ ‸ }}{{ now }}"])
      for (const { name: label } of words.variables) {
        const whole = take(begun, label);
        expect(whole).toBeDefined();
        expect(() => parse((whole ?? "").replace(CURSOR, "")), whole).not.toThrow();
      }
  });
});

test("the change between two texts makes one of the other and keeps what they share", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "{", "}") });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const change = changeBetween(before, after);
      const made =
        change === undefined
          ? before
          : before.slice(0, change.from) + change.insert + before.slice(change.to);
      expect(made).toBe(after);
    }),
  );
  expect(changeBetween("Hello you", "Hello dear you")).toEqual({ from: 6, to: 6, insert: "dear " });
});

test("templates may read what data knows, what steps leave behind, and what is connected", () => {
  const names = vocabularyOf(
    {
      settings: { content: [{ id: "weather", url: "https://example.com", fallback: { temp: 20 } }] },
      nodes: [
        { id: "start", kind: "trigger", params: { on: "event", event: "trip_completed" } },
        {
          id: "csat",
          kind: "survey",
          params: { ask: "csat", question: "?", saveAs: "lastCsat", followUp: "Why?" },
        },
      ],
    },
    {
      attributes: [{ name: "plan", types: ["text"], values: ["pro"] }],
      events: [
        { name: "trip_completed", properties: [{ name: "tripId", types: ["text"] }] },
        { name: "other", properties: [{ name: "elsewhere", types: ["text"] }] },
      ],
    },
  ).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      "person.plan",
      "person.lastCsat",
      "person.email",
      "entry.properties.tripId",
      "answers.csat",
      "answers.comment",
      "content.weather.temp",
      "message.unsubscribeUrl",
      "now",
    ]),
  );
  expect(names).not.toContain("entry.properties.elsewhere");
  expect(new Set(names).size).toBe(names.length);
});

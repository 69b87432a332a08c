import { afterAll, expect, it } from "vitest";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import type { RenderRequest, RenderResult } from "../../src-shared/render/request.ts";
import { createRenderer } from "./render-sync.ts";

// What templates and profiles may try (reliability.md, Untrusted content). One renderer for all: each attempt is
// followed by somebody else's message, which must come out as if nothing had happened.
const renderer = createRenderer();
const cramped = createRenderer({ memoryMb: 24 });
afterAll(() => {
  renderer.close();
  cramped.close();
});

function request(template: string, scope: Record<string, unknown> = {}): RenderRequest {
  return { parts: { body: { template, format: "text" } }, scope, zone: "UTC", locale: "en" };
}

function outcome(result: RenderResult): string {
  return result.ok ? (result.parts["body"] ?? "") : result.error.code;
}

const fine = request("Hello {{ person.firstName }}", { person: { firstName: "Sara" } });
const sixteen = "{% assign s = 'xxxxxxxxxxxxxxxx' %}";
const forty = (step: string) => `${sixteen}{% for i in (1..40) %}{% assign s = ${step} %}{% endfor %}`;

/** Each of these would need gigabytes; the counts stop it long before the thread's memory does. */
const growing: [what: string, template: string, scope?: Record<string, unknown>][] = [
  ["append", `${forty("s | append: s")}{{ s | size }}`],
  ["prepend", `${forty("s | prepend: s")}{{ s | upcase | size }}`],
  ["replace", `${forty("s | replace: 'x', 'xxxxxxxxxx'")}{{ s | size }}`],
  ["replace by itself", "{{ big | replace: 'a', big | size }}", { big: "a,".repeat(200_000) }],
  ["split into letters", `${forty("s | append: s")}{% assign k = s | split: '' %}{{ k | size }}`],
  [
    "join with a long text",
    "{{ list | join: big | size }}",
    { big: "x".repeat(1e6), list: [..."abcdefghijkl"] },
  ],
  [
    "concat",
    "{% assign a = 'a,b' | split: ',' %}{% for i in (1..40) %}{% assign a = a | concat: a %}{% endfor %}",
  ],
  ["a range", "{% assign a = (1..100000000) %}{{ a | size }}"],
  ["a loop over a range", "{% for i in (1..100000000) %}{% endfor %}"],
  ["sorting a huge range", "{% assign a = (1..2000000) | sort | reverse | concat: a %}{{ a | sort | size }}"],
  [
    "json of json",
    "{% for i in (1..99) %}{% assign s = big | json | json | json %}{% endfor %}",
    { big: '"'.repeat(1e6) },
  ],
  [
    "escaping",
    "{% for i in (1..99) %}{% assign s = big | escape | url_encode %}{% endfor %}",
    { big: "é".repeat(1e5) },
  ],
];

it.each(growing)("stops %s before it takes the memory", (_what, template, scope) => {
  // On a machine with much else to do the time may be over first.
  expect(outcome(renderer.render(request(template, scope)))).toMatch(/template-(out-of-memory|timeout)/);
  expect(outcome(renderInline(request(template, scope)))).toMatch(/template-(out-of-memory|timeout)/);
  expect(outcome(renderer.render(fine))).toBe("Hello Sara");
});

it.each([
  ["text", `{% for i in (1..2000) %}{{ i }}${"x".repeat(1000)}{% endfor %}`],
  [
    "text that is caught",
    `{% for i in (1..40) %}{% capture s %}{{ s }}{{ s }}xxxxxxxxx{% endcapture %}{% endfor %}`,
  ],
])("stops %s that outgrows a message", (_what, template) => {
  expect(outcome(renderer.render(request(template)))).toBe("template-too-large");
});

it.each([
  ["of 50 MB", { big: "x".repeat(50e6) }],
  ["of a million values", { list: Array.from({ length: 1e6 }, (_, at) => ({ at })) }],
  ["nested a thousand deep", { deep: nested(1_000) }],
])("refuses a profile %s at once, in every host", (_what, person) => {
  const huge = request("{{ person.firstName }}", { person });
  expect(outcome(renderer.render(huge))).toBe("data-too-large");
  expect(renderInline(huge)).toEqual(renderer.render(huge));
  expect(outcome(renderer.render(fine))).toBe("Hello Sara");
});

it.each([
  ["blocks", "{% if true %}".repeat(20_000) + "{% endif %}".repeat(20_000)],
  ["brackets", `{{ ${"a[".repeat(20_000)}1${"]".repeat(20_000)} }}`],
  ["parentheses", `{% if ${"(".repeat(20_000)}true${")".repeat(20_000)} %}x{% endif %}`],
])("answers %s nested without end", (_what, template) => {
  expect(["template-error", "template-timeout", ""]).toContain(outcome(renderer.render(request(template))));
  expect(outcome(renderer.render(fine))).toBe("Hello Sara");
});

it("tells a thread that ran out of memory from one that took too long", () => {
  const hog = request("{% assign k = big | split: ',' | sort %}{{ k | size }}", { big: "ab,".repeat(1e6) });
  expect(outcome(cramped.render(hog))).toBe("template-out-of-memory");
  expect(outcome(cramped.render(hog))).toBe("template-out-of-memory");
  const quick = createRenderer({ workMs: 200 });
  const endless = request(
    "{% for a in (1..2000) %}{% for b in (1..2000) %}{% for c in (1..2000) %}{% endfor %}{% endfor %}{% endfor %}",
  );
  expect(outcome(quick.render(endless))).toBe("template-timeout");
  quick.close();
});

it.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"])(
  "reads no %s by any way",
  (name) => {
    const list = [{ a: 1 }];
    const template =
      `{{ person.${name} }}{{ person['${name}'] }}{{ list | map: '${name}' | join }}{{ list.${name} }}` +
      `{{ 'a'.${name} }}{{ list | where: '${name}' | size }}{% assign n = '${name}' %}{{ person[n] }}{{ person[n]['name'] }}`;
    expect(outcome(renderer.render(request(template, { person: { a: 1 }, list })))).toBe("0");
  },
);

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}

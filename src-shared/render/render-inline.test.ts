import { expect, it } from "vitest";
import { renderInline } from "./render-inline.ts";
import type { PartFormat, RenderRequest } from "./request.ts";

function render(template: string, scope: Record<string, unknown> = {}, format: PartFormat = "text") {
  const request: RenderRequest = {
    parts: { body: { template, format } },
    scope,
    zone: "Asia/Kathmandu",
    locale: "fr",
  };
  const result = renderInline(request);
  return result.ok ? { text: result.parts["body"], missing: result.missing } : result.error;
}

it.each([
  ["{{ person.constructor }}"],
  ["{{ person.constructor.name }}"],
  ["{{ person.__proto__ }}"],
  ["{{ person['toString'] }}"],
  ["{{ person.name.constructor }}"],
  ["{{ list.map }}"],
])("shows nothing of what is not the data's own: %s", (template) => {
  expect(render(template, { person: { name: "Sara" }, list: [] })).toMatchObject({ text: "" });
});

it("never parses values again", () => {
  const person = { name: "{{ person.secret }}{% include 'x' %}", secret: "s3cret" };
  expect(render("{{ person.name }} {{ person.name | append: '!' }}", { person })).toEqual({
    text: `${person.name} ${person.name}!`,
    missing: [],
  });
});

it("calls no functions, should a scope ever hold one", () => {
  expect(render("{{ person.go }}", { person: { go: () => "called" } })).toMatchObject({ text: "" });
});

it("escapes values in HTML once, and leaves them alone in text", () => {
  const person = { name: `<a href="x">'&` };
  const escaped = "&lt;a href=&#34;x&#34;&gt;&#39;&amp;";
  expect(render("<b>{{ person.name }}</b>", { person }, "html")).toMatchObject({ text: `<b>${escaped}</b>` });
  expect(render("{{ person.name | escape }}", { person }, "html")).toMatchObject({ text: escaped });
  expect(render("{{ '&lt;' | escape_once }}", {}, "html")).toMatchObject({ text: "&lt;" });
  expect(render("{{ person.name }}", { person })).toMatchObject({ text: person.name });
  expect(render("{{ a | newline_to_br }}", { a: "1\n<2>" }, "html")).toMatchObject({
    text: "1<br>\n&lt;2&gt;",
  });
});

it.each(["raw", "sample", "where_exp: 'x', 'x.a'", "date_to_string", "sha256", "nonsense"])(
  "does not know the filter %s",
  (filter) => {
    expect(render(`{{ list | ${filter} }}`, { list: [] }, "html")).toMatchObject({
      code: "template-error",
      part: "body",
    });
  },
);

it.each(["include 'x'", "render 'x'", "layout 'x'"])("does not know the tag %s", (tag) => {
  expect(render(`{% ${tag} %}`)).toMatchObject({ code: "template-error" });
});

it("renders a name without value as nothing and reports it, unless it is tested or has a default", () => {
  const template =
    "{{ person.a }}{{ person.b | default: 'B' }}{% if person.c %}c{% else %}{{ person.d.e }}{% endif %}" +
    "{% for x in list %}{{ x.f }}{% echo x.g %}{% endfor %}{{ person.h | upcase }}";
  expect(render(template, { person: { h: null }, list: [{ f: 1 }, { g: 0 }] })).toEqual({
    text: "B10",
    missing: ["person.a", "person.d.e", "person.h", "x.f", "x.g"],
  });
});

it.each([
  ["{{ at | date: '%A %-d %B %Y, %H:%M' }}", "samedi 28 août 2027, 01:15"],
  ["{{ at | date }}", "28 août 2027"],
  ["{{ iso | date: '%F %T %z %:z %Z' }}", "2027-08-28 01:15:00 +0545 +05:45 Asia/Kathmandu"],
  ["{{ '2027-02-03' | date: '%d/%m/%y %e|%-e|%_d|%j' }}", "03/02/27  3|3| 3|034"],
  ["{{ '2027-02-03T04:05' | date: '%l:%M %P %I %p %^a %s' }}", " 4:05 am 04 AM MER. 1801606800"],
  ["{{ at | date: '%q %E %% %u %w %y %L' }}", "th %E % 6 6 27 000"],
  ["{{ 'now' | date: '%Y' }} {{ 'today' | date: '%Y' }}", "now today"],
  ["{{ '2027-02-30' | date: '%Y' }} {{ 'next week' | date: '%Y' }}", "2027-02-30 next week"],
])("writes %s as %s", (template, text) => {
  expect(render(template, { at: Date.UTC(2027, 7, 27, 19, 30), iso: "2027-08-27T19:30:00Z" })).toEqual({
    text,
    missing: [],
  });
});

it("says where a template is wrong", () => {
  expect(render("line one\n  {{ person.name | }}{% endif %}")).toMatchObject({
    code: "template-error",
    message: expect.stringContaining("line 2") as string,
  });
});

it("hands MJML to the worker", () => {
  expect(render("<mjml></mjml>", {}, "mjml")).toMatchObject({ code: "mjml-needs-worker", part: "body" });
});

it("makes the plain text from the finished HTML, unless it is written by hand", () => {
  const html = {
    template: "<h1>Hello {{ name }}</h1><p>See <a href='https://x.example/'>this</a></p><img src='x'>",
    format: "html" as const,
  };
  const base = { scope: { name: "A & B" }, zone: "UTC", locale: "en", plainTextFrom: "html" };
  expect(renderInline({ ...base, parts: { html } })).toMatchObject({
    parts: { text: "Hello A & B\n\nSee this [https://x.example/]" },
  });
  const text = { template: "by hand {{ name }}", format: "text" as const };
  expect(renderInline({ ...base, parts: { html, text } })).toMatchObject({
    parts: { text: "by hand A & B" },
  });
});

it("counts the limit in bytes, not in characters", () => {
  const euro = "€".repeat(349_526);
  expect(render(euro)).toMatchObject({ code: "template-too-large" });
  expect(render(euro.slice(1))).toMatchObject({ missing: [] });
});

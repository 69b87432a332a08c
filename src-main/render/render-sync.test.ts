import { execFileSync } from "node:child_process";
import { afterEach, expect, it } from "vitest";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import type { RenderRequest, RenderResult } from "../../src-shared/render/request.ts";
import { createRenderer } from "./render-sync.ts";
import type { Renderer } from "./render-sync.ts";

const open: Renderer[] = [];
afterEach(() => {
  for (const renderer of open.splice(0)) renderer.close();
});

function renderer(workMs?: number): Renderer {
  const created = createRenderer({ workMs });
  open.push(created);
  return created;
}

function request(template: string, changes: Partial<RenderRequest> = {}): RenderRequest {
  return {
    parts: { body: { template, format: "text" } },
    scope: { person: { firstName: "Sara", note: "{{ person.secret }}" } },
    zone: "Europe/Paris",
    locale: "en",
    ...changes,
  };
}

function failure(result: RenderResult) {
  return result.ok ? undefined : result.error.code;
}

const fine = request("Hello {{ person.firstName }}");
const fineResult: RenderResult = { ok: true, parts: { body: "Hello Sara" }, missing: [] };

it("gives what the inline renderer gives, errors and missing names included", () => {
  const { render } = renderer();
  const samples = [
    fine,
    request("{{ person.note }} {{ person.city }} {{ person.constructor.name }}"),
    request("{{ person.firstName | date: '%Y' }} {{ 0 | date: '%F %R' }}"),
    request("{{ person.firstName | nonsense }}"),
    request("{% if %}"),
    request("x", { plainTextFrom: "body" }),
  ];
  for (const sample of samples) expect(render(sample)).toEqual(renderInline(sample));
});

it("ends a template that never ends, and renders the next one", () => {
  const { render } = renderer(300);
  // Nested, so that the library's own count of what it allocates does not stop it first.
  const endless = request(
    "{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}{% endfor %}{% endfor %}{% endfor %}",
  );
  expect(failure(render(endless))).toBe("template-timeout");
  expect(render(fine)).toEqual(fineResult);
});

it("ends a template that eats memory, and renders the next one", () => {
  const { render } = renderer();
  const bomb = request(
    "{% assign s = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}" +
      "{% for i in (1..1000) %}{% assign t = s | replace: 'x', 'yy' %}{% endfor %}{{ t | size }}",
  );
  expect(["template-timeout", "template-out-of-memory"]).toContain(failure(render(bomb)));
  expect(render(fine)).toEqual(fineResult);
});

it("keeps what it compiled when a template has the thread killed", () => {
  const { render } = renderer();
  const mjml =
    "<mjml><mj-body><mj-section><mj-column><mj-text>Hi {{ name }}</mj-text></mj-column></mj-section></mj-body></mjml>";
  const email = request("", { parts: { html: { template: mjml, format: "mjml" } }, scope: { name: "Sara" } });
  const first = render(email);
  const endless =
    "{% for a in (1..2000) %}{% for b in (1..2000) %}{% for c in (1..2000) %}{% endfor %}{% endfor %}{% endfor %}";
  expect(failure(render(request(endless)))).toBe("template-timeout");
  // The new thread has not loaded the compiler: only a known document comes out of it without.
  expect(render(email)).toEqual(first);
  expect(first).toMatchObject({ ok: true, parts: { html: expect.stringContaining("Hi Sara") as string } });
});

it("warms up without making anybody wait, and again after a kill", async () => {
  const created = renderer(200);
  created.warmUp();
  created.warmUp();
  expect(created.render(fine)).toEqual(fineResult);
  await new Promise((resolve) => setImmediate(resolve));
  expect(created.render(fine)).toEqual(fineResult);
});

it("refuses a message of more than 1 MiB, rendered or not", () => {
  const { render } = renderer();
  const line = "x".repeat(1024);
  expect(failure(render(request(`{% for i in (1..1025) %}${line}{% endfor %}`)))).toBe("template-too-large");
  expect(failure(render(request("x".repeat(1024 * 1024 + 1))))).toBe("template-too-large");
  expect(render(request("x".repeat(1024 * 1024))).ok).toBe(true);
});

it("compiles MJML before Liquid, escapes values and makes the plain text last", () => {
  const { render } = renderer();
  const mjml =
    "<mjml><mj-body><mj-section><mj-column><mj-text><p>Dear {{ person.firstName | default: 'traveller' }},</p>" +
    "<p>{{ person.note }}</p></mj-text>" +
    '<mj-button href="https://example.com/?u={{ person.id }}">Book</mj-button>' +
    '<mj-include path="/etc/hostname" /></mj-column></mj-section></mj-body></mjml>';
  const result = render({
    parts: {
      subject: { template: "Hi {{ person.firstName }}", format: "text" },
      html: { template: mjml, format: "mjml" },
    },
    scope: { person: { firstName: "<mj-text>Sara & Co", note: "{% raw %}{{ 1 }}", id: "s1" } },
    zone: "UTC",
    locale: "en",
    plainTextFrom: "html",
  });
  if (!result.ok) throw new Error(result.error.message);
  expect(result.parts["subject"]).toBe("Hi <mj-text>Sara & Co");
  expect(result.parts["html"]).toContain("Dear &lt;mj-text&gt;Sara &amp; Co,");
  expect(result.parts["html"]).toContain("{% raw %}{{ 1 }}");
  expect(result.parts["html"]).toContain('href="https://example.com/?u=s1"');
  expect(result.parts["html"]).not.toMatch(/mj-include|googleapis|<mj-/);
  expect(result.parts["text"]).toBe(
    "Dear <mj-text>Sara & Co,\n\n{% raw %}{{ 1 }}\n\nBook [https://example.com/?u=s1]",
  );
  expect(render({ ...fine, parts: { html: { template: "no mjml", format: "mjml" } } })).toMatchObject({
    ok: false,
    error: { code: "template-error", part: "html" },
  });
});

it("writes French dates in the person's zone whatever zone the process is in", () => {
  const program = `
    import { createRenderer } from ${JSON.stringify(new URL("./render-sync.ts", import.meta.url).href)};
    const renderer = createRenderer();
    const result = renderer.render({
      parts: { body: { template: "{{ now | date: '%A %-d %B %Y, %H:%M %z' }}", format: "text" } },
      scope: { now: Date.UTC(2027, 7, 12, 18, 30) }, zone: "Asia/Kathmandu", locale: "fr",
    });
    console.log(result.parts.body);
  `;
  const [newYork, kiritimati] = ["America/New_York", "Pacific/Kiritimati"].map((zone) =>
    execFileSync(process.execPath, ["--input-type=module", "-e", program], {
      encoding: "utf8",
      env: { ...process.env, TZ: zone, LC_ALL: "C" },
    }),
  );
  expect(newYork).toBe("vendredi 13 août 2027, 00:15 +0545\n");
  expect(kiritimati).toBe(newYork);
});

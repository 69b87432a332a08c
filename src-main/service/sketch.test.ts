import { expect, it } from "vitest";
import { temporaryService } from "./testing/open.ts";

const sara = {
  id: "sara",
  email: "sara@example.com",
  locale: "fr",
  timeZone: "Europe/Paris",
  traits: { firstName: "Sara <b>" },
  devices: [],
  consents: [],
};

function email(body: object, subject: unknown = "Hi") {
  return {
    node: { id: "mail", kind: "email", params: { subject, body } },
    settings: { class: "service" as const },
    person: sara,
    entry: { name: "trip_completed", properties: { city: "Lyon" } },
  };
}

it("renders MJML, HTML and the plain text made of it as they would be sent, and stores nothing", async () => {
  const { client, context } = await temporaryService();
  const sent = await client.journeys.sketch(
    email(
      {
        mjml: "<mjml><mj-body><mj-section><mj-column><mj-text>Bonjour {{ person.firstName }}</mj-text></mj-column></mj-section></mj-body></mjml>",
      },
      { en: "Hi", fr: "À {{ entry.properties.city }}" },
    ),
  );
  expect(sent).toMatchObject({
    is: "message",
    channel: "email",
    to: "sara@example.com",
    zone: "Europe/Paris",
    obstacles: [],
    missing: [],
    rendered: { subject: "À Lyon", text: expect.stringContaining("Bonjour Sara <b>") as unknown },
  });
  // What is known of her is data, never markup.
  expect(sent.is === "message" && sent.rendered["html"]).toContain("Sara &lt;b&gt;");
  expect((await client.outbox.list({})).total).toBe(0);
  expect(context.db.get<{ n: number }>("SELECT count(*) AS n FROM person")?.n).toBe(0);
});

it("says where a template is wrong, and what cannot be sketched yet", async () => {
  const { client } = await temporaryService();
  expect(await client.journeys.sketch(email({ text: "{{ person.firstName | nope }}" }))).toMatchObject({
    is: "failed",
    reason: "template-error",
    part: "text",
  });
  expect(await client.journeys.sketch(email({ text: 5 }))).toEqual({ is: "unready" });
  const wait = {
    ...email({}),
    node: { id: "w", kind: "wait", params: { for: "duration", duration: "P1D" } },
  };
  expect(await client.journeys.sketch(wait)).toEqual({ is: "unready" });
});

it("gives a template up that never ends, and renders the next one", async () => {
  const { client } = await temporaryService();
  const endless =
    "{% for a in (1..99999) %}{% for b in (1..99999) %}{% for c in (1..99999) %}{{ c }}{% endfor %}{% endfor %}{% endfor %}";
  expect(await client.journeys.sketch(email({ text: endless }))).toMatchObject({ is: "failed" });
  expect(await client.journeys.sketch(email({ text: "fine" }))).toMatchObject({ rendered: { text: "fine" } });
});

import { expect, it } from "vitest";
import { madeUpCopy } from "./made-up.ts";
import { Person } from "./person.ts";

it("keeps what decides and nothing by which anybody could be reached", () => {
  const real = Person.parse({
    ...{
      id: "u-17",
      email: "ann@corp.example",
      phone: "+33612345678",
      timeZone: "Europe/Paris",
      locale: "fr",
    },
    traits: {
      firstName: "Ann",
      plan: "pro",
      contact: "ann@corp.example",
      crm: "u-17",
      mobile: "+33612345678",
    },
    devices: [{ id: "her-phone", platform: "ios", token: "secret-token" }],
    consents: [{ channel: "push", purpose: "marketing", state: "granted", at: "2026-03-02T20:00:00Z" }],
  });
  const copy = madeUpCopy(real, "persona-1");
  expect(JSON.stringify(copy)).not.toMatch(/corp\.example|33612345678|u-17|secret-token|her-phone/);
  expect(copy).toMatchObject({
    ...{ id: "persona-1", email: "persona-1@example.com", timeZone: "Europe/Paris", locale: "fr" },
    traits: { firstName: "Ann", plan: "pro" },
    devices: [{ platform: "ios" }],
    consents: real.consents,
  });
});

it("has no address where there was none", () => {
  const copy = madeUpCopy({ id: "x", traits: {}, devices: [], consents: [] }, "p");
  expect(copy).toEqual({ id: "p", traits: {}, devices: [], consents: [] });
});

import { describe, expect, it } from "vitest";
import { addressFor, isEmailAddress, isPhoneNumber } from "./address.ts";
import { consentState, mayReceive } from "./consent.ts";
import { parsePeople } from "./parse-people.ts";
import { CHANNELS, Person } from "./person.ts";

const person = (more: Record<string, unknown> = {}): Person => Person.parse({ id: "sara", ...more });
const granted = { channel: "push", purpose: "marketing", state: "granted" };
const denied = { channel: "push", purpose: "marketing", state: "denied" };

describe("parsePeople", () => {
  it("reads one person, a list, and an object with people, with defaults and unknown keys kept", () => {
    const sara = { id: "sara", nickname: "S", traits: { plan: "pro" } };
    const full = { ...sara, devices: [], consents: [] };
    expect(parsePeople(sara)).toEqual({ people: [full], problems: [] });
    expect(parsePeople([sara, { id: "tom" }]).people.map((one) => one.id)).toEqual(["sara", "tom"]);
    expect(parsePeople({ people: [sara] }).people).toEqual([full]);
  });

  it.each<[string, unknown, string, string]>([
    ["no object", 5, "not-an-object", ""],
    ["no id", [{}], "missing-id", "[0].id"],
    ["an id with a space", [{ id: "a b" }], "bad-id", "[0].id"],
    ["an id twice", { people: [{ id: "a" }, { id: "a" }] }, "duplicate-person", "people[1].id"],
    [
      "a consent on an unreal day",
      { id: "a", consents: [{ ...granted, at: "2027-02-30T00:00:00Z" }] },
      "bad-date",
      "consents[0].at",
    ],
    [
      "a consent that is none",
      { id: "a", consents: [{ ...granted, state: "maybe" }] },
      "bad-shape",
      "consents[0].state",
    ],
    [
      "a key into the prototype",
      JSON.parse('{"id":"a","traits":{"x":{"__proto__":1}}}'),
      "forbidden-key",
      "traits.x.__proto__",
    ],
    ["a number beyond all numbers", { id: "a", traits: { n: Infinity } }, "bad-number", "traits.n"],
  ])("refuses %s", (_name, json, code, path) => {
    const { people, problems } = parsePeople(json);
    expect(problems).toMatchObject([{ code, path, severity: "error" }]);
    expect(people.length).toBe(code === "duplicate-person" ? 1 : 0);
  });

  it("refuses nesting deeper than the limit", () => {
    let nested: unknown = {};
    for (let depth = 0; depth < 100; depth++) nested = { nested };
    expect(parsePeople({ id: "a", traits: { nested } }).problems).toMatchObject([{ code: "too-deep" }]);
  });

  it("keeps a person whose addresses or zone cannot be used, and says so", () => {
    const { people, problems } = parsePeople([
      { id: "a", email: "a@b", phone: "0612", timeZone: "Mars/Olympus" },
    ]);
    expect(people.length).toBe(1);
    expect(problems.map((one) => [one.code, one.path, one.severity])).toEqual([
      ["bad-email", "[0].email", "warning"],
      ["bad-phone", "[0].phone", "warning"],
      ["unknown-zone", "[0].timeZone", "warning"],
    ]);
  });

  it("collects at most 100 problems", () => {
    expect(parsePeople(Array(150).fill({})).problems.length).toBe(100);
  });
});

describe("consentState", () => {
  it("takes the latest by date, whatever the order and the offset it is written in", () => {
    const who = person({
      consents: [
        { ...denied, at: "2027-03-02T21:30:00+02:00", source: "settings" },
        { ...granted, at: "2027-03-02T20:00:00Z", source: "primer" },
        { ...denied, channel: "email", at: "2027-05-01T00:00:00Z" },
      ],
    });
    expect(consentState(who, "push", "marketing")).toEqual({
      state: "granted",
      at: "2027-03-02T20:00:00Z",
      source: "primer",
    });
    expect(consentState(who, "sms", "marketing")).toEqual({ state: "none" });
  });

  it("lets the one recorded last win a tie, and any dated one win over an undated one", () => {
    expect(consentState(person({ consents: [granted, denied] }), "push", "marketing").state).toBe("denied");
    const dated = { ...granted, at: "1999-01-01T00:00:00Z" };
    expect(consentState(person({ consents: [dated, denied] }), "push", "marketing").state).toBe("granted");
  });
});

describe("mayReceive", () => {
  const service = { channel: "push", purpose: "service" };
  it.each<[string, unknown[], "promotional" | "service", string[], boolean]>([
    ["promotional without consent", [], "promotional", [], false],
    ["promotional with a grant", [granted], "promotional", [], true],
    ["promotional after a denial", [granted, denied], "promotional", [], false],
    ["promotional on an opt-out channel without consent", [], "promotional", ["push"], true],
    ["promotional on an opt-out channel after a denial", [denied], "promotional", ["push"], false],
    ["promotional with another channel's opt-out", [], "promotional", ["email"], false],
    ["promotional with only a service grant", [{ ...service, state: "granted" }], "promotional", [], false],
    ["service without consent", [], "service", [], true],
    ["service after a marketing denial", [denied], "service", [], true],
    ["service after a service denial", [{ ...service, state: "denied" }], "service", ["push"], false],
  ])("%s", (_name, consents, messageClass, optOut, ok) => {
    expect(mayReceive(person({ consents }), "push", messageClass, { optOut }).ok).toBe(ok);
  });

  it("keeps the facts of its verdict", () => {
    const consents = [{ ...granted, at: "2027-03-02T20:00:00Z", source: "primer" }];
    expect(mayReceive(person({ consents }), "push", "promotional", { optOut: [] }).facts).toEqual({
      channel: "push",
      purpose: "marketing",
      class: "promotional",
      consent: "granted",
      optOut: false,
      at: "2027-03-02T20:00:00Z",
      source: "primer",
    });
  });
});

describe("addresses", () => {
  it.each(["sara@example.com", "s.a+tag@mail.example.co.uk", "o'neil@example.org", "x@xn--caf-dma.fr"])(
    "%s",
    (text) => {
      expect(isEmailAddress(text)).toBe(true);
    },
  );
  it.each([
    "sara@example.com\r\nBcc: all@example.com",
    "sara@example.com\n",
    " sara@example.com",
    "sara@localhost",
    "sara@@example.com",
    ".sara@example.com",
    "sara.@example.com",
    "sa..ra@example.com",
    '"sara"@example.com',
    "sara@-example.com",
    "sara@example.c",
    "sara@exam_ple.com",
    "sara",
    "@example.com",
    "",
    `${"a".repeat(65)}@example.com`,
    `a@${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(63)}.${"e".repeat(63)}.com`,
  ])("refuses %j", (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });
  it("takes E.164 numbers only", () => {
    expect(["+15125550100", "+33612345678"].every(isPhoneNumber)).toBe(true);
    expect(
      ["15125550100", "+0612345678", "+1 512 555", "+1234567890123456", "+1512555\n"].some(isPhoneNumber),
    ).toBe(false);
  });

  it("finds where each channel reaches a person, and nothing where it cannot", () => {
    const reachable = person({
      email: "sara@example.com",
      phone: "+15125550100",
      devices: [
        { id: "old", platform: "ios" },
        { id: "new", platform: "android", token: "t" },
      ],
    });
    const values = Object.fromEntries(
      CHANNELS.map((channel) => [channel, addressFor(reachable, channel)?.value]),
    );
    expect(values).toEqual({
      push: "new",
      email: "sara@example.com",
      sms: "+15125550100",
      "in-app": "sara",
      card: "sara",
      webhook: "sara",
      link: "sara",
    });
    const bare = person({ email: "nonsense", phone: "nonsense" });
    expect(["push", "email", "sms", "pigeon"].map((channel) => addressFor(bare, channel))).toEqual(
      Array(4).fill(undefined),
    );
  });
});

import fc from "../testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { applyEvent } from "./apply-event.ts";
import type { PersonEvent } from "./events.ts";
import { receiveEvent } from "./events.ts";
import { Person } from "./person.ts";
import { readEvents } from "./read-events.ts";
import { utf8Bytes } from "./untrusted.ts";

const track = { type: "track", messageId: "m1", userId: "sara", event: "trip_completed" };
const read = (text: string) => [...readEvents(text)];
const readOne = (value: unknown) => read(JSON.stringify([value]))[0];

describe("readEvents", () => {
  it("gives every kind of event one form", () => {
    const lines = [
      { ...track, timestamp: "2027-03-12T18:00:00Z", properties: { tripId: "T1" }, context: { ip: "::1" } },
      { type: "identify", messageId: "m2", anonymousId: "anon-1", traits: { plan: "pro" } },
      { type: "alias", messageId: "m3", userId: "sara", previousId: "anon-1" },
    ];
    const events = read(lines.map((line) => JSON.stringify(line)).join("\n") + "\n\n");
    expect(events).toEqual([
      {
        path: "line 1",
        event: {
          messageId: "m1",
          type: "track",
          name: "trip_completed",
          personId: "sara",
          properties: { tripId: "T1" },
          timestamp: Date.UTC(2027, 2, 12, 18),
        },
      },
      {
        path: "line 2",
        event: {
          messageId: "m2",
          type: "identify",
          name: "identify",
          personId: "anon-1",
          properties: {},
          traits: { plan: "pro" },
        },
      },
      {
        path: "line 3",
        event: {
          messageId: "m3",
          type: "alias",
          name: "alias",
          personId: "sara",
          properties: {},
          previousId: "anon-1",
        },
      },
    ]);
  });

  it("reads a JSON array, one event over several lines, CRLF lines and batches", () => {
    const second = { ...track, messageId: "m2" };
    expect(read(JSON.stringify([track, second], null, 2)).map((one) => one.path)).toEqual(["[0]", "[1]"]);
    expect(read(JSON.stringify(track, null, 2)).map((one) => one.event?.messageId)).toEqual(["m1"]);
    const lines = `\uFEFF${JSON.stringify(track)}\r\n${JSON.stringify(second)}\r\n`;
    expect(read(lines).map((one) => one.event?.messageId)).toEqual(["m1", "m2"]);
    const batch = { type: "batch", batch: [track, { ...second, event: "" }, second] };
    expect(read(JSON.stringify(batch)).map((one) => [one.path, one.event?.messageId])).toEqual([
      ["line 1.batch[0]", "m1"],
      ["line 1.batch[1]", undefined],
      ["line 1.batch[2]", "m2"],
    ]);
  });

  it.each<[string, unknown, string, string]>([
    ["no object", 7, "not-an-object", "[0]"],
    ["an unknown type", { ...track, type: "page" }, "unknown-event-type", "[0].type"],
    ["no type", { messageId: "m" }, "unknown-event-type", "[0].type"],
    ["no messageId", { ...track, messageId: undefined }, "missing-message-id", "[0]"],
    ["a messageId with a space", { ...track, messageId: "m 1" }, "bad-id", "[0].messageId"],
    ["nobody", { ...track, userId: undefined }, "missing-person", "[0]"],
    ["an unreal day", { ...track, timestamp: "2027-02-30T10:00:00Z" }, "bad-date", "[0].timestamp"],
    ["a time without a zone", { ...track, timestamp: "2027-02-28T10:00:00" }, "bad-date", "[0].timestamp"],
    ["a timestamp that is a number", { ...track, timestamp: 5 }, "bad-shape", "[0].timestamp"],
    ["properties that are none", { ...track, properties: [1] }, "bad-shape", "[0].properties"],
    ["an alias of nobody", { type: "alias", messageId: "m", userId: "a" }, "bad-shape", "[0].previousId"],
  ])("refuses %s", (_name, value, code, path) => {
    expect(readOne(value)?.problem).toMatchObject({ code, path, severity: "error" });
  });

  it.each(["__proto__", "constructor", "prototype"])("refuses the key %s anywhere", (key) => {
    const line = `{"type":"track","messageId":"m","userId":"a","event":"e","properties":{"list":[{"${key}":1}]}}`;
    expect(read(line)).toMatchObject([
      { problem: { code: "forbidden-key", path: `line 1.properties.list[0].${key}` } },
    ]);
  });

  it("goes on after a bad line", () => {
    const found = read(`{"type"\n${JSON.stringify(track)}`);
    expect(found.map((one) => [one.path, one.problem?.code])).toEqual([
      ["line 1", "not-json"],
      ["line 2", undefined],
    ]);
    expect(read("[1,")).toMatchObject([{ problem: { code: "not-json" } }]);
    expect(read("")).toEqual([]);
  });

  it("measures events in bytes: 32 KiB pass, one more does not", () => {
    const room = 32 * 1024 - utf8Bytes(JSON.stringify({ ...track, properties: { text: "" } }));
    const fitting = "é".repeat(Math.floor(room / 2)) + "a".repeat(room % 2);
    expect(readOne({ ...track, properties: { text: fitting } })?.problem).toBeUndefined();
    expect(readOne({ ...track, properties: { text: `${fitting}a` } })?.problem).toMatchObject({
      code: "event-too-large",
      args: { bytes: 32 * 1024 + 1 },
    });
  });

  it("limits batches in number, size and depth", () => {
    const many = { type: "batch", batch: Array(1001).fill(track) };
    expect(read(JSON.stringify(many))).toMatchObject([{ problem: { code: "batch-too-long" } }]);
    const big = {
      type: "batch",
      batch: Array(40).fill({ ...track, properties: { text: "x".repeat(30_000) } }),
    };
    expect(read(JSON.stringify(big))).toMatchObject([{ problem: { code: "batch-too-large" } }]);
    const deep = `{"type":"batch","batch":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    expect(read(deep)).toMatchObject([{ problem: { code: "too-deep" } }]);
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(fc.json()).map((lines) => lines.join("\n")),
        ),
        (text) => {
          for (const one of readEvents(text)) expect(one.event === undefined).toBe(one.problem !== undefined);
        },
      ),
    );
  });
});

it("counts UTF-8 bytes as an encoder does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(utf8Bytes(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
});

it("dates an event by its arrival when it says nothing itself", () => {
  const event = { messageId: "m", type: "track", name: "e", personId: "a", properties: {} } as const;
  expect(receiveEvent(event, 5)).toMatchObject({ timestamp: 5, receivedAt: 5 });
  expect(receiveEvent({ ...event, timestamp: 3 }, 5)).toMatchObject({ timestamp: 3, receivedAt: 5 });
});

describe("applyEvent", () => {
  const sara = Person.parse({
    id: "sara",
    email: "old@example.com",
    traits: { plan: "free", city: "Austin" },
  });
  const event = (more: Partial<PersonEvent>): PersonEvent => ({
    messageId: "m",
    type: "track",
    name: "x",
    personId: "sara",
    properties: {},
    timestamp: Date.UTC(2027, 2, 2, 20),
    ...more,
  });

  it("merges the traits of an identify, known fields going to their place", () => {
    const traits = {
      plan: "pro",
      email: "new@example.com",
      timeZone: "America/Chicago",
      phone: null,
      locale: 5,
    };
    const before = structuredClone(sara);
    expect(applyEvent(sara, event({ type: "identify", name: "identify", traits }))).toEqual({
      id: "sara",
      email: "new@example.com",
      timeZone: "America/Chicago",
      traits: { plan: "pro", city: "Austin", locale: 5 },
      devices: [],
      consents: [],
    });
    expect(sara).toEqual(before);
  });

  it("forgets a field that is set to null", () => {
    const changed = applyEvent(sara, event({ type: "identify", traits: { email: null } }));
    expect("email" in changed).toBe(false);
  });

  it("keeps a trait named like a prototype a plain property", () => {
    const traits = JSON.parse('{"__proto__":{"admin":true}}') as Record<string, unknown>;
    const changed = applyEvent(sara, event({ type: "identify", traits }));
    expect((changed.traits as { admin?: unknown }).admin).toBeUndefined();
    expect(Object.hasOwn(changed.traits, "__proto__")).toBe(true);
  });

  it("records a changed consent with its time and source", () => {
    const properties = { channel: "push", purpose: "marketing", state: "denied", source: "settings" };
    const changed = applyEvent(sara, event({ name: "Consent Changed", properties }));
    expect(changed.consents).toEqual([{ ...properties, at: "2027-03-02T20:00:00Z" }]);
    expect(sara.consents).toEqual([]);
  });

  it("leaves the same person for every other event and for a consent that says nothing", () => {
    expect(applyEvent(sara, event({}))).toBe(sara);
    for (const properties of [
      {},
      { channel: "push", purpose: "marketing", state: "maybe" },
      { channel: 1 },
    ]) {
      expect(applyEvent(sara, event({ name: "Consent Changed", properties }))).toBe(sara);
    }
    expect(applyEvent(sara, event({ type: "alias", name: "alias", previousId: "x" }))).toBe(sara);
  });
});

import { expect, test } from "vitest";
import { exampleEntry } from "./entry-example.ts";

const now = Date.parse("2027-03-12T18:20:00Z");
const journey = {
  id: "j",
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "trip_completed" } },
    {
      id: "push",
      kind: "push",
      params: {
        title: "{{ entry.properties.destination }} {{ entry.properties.seat.row }}",
        body: "{{ entry.properties.departure | date: '%H:%M' }}",
      },
    },
  ],
};
const known = {
  events: [
    {
      name: "trip_completed",
      properties: [
        { name: "class", types: ["text" as const], values: ["eco", "business"] },
        { name: "bags", types: ["number" as const] },
      ],
    },
  ],
};

test("what started a run is her own newest such event, where she has one", () => {
  const events = [
    { name: "other", properties: { a: 1 } },
    { name: "trip_completed", properties: { destination: "Lyon" } },
    { name: "trip_completed", properties: { destination: "older" } },
  ];
  expect(exampleEntry(journey, known, events, now)).toEqual({
    name: "trip_completed",
    properties: { destination: "Lyon" },
  });
});

test("otherwise it is made of what data knows and what the texts read", () => {
  expect(exampleEntry(journey, known, [], now)).toEqual({
    name: "trip_completed",
    properties: {
      class: "eco",
      bags: 1,
      destination: "‹destination›",
      seat: { row: "‹seat.row›" },
      departure: "2027-03-19T19:00:00.000Z",
    },
  });
});

test("a journey nobody enters by an event has what its entry samples", () => {
  const manual = { id: "j", nodes: [{ id: "start", kind: "trigger", params: { on: "manual" } }] };
  expect(exampleEntry(manual, undefined, [], now).properties).toEqual({ journey: "j" });
  expect(exampleEntry({ id: "j", nodes: [] }, undefined, [], now)).toEqual({ name: "", properties: {} });
});

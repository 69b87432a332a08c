import type { Case } from "./cases.ts";
import { single } from "./journeys.ts";

const weather = { id: "weather", url: "https://a.example/now", fallback: { temp: 20 } };
const read = (id: string) => `{{ content.${id}.temp | default: '' }}`;

/** Connected content: what is safe to ask, named once, and read where it can be had. */
export const contentCases: Case[] = [
  [
    "unknown-content",
    "nodes[1].params.body",
    single("push", { title: "Hi", body: read("wether") }, { content: [weather] }),
    single("push", { title: "Hi", body: read("weather") }, { content: [weather] }),
  ],
  [
    "content-outside-message",
    "nodes[1].params.set.a",
    single("update", { set: { a: read("weather") } }, { content: [weather] }),
    single("update", { set: { a: "{{ person.id }}" } }, { content: [weather] }),
  ],
  [
    "unsafe-content-url",
    "settings.content[0].url",
    single("push", { title: "Hi" }, { content: [{ ...weather, url: "https://{{ person.host }}/x" }] }),
    single("push", { title: "Hi" }, { content: [{ ...weather, url: "https://a.example/{{ person.id }}" }] }),
  ],
  [
    "content-without-fallback",
    "settings.content[0]",
    single("push", { title: "Hi" }, { content: [{ id: "weather", url: "https://a.example/" }] }),
    single("push", { title: "Hi" }, { content: [weather] }),
  ],
  [
    "duplicate-content",
    "settings.content[1].id",
    single("push", { title: "Hi" }, { content: [weather, weather] }),
    single("push", { title: "Hi" }, { content: [weather, { ...weather, id: "prices" }] }),
  ],
];

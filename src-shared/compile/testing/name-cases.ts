import type { Case } from "./cases.ts";
import { asked, bought, branch, done, exits, journey, node, plan, single, start } from "./journeys.ts";

/** The same for names and types that data knows. */
export const nameCases: Case[] = [
  [
    "unknown-event",
    "nodes[0].params.event",
    {
      ...branch(plan("exists")),
      nodes: [
        { ...start, params: { on: "event", event: "begun" } },
        ...branch(plan("exists")).nodes.slice(1),
      ],
    },
    branch(plan("exists")),
  ],
  [
    "unknown-segment",
    "nodes[0].params.segment",
    journey([node("start", "trigger", { on: "segment", segment: "vips" }), done], ["start.next>done"]),
    journey([node("start", "trigger", { on: "segment", segment: "vip" }), done], ["start.next>done"]),
  ],
  [
    "unknown-attribute",
    "nodes[1].params.date.attribute",
    single("wait", { for: "date", date: { attribute: "paln" } }),
    single("wait", { for: "date", date: { attribute: "plan" } }),
  ],
  [
    "unknown-property",
    "nodes[1].params.arms[0].when.where",
    bought({ prop: "nn", op: "gt", value: 1 }),
    bought({ prop: "n", op: "gt", value: 1 }),
  ],
  [
    "unknown-property",
    "settings.exitWhen[0].where",
    exits({ event: "begin", where: { entry: "properties.tripid", op: "eq", event: "properties.tripId" } }),
    exits({ event: "begin", where: { entry: "properties.tripId", op: "eq", event: "properties.tripId" } }),
  ],
  [
    "unknown-property",
    "settings.instanceKey",
    single("wait", { for: "duration", duration: "P1D" }, { instanceKey: "properties.trip_id" }),
    single("wait", { for: "duration", duration: "P1D" }, { instanceKey: "properties.tripId" }),
  ],
  [
    "unknown-property",
    "nodes[1].params.title",
    single("push", { title: "{{ entry.properties.tripld | default: '' }}" }),
    single("push", { title: "{{ entry.properties.tripId | default: '' }}" }),
  ],
  [
    "unknown-property",
    "nodes[1].params.date.entry",
    single("wait", { for: "date", date: { entry: "properties.departure" } }),
    single("wait", { for: "date", date: { entry: "properties.tripId" } }),
  ],
  ["compares-text", "nodes[1].params.arms[0].when", asked("tier", "eq", 5), asked("tier", "eq", "5")],
  [
    "compares-text",
    "nodes[1].params.arms[0].when",
    asked("email", "in", [1, 2]),
    asked("email", "in", ["1", 2]),
  ],
  ["compares-number", "nodes[1].params.arms[0].when", asked("age", "ge", "18"), asked("age", "ge", 18)],
  [
    "compares-number",
    "nodes[1].params.arms[0].when.where",
    bought({ prop: "n", op: "eq", value: "1" }),
    bought({ prop: "n", op: "eq", value: 1 }),
  ],
  [
    "compares-boolean",
    "nodes[1].params.arms[0].when",
    asked("beta", "eq", "true"),
    asked("beta", "eq", true),
  ],
  [
    "compares-date",
    "nodes[1].params.arms[0].when",
    asked("since", "gt", 20270312),
    asked("since", "gt", "2027-03-12"),
  ],
  [
    "compares-list",
    "nodes[1].params.arms[0].when",
    asked("tags", "eq", "vip"),
    asked("tags", "contains", "vip"),
  ],
  ["compares-mixed", "nodes[1].params.arms[0].when", asked("code", "eq", true), asked("code", "eq", 5)],
];

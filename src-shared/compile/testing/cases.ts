import type { Journey } from "../../journey/schema.ts";
import {
  branch,
  done,
  exits,
  goals,
  hook,
  journey,
  node,
  other,
  plan,
  primer,
  push,
  single,
  start,
  survey,
  tell,
  wait,
} from "./journeys.ts";

/** What the cases are made of. */
export type Case = [code: string, path: string, wrong: Journey, right: Journey];

/** Code, where it stands, a journey that has it, and the same one mended. */
export const cases: Case[] = [
  [
    "never-leaves",
    "nodes[1]",
    journey(
      [start, node("a", "wait", { for: "until", arms: [{ id: "x", event: "purchase" }] })],
      ["start.next>a"],
    ),
    single("wait", { for: "until", timeout: "P1D", arms: [{ id: "x", event: "purchase" }] }, {}, "x"),
  ],
  [
    "open-way",
    "nodes[1]",
    journey(
      [start, node("a", "branch", { arms: [{ id: "x", when: plan("exists") }] }), done],
      ["start.next>a", "a.x>done"],
    ),
    branch(plan("exists")),
  ],
  [
    "open-button",
    "nodes[1]",
    single("push", { title: "Hi", buttons: [{ id: "b", label: "Go" }] }),
    journey(
      [start, push("a", { buttons: [{ id: "b", label: "Go" }] }), done, other],
      ["start.next>a", "a.next>done", "a.b>other"],
    ),
  ],
  [
    "impossible-condition",
    "nodes[1].params.arms[0].when",
    branch({ all: [plan("eq", "a"), plan("eq", "b")] }, plan("eq", "c")),
    branch(plan("eq", "a"), plan("eq", "c")),
  ],
  [
    "impossible-condition",
    "nodes[1].params.arms[0].where",
    single(
      "wait",
      {
        for: "until",
        timeout: "P1D",
        arms: [
          {
            id: "x",
            event: "purchase",
            where: {
              all: [
                { prop: "n", op: "gt", value: 5 },
                { prop: "n", op: "lt", value: 5 },
              ],
            },
          },
        ],
      },
      {},
      "x",
    ),
    single(
      "wait",
      {
        for: "until",
        timeout: "P1D",
        arms: [{ id: "x", event: "purchase", where: { prop: "n", op: "gt", value: 5 } }],
      },
      {},
      "x",
    ),
  ],
  [
    "impossible-condition",
    "nodes[1].params.arms[1].when",
    survey({ op: "le", value: 5 }, { op: "gt", value: 5 }),
    survey({ op: "le", value: 4 }, { op: "gt", value: 4 }),
  ],
  [
    "hidden-arm",
    "nodes[1].params.arms[1].when",
    branch(plan("exists"), plan("eq", "pro")),
    branch(plan("eq", "pro"), plan("exists")),
  ],
  [
    "hidden-arm",
    "nodes[1].params.arms[2].when",
    branch(plan("lt", 5), plan("ge", 5), plan("eq", 7)),
    branch(plan("lt", 5), plan("gt", 7), plan("eq", 7)),
  ],
  [
    "hidden-arm",
    "nodes[1].params.arms[2].when",
    survey({ op: "le", value: 3 }, { op: "ge", value: 4 }, { op: "eq", value: 4 }),
    survey({ op: "le", value: 3 }, { op: "gt", value: 4 }, { op: "eq", value: 4 }),
  ],
  ["rest-is-empty", "nodes[1]", branch(plan("exists"), plan("missing")), branch(plan("exists"))],
  [
    "overlapping-answers",
    "nodes[1].params.arms[1].when",
    survey({ op: "le", value: 3 }, { op: "ge", value: 3 }),
    survey({ op: "lt", value: 3 }, { op: "ge", value: 3 }),
  ],
  [
    "unmatched-answers",
    "nodes[1]",
    survey({ op: "lt", value: 3 }, { op: "gt", value: 3 }),
    survey({ op: "le", value: 3 }, { op: "gt", value: 3 }),
  ],
  [
    "never-set",
    "nodes[1].params.body",
    journey([start, tell, done], ["start.next>tell", "tell.next>done"]),
    journey([start, hook, tell, done], ["start.next>hook", "hook.next>tell", "tell.next>done"]),
  ],
  [
    "read-before-set",
    "nodes[1].params.body",
    journey([start, tell, hook, done], ["start.next>tell", "tell.next>hook", "hook.next>done"]),
    journey(
      [start, tell, hook, wait("w")],
      ["start.next>hook", "hook.next>tell", "tell.next>w", "w.next>hook"],
    ),
  ],
  [
    "read-before-set",
    "nodes[1].params.arms[0].when",
    journey(
      [
        start,
        node("b", "branch", { arms: [{ id: "x", when: { answer: "csat", op: "exists" } }] }),
        ...survey({ op: "ge", value: 1 }).nodes.slice(1),
      ],
      ["start.next>b", "b.x>a", "b.else>a", "a.arm0>done"],
    ),
    survey({ op: "ge", value: 1 }),
  ],
  [
    "unknown-event",
    "nodes[1].params.arms[0].event",
    single("wait", { for: "until", timeout: "P1D", arms: [{ id: "x", event: "Purchse" }] }, {}, "x"),
    single("wait", { for: "until", timeout: "P1D", arms: [{ id: "x", event: "purchase" }] }, {}, "x"),
  ],
  [
    "unknown-event",
    "settings.exitWhen[0].event",
    exits({ event: "nothing_like_it" }),
    exits({ event: "Message Clicked" }),
  ],
  [
    "unknown-event",
    "settings.goals[0].event",
    goals({ id: "g", event: "nothing_like_it" }),
    goals({ id: "g", event: "purchase" }),
  ],
  [
    "unknown-event",
    "nodes[1].params.arms[0].when",
    branch({ event: "greeted" }),
    journey(
      [
        start,
        node("a", "emit", { event: "greeted" }),
        node("b", "branch", { arms: [{ id: "x", when: { event: "greeted" } }] }),
        done,
        other,
      ],
      ["start.next>a", "a.next>b", "b.x>done", "b.else>other"],
    ),
  ],
  [
    "unknown-attribute",
    "nodes[1].params.arms[0].when",
    branch({ attr: "paln", op: "exists" }),
    branch({ attr: "address.city", op: "exists" }),
  ],
  [
    "unknown-attribute",
    "nodes[1].params.title",
    single("push", { title: "{{ person.nobody | default: '' }}" }),
    single("push", { title: "{{ person.plan | default: '' }}{{ person.email | default: '' }}" }),
  ],
  [
    "unknown-segment",
    "nodes[1].params.arms[0].when",
    branch({ segment: "vips" }),
    branch({ segment: "vip" }),
  ],
  [
    "urgent-promotion",
    "nodes[1].params.urgent",
    single("push", { title: "Hi", urgent: true }),
    single("push", { title: "Hi", urgent: true, class: "service" }),
  ],
  [
    "class-left-open",
    "nodes[1].params.class",
    journey([start, push("a"), push("b", { class: "service" })], ["start.next>a", "a.next>b"]),
    journey([start, push("a"), push("b", { class: "service" })], ["start.next>a", "a.next>b"], {
      class: "promotional",
    }),
  ],
  ["before-consent", "nodes[1]", primer(true, true, false), primer(false, true, false)],
  ["only-without-consent", "nodes[2]", primer(false, false, true), primer(false, true, false)],
  [
    "quiet-beyond-lateness",
    "settings.lateness",
    single("push", { title: "Hi" }, { lateness: "PT2H", quietHours: { from: "22:00", to: "08:00" } }),
    single("push", { title: "Hi" }, { lateness: "PT10H", quietHours: { from: "22:00", to: "08:00" } }),
  ],
  [
    "no-lateness",
    "settings.lateness",
    single("push", { title: "Hi" }, { lateness: "PT1S" }),
    single("push", { title: "Hi" }, { lateness: "PT5M" }),
  ],
  [
    "very-long-wait",
    "nodes[1].params",
    single("wait", { for: "duration", duration: "P30M" }),
    single("wait", { for: "duration", duration: "PT30M" }),
  ],
  [
    "text-too-long",
    "nodes[1].params.title.fr",
    single("push", { title: { en: "Hi", fr: "é".repeat(66) } }),
    single("push", { title: { en: "Hi", fr: `{{ person.plan | default: '${"x".repeat(90)}' }}` } }),
  ],
  [
    "text-cut",
    "nodes[1].params.body",
    single("push", { title: "Hi", body: "x".repeat(179) }),
    single("push", { title: "Hi", body: "x".repeat(178) }),
  ],
  [
    "text-cut",
    "nodes[1].params.subject",
    single("email", { subject: "x".repeat(49), body: { text: "Hi" } }),
    single("email", { subject: "x".repeat(48), body: { text: "Hi" } }),
  ],
  [
    "many-segments",
    "nodes[1].params.body",
    single("sms", { body: "ж".repeat(202) }),
    single("sms", { body: "z".repeat(202) }),
  ],
  [
    "goal-without-event",
    "settings.goals[0].event",
    goals({ id: "g", event: " " }),
    goals({ id: "g", event: "purchase" }),
  ],
  [
    "goal-out-of-reach",
    "settings.goals[0].where",
    goals({ id: "g", event: "purchase", where: { any: [] } }),
    goals({ id: "g", event: "purchase", where: { prop: "n", op: "gt", value: 1 } }),
  ],
  [
    "goal-out-of-reach",
    "settings.goals[0].within",
    goals({ id: "g", event: "purchase", within: "PT0S" }),
    goals({ id: "g", event: "purchase", within: "P1D" }),
  ],
  [
    "goal-twice",
    "settings.goals[1].id",
    goals({ id: "g", event: "purchase" }, { id: "g", event: "begin" }),
    goals({ id: "g", event: "purchase" }, { id: "h", event: "begin" }),
  ],
  [
    "exit-never",
    "settings.exitWhen[0].where",
    exits({
      event: "purchase",
      where: {
        all: [
          { prop: "n", op: "eq", value: 1 },
          { prop: "n", op: "eq", value: 2 },
        ],
      },
    }),
    exits({ event: "purchase", where: { prop: "n", op: "eq", value: 1 } }),
  ],
  [
    "exit-never",
    "settings.exitWhen[0].when",
    exits({ when: { all: [plan("eq", "a"), plan("missing")] } }),
    exits({ when: plan("eq", "a") }),
  ],
  ["exit-never", "settings.exitWhen[0].event", exits({ event: "" }), exits({ event: "purchase" })],
  [
    "exit-always",
    "settings.exitWhen[0].when",
    exits({ when: { any: [plan("exists"), plan("missing")] } }),
    exits({ when: plan("exists") }),
  ],
];

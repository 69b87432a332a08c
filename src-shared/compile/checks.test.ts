import { describe, expect, it } from "vitest";
import { applyCommand } from "../journey/commands.ts";
import { emptyJourney, type Journey, type JourneyEdge, type JourneyNode } from "../journey/schema.ts";
import { describeProblem } from "../problems.ts";
import { compile } from "./compile.ts";
import type { Known } from "./known.ts";

type Params = Record<string, unknown>;

const start: JourneyNode = { id: "start", kind: "trigger", params: { on: "event", event: "begin" } };
const done: JourneyNode = { id: "done", kind: "exit", params: {} };
const other: JourneyNode = { id: "other", kind: "exit", params: {} };

function node(id: string, kind: string, params: Params): JourneyNode {
  return { id, kind, params };
}

/** A journey from connections written `from.port>to`. */
function journey(nodes: JourneyNode[], ways: string[], settings: Journey["settings"] = {}): Journey {
  const edges = ways.map((way): JourneyEdge => {
    const [, from = "", port = "", to = ""] = /^(.+)\.(.+)>(.+)$/.exec(way) ?? [];
    return { from, port, to };
  });
  return { ...emptyJourney("j", "J"), nodes, edges, settings };
}

function branch(...conditions: unknown[]): Journey {
  const arms = conditions.map((when, index) => ({ id: `arm${index}`, when }));
  const ways = arms.map(({ id }) => `a.${id}>done`);
  return journey(
    [start, node("a", "branch", { arms }), done, other],
    ["start.next>a", ...ways, "a.else>other"],
  );
}

/** One step between a trigger and an end. */
function single(kind: string, params: Params, settings: Journey["settings"] = {}, port = "next"): Journey {
  return journey([start, node("a", kind, params), done], ["start.next>a", `a.${port}>done`], settings);
}

function survey(...conditions: Params[]): Journey {
  const arms = conditions.map((when, index) => ({ id: `arm${index}`, when: { answer: "csat", ...when } }));
  const ways = arms.map(({ id }) => `a.${id}>done`);
  const params = { ask: "csat", question: "How was it?", class: "service", arms };
  return journey([start, node("a", "survey", params), done], ["start.next>a", ...ways]);
}

const plan = (op: string, value?: unknown): Params => ({
  attr: "plan",
  op,
  ...(value === undefined ? {} : { value }),
});
const wait = (id: string): JourneyNode => node(id, "wait", { for: "duration", duration: "P1D" });
const push = (id: string, params: Params = {}): JourneyNode => node(id, "push", { title: "Hi", ...params });
const agreed = { consent: { channel: "push", purpose: "marketing" } };
const exits = (...exitWhen: Params[]): Journey =>
  single("wait", { for: "duration", duration: "P1D" }, { exitWhen });
const goals = (...list: NonNullable<Journey["settings"]["goals"]>): Journey =>
  single("wait", { for: "duration", duration: "P1D" }, { goals: list });
const known: Known = {
  events: [
    { name: "begin", properties: [{ name: "tripId", types: ["text"] }] },
    {
      name: "purchase",
      properties: [
        { name: "n", types: ["number"] },
        { name: "at", types: ["date"] },
      ],
    },
  ],
  attributes: [
    { name: "plan", types: [] },
    { name: "address", types: ["group"] },
    { name: "age", types: ["number"] },
    { name: "tier", types: ["text"] },
    { name: "beta", types: ["boolean"] },
    { name: "since", types: ["date"] },
    { name: "tags", types: ["list"] },
    { name: "code", types: ["text", "number"] },
  ],
  segments: ["vip"],
};
const hook = node("hook", "webhook", { url: "https://x.example/", saveAs: "weather" });
const tell = push("tell", { body: "{{ vars.weather | default: '?' }}" });

/** Ways through a consent question: `yes` and `no` are where promotion by push stands. */
function primer(...nodes: [before: boolean, yes: boolean, no: boolean]): Journey {
  const [before, yes, no] = nodes;
  const steps = [
    ...(before ? [push("early")] : []),
    node("a", "branch", { arms: [{ id: "granted", when: agreed }] }),
    ...(yes ? [push("yes")] : []),
    ...(no ? [push("no")] : []),
  ];
  const ways = [
    ...(before ? ["start.next>early", "early.next>a"] : ["start.next>a"]),
    ...(yes ? ["a.granted>yes", "yes.next>done"] : ["a.granted>done"]),
    ...(no ? ["a.else>no", "no.next>other"] : ["a.else>other"]),
  ];
  return journey([start, ...steps, done, other], ways);
}

/** Code, where it stands, a journey that has it, and the same one mended. */
const cases: [code: string, path: string, wrong: Journey, right: Journey][] = [
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
    single("email", { subject: "x".repeat(61), body: { text: "Hi" } }),
    single("email", { subject: "x".repeat(60), body: { text: "Hi" } }),
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

const codesOf = (given: Journey): string[] => compile(given, known).problems.map(({ code }) => code);

cases.push(
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
);

const asked = (attr: string, op: string, value: unknown): Journey => branch({ attr, op, value });
const bought = (where: Params): Journey => branch({ event: "purchase", where });
cases.push(
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
);

describe("checks of what a journey means", () => {
  it.each(cases)("%s at %s", (code, path, wrong, right) => {
    const found = compile(wrong, known).problems.filter((problem) => problem.code === code);
    expect(found.map((problem) => problem.path)).toContain(path);
    expect(codesOf(right)).not.toContain(code);
    for (const problem of found) {
      const [en, fr] = [describeProblem(problem, "en"), describeProblem(problem, "fr")];
      expect(en.message).toBe(problem.message);
      expect(fr.message).not.toBe(en.message);
      expect(`${en.message}${fr.message}${en.hint ?? ""}${fr.hint ?? ""}`).not.toMatch(/\{\w+\}/);
      if (path.startsWith("nodes")) expect(problem.nodeId).toBeDefined();
    }
  });

  it.each(cases)("%s at %s leaves nothing but information when mended", (_code, _path, _wrong, right) => {
    const left = compile(right, known).problems.filter(({ severity }) => severity !== "info");
    expect(left.map(({ code, path }) => `${code} ${path}`)).toEqual([]);
  });

  const lost = journey([start, wait("lost"), done], ["start.next>done", "lost.next>done"]);
  const loose = journey(
    [start, done],
    ["start.next>done", "start.next>ghost", "start.sideways>done", "done.next>start"],
  );
  const greeting = single("push", {
    title: { en: "{{person.plan}} {{ person.plan | upcase -}}", fr: "Bonjour" },
  });
  const fixable: [code: string, journey: Journey][] = [
    ...cases.map(([code, , wrong]): [string, Journey] => [code, wrong]),
    ["unreachable-node", lost],
    ["dangling-edge", loose],
    ["unknown-port", loose],
    ["edge-into-entry", loose],
    ["port-used-twice", journey([start, done, other], ["start.next>done", "start.next>other"])],
    ["no-fallback", greeting],
  ];

  it("offers edits that mend what they stand beside and break nothing", () => {
    const mended = new Set<string>();
    for (const [code, wrong] of fixable) {
      const before = compile(wrong, known).problems;
      for (const problem of before.filter((one) => one.code === code)) {
        if (problem.fix === undefined) continue;
        expect(problem.fix.label.fr).not.toBe(problem.fix.label.en);
        const command = JSON.parse(JSON.stringify(problem.fix.command)) as typeof problem.fix.command;
        const after = applyCommand(wrong, command).journey;
        const count = (problems: readonly { code: string }[]): number =>
          problems.filter((one) => one.code === code).length;
        const left = compile(after, known).problems;
        expect(count(left), `${code}: ${JSON.stringify(command)}`).toBeLessThan(count(before));
        expect(left.filter(({ severity }) => severity === "error").length).toBeLessThanOrEqual(
          before.filter(({ severity }) => severity === "error").length,
        );
        mended.add(code);
      }
    }
    expect([...mended].sort()).toEqual([
      "class-left-open",
      "compares-boolean",
      "compares-list",
      "compares-number",
      "compares-text",
      "dangling-edge",
      "edge-into-entry",
      "exit-always",
      "exit-never",
      "goal-out-of-reach",
      "goal-without-event",
      "hidden-arm",
      "impossible-condition",
      "no-fallback",
      "no-lateness",
      "port-used-twice",
      "quiet-beyond-lateness",
      "unknown-attribute",
      "unknown-event",
      "unknown-port",
      "unknown-property",
      "unknown-segment",
      "unreachable-node",
      "urgent-promotion",
    ]);
  });

  it("says nothing of names when nobody knows them", () => {
    expect(compile(branch({ segment: "vips" })).problems).toEqual([]);
  });

  it("takes a change of consent that is waited for as an answer", () => {
    const asking = node("w", "wait", {
      for: "until",
      timeout: "P1D",
      arms: [{ id: "x", event: "Consent Changed" }],
    });
    const again = journey(
      [start, node("a", "branch", { arms: [{ id: "granted", when: agreed }] }), asking, push("p"), done],
      ["start.next>a", "a.granted>done", "a.else>w", "w.x>p", "w.timeout>done", "p.next>done"],
    );
    expect(codesOf(again)).toEqual([]);
  });

  it("gives the same problems in the same order every time", () => {
    for (const [, , wrong] of cases)
      expect(compile(wrong, known)).toEqual(compile(structuredClone(wrong), known));
  });
});

import type { Journey } from "../../journey/schema.ts";
import type { Case } from "./cases.ts";
import { branch, done, exits, journey, node, other, single, start, type Params } from "./journeys.ts";

/** A way in of some params, connected. */
function entry(params: Params): Journey {
  return journey([node("start", "trigger", params), done], ["start.next>done"]);
}

/** One step with one param wrong, and right. */
export function step(
  code: string,
  path: string,
  kind: string,
  wrong: Params,
  right: Params,
  port?: string,
): Case {
  return [code, `nodes[1].params.${path}`, single(kind, wrong, {}, port), single(kind, right, {}, port)];
}

function way(code: string, path: string, wrong: Params, right: Params): Case {
  return [code, `nodes[0].params.${path}`, entry(wrong), entry(right)];
}

function condition(code: string, path: string, wrong: Params, right: Params): Case {
  return [code, `nodes[1].params.arms[0].when${path}`, branch(wrong), branch(right)];
}

const half = (id: string, more: Params = {}): Params => ({ id, weight: 50, ...more });
const split = (
  params: Params,
  goals: Journey["settings"]["goals"] = [{ id: "g", event: "purchase" }],
): Journey =>
  journey([start, node("a", "split", params), done, other], ["start.next>a", "a.x>done", "a.y>other"], {
    goals,
  });
const winner = (more: Params, arms: Params[] = [half("x"), half("y")]): Params => ({
  arms,
  winner: { goal: "g", after: 1_000, ...more },
});
const title = { title: "Hi" };
const form = (...fields: Params[]): Params => ({ ...title, style: "form", form: fields });
const until = (arm: Params, more: Params = { timeout: "P1D" }): Params => ({
  for: "until",
  ...more,
  arms: [{ id: "x", event: "purchase", ...arm }],
});
const asking = (params: Params): Params => ({
  ask: "csat",
  question: "How was it?",
  class: "service",
  ...params,
});
const choices = (...labels: string[]): Params =>
  asking({ ask: "choice", choices: labels.map((label, index) => ({ id: `c${index}`, label })) });
const arm = (id: string, more: Params = {}): Params => ({
  id,
  when: { answer: "csat", op: "le", value: 3 },
  ...more,
});
const hook = (params: Params): Params => ({ url: "https://x.example/", ...params });
const compared = (op: string, value: unknown): Params => ({ attr: "plan", op, value });

/** What each kind says of its own params, templates and conditions, and what the settings may not hold. */
export const kindCases: Case[] = [
  way("missing-event", "event", { on: "event" }, { on: "event", event: "begin" }),
  way("missing-segment", "segment", { on: "segment" }, { on: "segment", segment: "vip" }),
  way("missing-attribute", "attribute", { on: "date" }, { on: "date", attribute: "since" }),
  way("missing-place", "place", { on: "place" }, { on: "place", place: "CDG" }),
  way(
    "missing-dwell",
    "dwell",
    { on: "place", place: "CDG", does: "dwell" },
    { on: "place", place: "CDG", does: "dwell", dwell: "PT10M" },
  ),
  way("bad-recurrence", "rrule", { on: "schedule", rrule: "OFTEN" }, { on: "schedule", rrule: "FREQ=DAILY" }),
  way(
    "bad-time-zone",
    "timeZone",
    { on: "schedule", timeZone: "Europe/Nowhere" },
    { on: "schedule", timeZone: "Europe/Paris" },
  ),
  step(
    "bad-duration",
    "duration",
    "wait",
    { for: "duration", duration: "2h" },
    { for: "duration", duration: "PT2H" },
  ),
  step(
    "negative-duration",
    "duration",
    "wait",
    { for: "duration", duration: "-PT2H" },
    { for: "duration", duration: "PT2H" },
  ),
  step(
    "bad-window",
    "from",
    "wait",
    { for: "window", from: "9h", to: "17:00" },
    { for: "window", from: "09:00", to: "17:00" },
  ),
  step(
    "missing-date",
    "date",
    "wait",
    { for: "date", date: {} },
    { for: "date", date: { attribute: "since" } },
  ),
  step(
    "date-twice",
    "date",
    "wait",
    { for: "date", date: { attribute: "since", literal: "2027-03-12" } },
    { for: "date", date: { literal: "2027-03-12" } },
  ),
  step("no-timeout", "timeout", "wait", until({}, {}), until({}), "x"),
  step("arm-without-cause", "arms[0].event", "wait", until({ event: "" }), until({}), "x"),
  step(
    "nothing-to-save",
    "arms[0].saveAs",
    "wait",
    until({ event: "", when: { attr: "plan", op: "exists" }, saveAs: "seen" }),
    until({ saveAs: "seen" }),
    "x",
  ),
  [
    "weights-not-100",
    "nodes[1].params.arms",
    split({ arms: [half("x"), half("y", { weight: 40 })] }),
    split({ arms: [half("x"), half("y")] }),
  ],
  [
    "arm-without-share",
    "nodes[1].params.arms[1].weight",
    split({ arms: [half("x", { weight: 100 }), half("y", { weight: 0 })] }),
    split({ arms: [half("x"), half("y")] }),
  ],
  [
    "control-takes-all",
    "nodes[1].params.control",
    split({ arms: [half("x"), half("y")], control: 100 }),
    split({ arms: [half("x"), half("y")], control: 10 }),
  ],
  [
    "duplicate-port",
    "nodes[1].params.arms[1].id",
    split({ arms: [half("x"), half("x")] }),
    split({ arms: [half("x"), half("y")] }),
  ],
  [
    "reserved-port",
    "nodes[1].params.arms[1].id",
    split({ arms: [half("x"), half("control")] }),
    split({ arms: [half("x"), half("y")] }),
  ],
  ["winner-without-goal", "nodes[1].params.winner.goal", split(winner({ goal: "" })), split(winner({}))],
  ["unknown-goal", "nodes[1].params.winner.goal", split(winner({}), []), split(winner({}))],
  [
    "winner-never-picked",
    "nodes[1].params.winner.after",
    split(winner({ after: undefined })),
    split(winner({})),
  ],
  [
    "bad-date",
    "nodes[1].params.winner.on",
    split(winner({ on: "soon" })),
    split(winner({ on: "2027-03-12" })),
  ],
  [
    "winner-without-choice",
    "nodes[1].params.winner",
    split(winner({}, [half("x", { weight: 100 })])),
    split(winner({})),
  ],
  ["winner-too-soon", "nodes[1].params.winner.after", split(winner({ after: 3 })), split(winner({}))],
  step(
    "arm-without-condition",
    "arms[0].when",
    "branch",
    { arms: [{ id: "x" }] },
    { arms: [{ id: "x", when: compared("exists", undefined) }] },
    "x",
  ),
  step("message-without-content", "title", "push", {}, title),
  step(
    "email-without-subject",
    "subject",
    "email",
    { body: { text: "Hi" } },
    { subject: "Hi", body: { text: "Hi" } },
  ),
  step(
    "message-without-content",
    "body.text",
    "email",
    { subject: "Hi" },
    { subject: "Hi", body: { text: "Hi" } },
  ),
  step(
    "bad-address",
    "from",
    "email",
    { subject: "Hi", from: "a\nb", body: { text: "Hi" } },
    { subject: "Hi", from: "a@x.example", body: { text: "Hi" } },
  ),
  step("message-without-content", "body", "sms", {}, { body: "Hi" }),
  step("message-without-content", "title", "in-app", {}, title),
  step("message-without-content", "title", "card", {}, title),
  step(
    "button-without-text",
    "buttons[0].label",
    "push",
    { ...title, buttons: [{ id: "b", label: " " }] },
    { ...title, buttons: [{ id: "b", label: "Go" }] },
  ),
  step(
    "unsafe-link",
    "link",
    "push",
    { ...title, link: "javascript:alert(1)" },
    { ...title, link: "trips://seat" },
  ),
  step(
    "unsafe-link",
    "link",
    "push",
    { ...title, link: "java\tscript:alert(1)" },
    { ...title, link: "https://x.example" },
  ),
  step(
    "unsafe-link",
    "body.html",
    "email",
    { subject: "Hi", body: { html: '<a href=" JavaScript:alert(1)">Hi</a>' } },
    { subject: "Hi", body: { html: '<a href="https://x.example/">Hi</a>' } },
  ),
  step("form-without-fields", "form", "in-app", form(), form({ id: "home", label: "Home" })),
  step(
    "form-not-shown",
    "form",
    "in-app",
    { ...form({ id: "home", label: "Home" }), style: "modal" },
    form({ id: "home", label: "Home" }),
  ),
  step(
    "duplicate-field",
    "form[1].id",
    "in-app",
    form({ id: "home", label: "Home" }, { id: "home", label: "Work" }),
    form({ id: "home", label: "Home" }, { id: "work", label: "Work" }),
  ),
  step(
    "field-without-label",
    "form[0].label",
    "in-app",
    form({ id: "home", label: "" }),
    form({ id: "home", label: "Home" }),
  ),
  step("survey-without-question", "question", "survey", asking({ question: "" }), asking({}), "noReply"),
  step("too-few-choices", "choices", "survey", choices("Sun"), choices("Sun", "Snow"), "noReply"),
  step(
    "choice-without-text",
    "choices[1].label",
    "survey",
    choices("Sun", ""),
    choices("Sun", "Snow"),
    "noReply",
  ),
  step(
    "duplicate-choice",
    "choices[1].id",
    "survey",
    asking({
      ask: "choice",
      choices: [
        { id: "c", label: "Sun" },
        { id: "c", label: "Snow" },
      ],
    }),
    choices("Sun", "Snow"),
    "noReply",
  ),
  step(
    "arm-without-condition",
    "arms[0].when",
    "survey",
    asking({ arms: [{ id: "low" }] }),
    asking({ arms: [arm("low")] }),
    "low",
  ),
  step("bad-webhook-url", "url", "webhook", hook({ url: "somewhere" }), hook({})),
  step(
    "bad-header",
    "headers.a b",
    "webhook",
    hook({ headers: { "a b": "c" } }),
    hook({ headers: { "a-b": "c" } }),
  ),
  step("timeout-too-long", "timeout", "webhook", hook({ timeout: "PT1H" }), hook({ timeout: "PT20S" })),
  step("nothing-to-set", "set", "update", { set: {} }, { set: { plan: "pro" } }),
  [
    "jump-nowhere",
    "nodes[1].params.node",
    journey([start, node("a", "jump", {})], ["start.next>a"]),
    journey([start, node("a", "jump", { journey: "j2" })], ["start.next>a"]),
  ],
  [
    "jump-twice",
    "nodes[1].params.journey",
    journey([start, node("a", "jump", { node: "done", journey: "j2" }), done], ["start.next>a"]),
    journey([start, node("a", "jump", { node: "done" }), done], ["start.next>a"]),
  ],
  [
    "unknown-node",
    "nodes[1].params.node",
    journey([start, node("a", "jump", { node: "ghost" })], ["start.next>a"]),
    journey([start, node("a", "jump", { node: "done" }), done], ["start.next>a"]),
  ],
  condition("unknown-node", "", { message: "ghost", did: "opened" }, compared("exists", undefined)),
  step("template-syntax", "title", "push", { title: "{{ person.plan" }, title),
  step(
    "no-fallback",
    "title",
    "push",
    { title: "{{ person.plan }}" },
    { title: "{{ person.plan | default: '' }}" },
  ),
  step(
    "unknown-variable",
    "title",
    "push",
    { title: "{{ customer.plan }}" },
    { title: "{{ person.plan | default: '' }}" },
  ),
  condition("empty-condition", "", { all: [] }, compared("exists", undefined)),
  condition("missing-value", "", { attr: "plan", op: "eq" }, compared("eq", "pro")),
  condition("list-expected", ".value", compared("in", "pro"), compared("in", ["pro"])),
  condition(
    "wrong-type",
    ".value",
    { attr: "plan", op: "startsWith", value: 5 },
    compared("startsWith", "p"),
  ),
  condition(
    "date-expected",
    ".value",
    { attr: "since", op: "before", value: "soon" },
    { attr: "since", op: "before", value: "2027-03-12" },
  ),
  condition("bad-time", ".time.from", { time: { from: "9h" } }, { time: { from: "09:00" } }),
  condition(
    "bad-duration",
    ".within",
    { event: "purchase", within: "30 days" },
    { event: "purchase", within: "P30D" },
  ),
  condition(
    "sides-fixed",
    "",
    { attr: "tier", op: "lt", entry: "properties.tripId" },
    { attr: "tier", op: "eq", entry: "properties.tripId" },
  ),
  [
    "bad-date",
    "settings.reviewBy",
    { ...exits(), settings: { reviewBy: "soon" } },
    { ...exits(), settings: { reviewBy: "2027-03-12" } },
  ],
  [
    "bad-time-zone",
    "settings.timeZone",
    { ...exits(), settings: { timeZone: "Nowhere" } },
    { ...exits(), settings: { timeZone: "Europe/Paris" } },
  ],
];

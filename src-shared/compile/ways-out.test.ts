import { describe, expect, it } from "vitest";
import { emptyJourney, type Journey, type JourneyEdge, type JourneyNode } from "../journey/schema.ts";
import { compile } from "./compile.ts";

type Params = Record<string, unknown>;

function node(id: string, kind: string, params: Params): JourneyNode {
  return { id, kind, params };
}

const start = node("start", "trigger", { on: "event", event: "begin" });
const done = node("done", "exit", {});

/** A journey from connections written `from.port>to`, with an end where one of them leads there. */
function journey(nodes: JourneyNode[], ways: string[]): Journey {
  const edges = ways.map((way): JourneyEdge => {
    const [, from = "", port = "", to = ""] = /^(.+)\.(.+)>(.+)$/.exec(way) ?? [];
    return { from, port, to };
  });
  const ends = edges.some(({ to }) => to === "done") ? [done] : [];
  return { ...emptyJourney("j", "J"), nodes: [start, ...nodes, ...ends], edges };
}

/** Errors and warnings with the places they name. */
function problems(given: Journey): string[] {
  return compile(given)
    .problems.filter(({ severity }) => severity !== "info")
    .map(({ code, path }) => `${code} ${path}`);
}

const plan = { attr: "plan", op: "exists" };
const listen = (arms: Params[], timeout?: string): JourneyNode =>
  node("a", "wait", { for: "until", arms, ...(timeout === undefined ? {} : { timeout }) });
const ask = node("a", "push", {
  title: "Hi",
  class: "service",
  replyWithin: "PT1M",
  buttons: [{ id: "ok", label: "OK" }],
});
const rate = (when: unknown): JourneyNode =>
  node("a", "survey", {
    ask: "csat",
    question: "Well?",
    class: "service",
    via: "in-app",
    replyWithin: "PT1M",
    arms: [{ id: "x", when }],
  });

describe("a circle must hold people for a minute", () => {
  /** A step that one of its ways leads back to by way of a step that takes no time. */
  const circle = (step: JourneyNode, port: string, ...ways: string[]): string[] =>
    problems(
      journey(
        [step, node("back", "update", { set: { plan: "pro" } })],
        ["start.next>a", `a.${port}>back`, "back.next>a", ...ways],
      ),
    );
  const spins = "cycle-without-wait nodes[1]";
  const event = { id: "x", event: "purchase" };
  const at = (value: number) => ({ answer: "csat", op: "ge", value });

  it("does by a time-out, not by what may come the moment she is back", () => {
    expect(circle(listen([event], "PT1H"), "timeout", "a.x>done")).toEqual([]);
    expect(circle(listen([event], "PT60S"), "timeout", "a.x>done")).toEqual([]);
    expect(circle(listen([event], "PT59S"), "timeout", "a.x>done")).toContain(spins);
    expect(circle(listen([event], "PT1H"), "x", "a.timeout>done")).toContain(spins);
    expect(circle(listen([{ id: "x", when: plan }], "PT1H"), "x", "a.timeout>done")).toContain(spins);
    const date = { id: "x", date: { entry: "properties.a" } };
    expect(circle(listen([date], "PT1H"), "x", "a.timeout>done")).toContain(spins);
  });

  it("does by silence after a message, where nobody else takes that way", () => {
    expect(circle(ask, "next", "a.ok>done", "a.notSent>done")).toEqual([]);
    // What is not sent goes the same way at once, and so does a button that leads nowhere.
    expect(circle(ask, "next", "a.ok>done")).toContain(spins);
    expect(circle(ask, "next", "a.notSent>done")).toContain(spins);
    expect(circle(ask, "ok", "a.next>done", "a.notSent>done")).toContain(spins);
  });

  it("does by silence after a survey, where every answer has an arm for certain", () => {
    const silent = (when: unknown): string[] => circle(rate(when), "noReply", "a.x>done", "a.notSent>done");
    expect(silent(at(1))).toEqual([]);
    expect(silent({ any: [at(4), { answer: "csat", op: "lt", value: 4 }] })).toEqual([]);
    expect(silent(at(4))).toContain(spins);
    expect(silent({ any: [at(4), { time: { from: "09:00", to: "10:00" } }] })).toContain(spins);
    expect(silent({ any: [at(4), { not: plan }] })).toContain(spins);
  });
});

describe("a variable is set by the way out that sets it", () => {
  const tell = node("tell", "push", {
    title: "Hi",
    class: "service",
    body: "{{ vars.weather | default: '?' }}",
  });
  const hook = node("a", "webhook", { url: "https://x.example/", saveAs: "weather" });
  const awaited = listen(
    [
      { id: "x", event: "purchase", saveAs: "weather" },
      { id: "y", event: "begin" },
    ],
    "P1D",
  );
  const unset = "read-before-set nodes[2].params.body";

  it("for the answer of a call", () => {
    const ways = (port: string) => ["start.next>a", `a.${port}>tell`, "tell.next>done"];
    expect(problems(journey([hook, tell], ways("next")))).toEqual([]);
    expect(problems(journey([hook, tell], ways("failed")))).toContain(unset);
  });

  it("for an awaited event", () => {
    const ways = (port: string, other: string) => [
      ...["start.next>a", `a.${port}>tell`, `a.${other}>done`],
      ...["a.timeout>done", "tell.next>done"],
    ];
    expect(problems(journey([awaited, tell], ways("x", "y")))).toEqual([]);
    expect(problems(journey([awaited, tell], ways("y", "x")))).toContain(unset);
  });

  it("also where a date reads it", () => {
    const date = node("b", "wait", { for: "date", date: { var: "weather.until" } });
    const found = problems(journey([hook, date], ["start.next>a", "a.next>b", "b.next>done"]));
    expect(found).toEqual([]);
    expect(problems(journey([date], ["start.next>b", "b.next>done"]))).toEqual([
      "never-set nodes[1].params.date.var",
    ]);
    // Before it is set the entry counts: a flight departs as booked until it has moved.
    const moved = { id: "x", event: "flight_moved", saveAs: "moved" };
    const gone = { id: "y", date: { entry: "properties.at", var: "moved.properties.at" } };
    const alone = { id: "y", date: { var: "moved.properties.at" } };
    const until = (arm: Params): string[] =>
      problems(
        journey([listen([moved, arm], "P1D")], ["start.next>a", "a.x>done", "a.y>done", "a.timeout>done"]),
      );
    expect(until(gone)).toEqual([]);
    expect(until(alone)).toEqual(["read-before-set nodes[1].params.arms[1].date.var"]);
  });
});

describe("an arm of a wait", () => {
  const arm = (given: Params, timeout?: string): string[] =>
    problems(
      journey(
        [listen([{ id: "x", ...given }], timeout)],
        ["start.next>a", "a.x>done", ...(timeout === undefined ? [] : ["a.timeout>done"])],
      ),
    );

  it("keeps an event only when it waits for one", () => {
    expect(arm({ saveAs: "y", event: "purchase" }, "P1D")).toEqual([]);
    expect(arm({ saveAs: "y", when: plan }, "P1D")).toEqual([
      "nothing-to-save nodes[1].params.arms[0].saveAs",
    ]);
  });

  it("has one date, which a variable may stand before", () => {
    expect(arm({ date: { literal: "2027-01-01" }, offset: "-P1D", at: "09:00" }, "P1D")).toEqual([]);
    const path = "nodes[1].params.arms[0]";
    expect(arm({ date: { entry: "a", literal: "2027-01-01" } }, "P1D")).toEqual([`date-twice ${path}.date`]);
    expect(arm({ date: { literal: "soon" } }, "P1D")).toEqual([`bad-date ${path}.date.literal`]);
    expect(arm({ date: { entry: "a" }, offset: "1 day" }, "P1D")).toEqual([`bad-duration ${path}.offset`]);
    expect(arm({ date: { entry: "a" }, at: "25:00" }, "P1D")).toEqual([`bad-window ${path}.at`]);
    expect(arm({ date: {} }, "P1D")).toEqual([`arm-without-cause ${path}.event`]);
  });

  it("spares the time-out when its date is certain", () => {
    expect(arm({ date: { literal: "2027-01-01" } })).toEqual([]);
    expect(arm({ date: { entry: "properties.a" } })).toEqual(["no-timeout nodes[1].params.timeout"]);
  });

  it("is no time-out of more than two years", () => {
    expect(arm({ event: "purchase" }, "P3Y")).toEqual(["very-long-wait nodes[1].params"]);
  });
});

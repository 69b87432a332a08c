import { emptyJourney, type Journey, type JourneyEdge, type JourneyNode } from "../../journey/schema.ts";
import type { Known } from "../known.ts";

export type Params = Record<string, unknown>;

export const start: JourneyNode = { id: "start", kind: "trigger", params: { on: "event", event: "begin" } };
export const done: JourneyNode = { id: "done", kind: "exit", params: {} };
export const other: JourneyNode = { id: "other", kind: "exit", params: {} };

export function node(id: string, kind: string, params: Params): JourneyNode {
  return { id, kind, params };
}

/** A journey from connections written `from.port>to`. */
export function journey(nodes: JourneyNode[], ways: string[], settings: Journey["settings"] = {}): Journey {
  const edges = ways.map((way): JourneyEdge => {
    const [, from = "", port = "", to = ""] = /^(.+)\.(.+)>(.+)$/.exec(way) ?? [];
    return { from, port, to };
  });
  return { ...emptyJourney("j", "J"), nodes, edges, settings };
}

export function branch(...conditions: unknown[]): Journey {
  const arms = conditions.map((when, index) => ({ id: `arm${index}`, when }));
  const ways = arms.map(({ id }) => `a.${id}>done`);
  return journey(
    [start, node("a", "branch", { arms }), done, other],
    ["start.next>a", ...ways, "a.else>other"],
  );
}

/** One step between a trigger and an end. */
export function single(
  kind: string,
  params: Params,
  settings: Journey["settings"] = {},
  port = "next",
): Journey {
  return journey([start, node("a", kind, params), done], ["start.next>a", `a.${port}>done`], settings);
}

export function survey(...conditions: Params[]): Journey {
  const arms = conditions.map((when, index) => ({ id: `arm${index}`, when: { answer: "csat", ...when } }));
  const ways = arms.map(({ id }) => `a.${id}>done`);
  const params = { ask: "csat", question: "How was it?", class: "service", arms };
  return journey([start, node("a", "survey", params), done], ["start.next>a", ...ways]);
}

export const plan = (op: string, value?: unknown): Params => ({
  attr: "plan",
  op,
  ...(value === undefined ? {} : { value }),
});
export const wait = (id: string): JourneyNode => node(id, "wait", { for: "duration", duration: "P1D" });
export const push = (id: string, params: Params = {}): JourneyNode =>
  node(id, "push", { title: "Hi", ...params });
export const agreed = { consent: { channel: "push", purpose: "marketing" } };
export const exits = (...exitWhen: Params[]): Journey =>
  single("wait", { for: "duration", duration: "P1D" }, { exitWhen });
export const goals = (...list: NonNullable<Journey["settings"]["goals"]>): Journey =>
  single("wait", { for: "duration", duration: "P1D" }, { goals: list });
/** What data has in the cases. */
export const known: Known = {
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
export const hook = node("hook", "webhook", { url: "https://x.example/", saveAs: "weather" });
export const tell = push("tell", { body: "{{ vars.weather | default: '?' }}" });

/** Ways through a consent question: `yes` and `no` are where promotion by push stands. */
export function primer(...nodes: [before: boolean, yes: boolean, no: boolean]): Journey {
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

export const asked = (attr: string, op: string, value: unknown): Journey => branch({ attr, op, value });
export const bought = (where: Params): Journey => branch({ event: "purchase", where });

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyJourney, type Journey, type JourneyEdge, type JourneyNode } from "../journey/schema.ts";
import { readJourney } from "../journey/read.ts";
import { describeProblem } from "../problems.ts";
import { compile, writeGraph } from "./compile.ts";

const start: JourneyNode = { id: "start", kind: "trigger", params: { on: "event", event: "begin" } };
const done: JourneyNode = { id: "done", kind: "exit", params: {} };

function wait(id: string, duration: string): JourneyNode {
  return { id, kind: "wait", params: { for: "duration", duration } };
}

function push(id: string, params: Record<string, unknown>): JourneyNode {
  return { id, kind: "push", params: { title: "Hi", ...params } };
}

function edge(from: string, port: string, to: string): JourneyEdge {
  return { from, port, to };
}

function journey(nodes: JourneyNode[], edges: JourneyEdge[], settings: Journey["settings"] = {}): Journey {
  return { ...emptyJourney("j", "J"), nodes, edges, settings };
}

/** start -> the given step -> done */
function through(node: JourneyNode, port = "next", more: JourneyNode[] = []): Journey {
  return journey([start, node, done, ...more], [edge("start", "next", node.id), edge(node.id, port, "done")]);
}

const clean = through(wait("calm", "PT2H"));

describe("compile", () => {
  it("gives a graph without problems, whatever the layout, the notes and the order of steps", () => {
    const { graph, problems } = compile(clean);
    expect(problems).toEqual([]);
    const moved: Journey = {
      ...clean,
      nodes: clean.nodes.toReversed(),
      layout: { start: { x: 5, y: 5 } },
      notes: [{ id: "note", text: "hello", x: 0, y: 0 }],
    };
    expect(compile(moved).graph).toEqual(graph);
    expect(graph?.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(compile(through(wait("calm", "PT3H"))).graph?.hash).not.toBe(graph?.hash);
  });

  it("writes the graph as canonical text that parses back", () => {
    const { graph } = compile(clean);
    if (graph === undefined) throw new Error("the clean journey has a graph");
    expect(JSON.parse(writeGraph(graph))).toEqual(graph);
  });

  it("finds nothing in the sample", () => {
    const file = join(import.meta.dirname, "../../assets/samples/after-trip/after-trip.journey.json");
    const { journey: sample } = readJourney(readFileSync(file, "utf8"));
    if (sample === undefined) throw new Error("the sample reads");
    expect(compile(sample).problems).toEqual([]);
  });

  /** Each code with a journey that has it and where it is; the mended one is `clean` or beside it. */
  const broken: [code: string, path: string, journey: Journey][] = [
    ["missing-entry", "nodes", journey([done], [])],
    ["entry-leads-nowhere", "nodes[0]", journey([start], [])],
    ["missing-event", "nodes[0].params.event", through(wait("a", "P1D"))],
    [
      "dangling-edge",
      "edges[1]",
      journey([start], [edge("start", "next", "start2"), edge("start", "next", "x")]),
    ],
    ["unknown-port", "edges[1]", through(wait("a", "P1D"), "sideways")],
    [
      "port-used-twice",
      "edges[1]",
      journey([start, done], [edge("start", "next", "done"), edge("start", "next", "done")]),
    ],
    ["edge-into-entry", "edges[1]", through(wait("a", "P1D"))],
    [
      "unreachable-node",
      "nodes[2]",
      journey([start, done, wait("lost", "P1D")], [edge("start", "next", "done")]),
    ],
    [
      "cycle-without-wait",
      "nodes[1]",
      journey(
        [start, push("a", { buttons: [{ id: "again", label: "Again" }] }), wait("b", "PT59S")],
        [edge("start", "next", "a"), edge("a", "again", "b"), edge("b", "next", "a")],
      ),
    ],
    ["unknown-kind", "nodes[1].kind", through({ id: "a", kind: "teleport", params: {} })],
    [
      "unknown-key",
      "nodes[1].params.colour",
      through({ ...wait("a", "P1D"), params: { for: "duration", duration: "P1D", colour: "red" } }),
    ],
    ["invalid-value", "nodes[1].params.for", through({ id: "a", kind: "wait", params: { for: "godot" } })],
    ["bad-duration", "nodes[1].params.duration", through(wait("a", "two hours"))],
    ["negative-duration", "nodes[1].params.duration", through(wait("a", "-PT2H"))],
    [
      "bad-window",
      "nodes[1].params.from",
      through({ id: "a", kind: "wait", params: { for: "window", from: "25:00" } }),
    ],
    [
      "no-timeout",
      "nodes[1].params.timeout",
      through({ id: "a", kind: "wait", params: { for: "until", arms: [{ id: "x", event: "e" }] } }, "x"),
    ],
    [
      "arm-without-cause",
      "nodes[1].params.arms[0].event",
      through({ id: "a", kind: "wait", params: { for: "until", arms: [{ id: "x" }], timeout: "P1D" } }, "x"),
    ],
    [
      "arm-without-condition",
      "nodes[1].params.arms[0].when",
      through({ id: "a", kind: "branch", params: { arms: [{ id: "x" }] } }, "x"),
    ],
    [
      "reserved-port",
      "nodes[1].params.buttons[0].id",
      through(push("a", { buttons: [{ id: "notSent", label: "Go" }] })),
    ],
    [
      "duplicate-port",
      "nodes[1].params.buttons[1].id",
      through(
        push("a", {
          buttons: [
            { id: "b", label: "1" },
            { id: "b", label: "2" },
          ],
        }),
      ),
    ],
    [
      "button-without-text",
      "nodes[1].params.buttons[0].label",
      through(push("a", { buttons: [{ id: "b", label: " " }] })),
    ],
    ["message-without-content", "nodes[1].params.title", through(push("a", { title: "" }))],
    ["unsafe-link", "nodes[1].params.link", through(push("a", { link: "javascript:alert(1)" }))],
    [
      "email-without-subject",
      "nodes[1].params.subject",
      through({ id: "a", kind: "email", params: { body: { text: "Hi" } } }),
    ],
    [
      "bad-address",
      "nodes[1].params.from",
      through({ id: "a", kind: "email", params: { from: "a\nBcc: b", subject: "S", body: { text: "Hi" } } }),
    ],
    [
      "survey-without-question",
      "nodes[1].params.question",
      through({ id: "a", kind: "survey", params: { ask: "nps" } }, "noReply"),
    ],
    [
      "template-syntax",
      "nodes[1].params.title",
      through(push("a", { title: "{{ person.firstName | nosuchfilter }}" })),
    ],
    ["template-syntax", "nodes[1].params.body.fr", through(push("a", { body: { fr: "{% if %}" } }))],
    [
      "no-fallback",
      "nodes[1].params.title",
      through(push("a", { title: "{% if vars.x %}{{ person.firstName }}{% endif %}" })),
    ],
    ["unknown-variable", "nodes[1].params.title", through(push("a", { title: "{{ customer.name }}" }))],
    [
      "unknown-node",
      "nodes[1].params.arms[0].when",
      through(
        {
          id: "a",
          kind: "branch",
          params: { arms: [{ id: "x", when: { message: "ghost", did: "opened" } }] },
        },
        "x",
      ),
    ],
    ["bad-time-zone", "settings.timeZone", { ...clean, settings: { timeZone: "Mars/Olympus" } }],
    ["bad-date", "settings.reviewBy", { ...clean, settings: { reviewBy: "2027-02-30" } }],
    ["bad-duration", "settings.lateness", { ...clean, settings: { lateness: "soon" } }],
    [
      "bad-duration",
      "settings.goals[0].within",
      { ...clean, settings: { goals: [{ id: "g", event: "e", within: "x" }] } },
    ],
  ];
  broken[2] = [
    "missing-event",
    "nodes[0].params.event",
    journey([{ ...start, params: { on: "event" } }, done], [edge("start", "next", "done")]),
  ];
  broken[6] = [
    "edge-into-entry",
    "edges[1]",
    journey([start, wait("a", "P1D")], [edge("start", "next", "a"), edge("a", "next", "start")]),
  ];

  it.each(broken)("%s at %s", (code, path, wrong) => {
    const found = compile(wrong).problems.filter((problem) => problem.code === code);
    expect(found.map((problem) => problem.path)).toContain(path);
    const [first] = found;
    if (first === undefined) throw new Error("found");
    for (const locale of ["en", "fr"] as const)
      expect(describeProblem(first, locale).message).not.toMatch(/\{\w+\}/);
    expect(describeProblem(first, "fr").message).not.toBe(first.message);
    if (first.severity === "error") expect(compile(wrong).graph).toBeUndefined();
    else expect(compile(wrong).graph).toBeDefined();
  });

  it("knows loop variables and assigned ones, and asks for a fallback once per text", () => {
    const title =
      "{% assign x = 1 %}{{ x }}{% for i in vars.items %}{{ i }}{{ forloop.index }}{% endfor %}{{ person.a }}{{ person.a }}";
    expect(compile(through(push("a", { title }))).problems.map(({ code }) => code)).toEqual(["no-fallback"]);
  });

  it("lists at most 100 problems, errors first", () => {
    const lost = Array.from({ length: 300 }, (_, index) => wait(`w${index}`, "P1D"));
    const { problems } = compile(journey([start, ...lost], []));
    expect(problems).toHaveLength(100);
    expect(problems[0]?.severity).toBe("error");
  });

  it("survives 5,000 steps in a row", () => {
    const row = Array.from({ length: 4_998 }, (_, index) => push(`p${index}`, {}));
    const edges = row.map((node, index) => edge(index === 0 ? "start" : `p${index - 1}`, "next", node.id));
    const { graph } = compile(journey([start, ...row, done], [...edges, edge("p4997", "next", "done")]));
    expect(Object.keys(graph?.nodes ?? {})).toHaveLength(5_000);
  });
});

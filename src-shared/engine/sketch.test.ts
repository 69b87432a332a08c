import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { kindOf } from "../nodes/registry.ts";
import { Person } from "../person/person.ts";
import { parseInstant } from "../time/instant.ts";
import { renderInline } from "../render/render-inline.ts";
import { simulate } from "../simulate/simulate.ts";
import { readConformanceCase } from "./conformance/fixtures.ts";
import { DEFAULT_POLICIES } from "./policies.ts";
import { sketchMessage, wayOfReply } from "./sketch.ts";

const kinds = join(import.meta.dirname, "../nodes");
const world = { render: renderInline, policies: DEFAULT_POLICIES, timeZone: "UTC" };

/** The fixture of a kind: what was really sent, with what each message was made from. */
function sentIn(kind: string) {
  const text = (file: string) => readFileSync(join(kinds, kind, file), "utf8");
  const { graph, persona, start, until, events } = readConformanceCase(
    text("fixture.journey.json"),
    text("fixture.plan.json"),
  );
  const { trace, state } = simulate({
    graph,
    persona,
    events,
    start,
    until,
    policies: DEFAULT_POLICIES,
    timeZone: "UTC",
    seed: 1,
    render: renderInline,
  });
  const lines = trace.filter(({ rendered }) => rendered !== undefined);
  return lines.map((line) => {
    const node = graph.nodes[line.node];
    const definition = kindOf(node?.kind ?? "");
    const run = state.runs.find(({ id }) => id === line.run);
    if (node === undefined || definition === undefined || run === undefined) throw new Error("no such step");
    const sketched = sketchMessage(
      {
        nodeId: line.node,
        kind: definition,
        params: definition.params.parse(node.params),
        settings: graph.settings,
        person: persona,
        now: parseInstant(line.at) ?? Number.NaN,
        run,
      },
      world,
    );
    return { line, sketched };
  });
}

describe("a sketch is what would be sent", () => {
  it.each(
    readdirSync(kinds, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
  )("in the fixture of %s", (kind) => {
    for (const { line, sketched } of sentIn(kind)) {
      // Answers and variables that came after the message are in the run by now: the fixtures read none of those.
      expect(sketched?.content).toMatchObject({ ok: true });
      const { collapseKey: _key, ...rendered } = line.rendered ?? {};
      expect(sketched?.content).toHaveProperty("rendered", expect.objectContaining(rendered));
      expect(sketched?.channel).toBe(line.channel);
    }
  });

  it("and there are messages to compare", () => {
    expect(
      ["push", "email", "sms", "in-app", "card", "survey"].map((kind) => sentIn(kind).length),
    ).not.toContain(0);
  });
});

const push = kindOf("push");
function pushTo(person: object) {
  if (push === undefined) throw new Error("no push");
  return sketchMessage(
    {
      nodeId: "p",
      kind: push,
      params: push.params.parse({ title: "{{ content.weather.temp }} in {{ person.city }}", body: "" }),
      settings: { content: [{ id: "weather", url: "https://example.com", fallback: { temp: 20 } }] },
      person: Person.parse(person),
      now: 0,
      run: { entry: { messageId: "e", name: "go", at: 0, properties: {} }, vars: {}, answers: {} },
    },
    world,
  );
}

describe("a sketch says what would keep the message from her", () => {
  const devices = [{ id: "d", platform: "ios" }];
  const consents = [{ channel: "push", purpose: "marketing", state: "granted" }];
  it.each([
    [{ id: "a" }, ["no-consent", "no-address"]],
    [{ id: "a", devices }, ["no-consent"]],
    [{ id: "a", consents }, ["no-address"]],
    [{ id: "a", devices, consents }, []],
  ])("%j", (person, obstacles) => {
    expect(pushTo(person)?.obstacles).toEqual(obstacles);
  });

  it("shows fallbacks of connected content, and names what had no value", () => {
    expect(pushTo({ id: "a" })?.content).toMatchObject({
      ok: true,
      rendered: { title: "20 in " },
      missing: ["person.city"],
    });
  });
});

describe("a reply leaves by the port the kind decides", () => {
  const survey = kindOf("survey");
  const at = { nodeId: "s", person: Person.parse({ id: "a" }), now: 0 };
  const arms = [
    { id: "unhappy", when: { answer: "csat", op: "le", value: 3 } },
    { id: "happy", when: { answer: "csat", op: "ge", value: 4 } },
  ];
  it.each([
    [1, "unhappy"],
    [5, "happy"],
  ])("a score of %i", (score, port) => {
    if (survey === undefined || push === undefined) throw new Error("no survey");
    const params = survey.params.parse({ ask: "csat", question: "?", via: "push", arms });
    expect(wayOfReply({ ...at, kind: survey, params }, { score })).toBe(port);
    const buttons = { title: "?", buttons: [{ id: "yes", label: "Yes" }] };
    expect(wayOfReply({ ...at, kind: push, params: push.params.parse(buttons) }, { button: "yes" })).toBe(
      "yes",
    );
    expect(
      wayOfReply({ ...at, kind: push, params: push.params.parse(buttons) }, { button: "?" }),
    ).toBeUndefined();
  });
});

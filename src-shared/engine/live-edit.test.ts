import { describe, expect, it } from "vitest";
import { compile } from "../compile/compile.ts";
import type { Graph } from "../graph/graph.ts";
import { emptyJourney, type Journey, type JourneyNode } from "../journey/schema.ts";
import type { PersonEvent } from "../person/events.ts";
import { Person } from "../person/person.ts";
import { renderInline } from "../render/render-inline.ts";
import { advancePerson } from "./advance.ts";
import { nextDue } from "./agenda.ts";
import { editRuns, type LiveEdit } from "./edit-runs.ts";
import { placesIn, planLiveEdit } from "./live-edit.ts";
import { NO_MARKS } from "./marks.ts";
import { Policies } from "./policies.ts";
import type { PersonState, Transition, World } from "./world.ts";

const T0 = Date.parse("2027-03-10T15:00:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function version(
  nodes: JourneyNode[],
  edges: [string, string, string][],
  settings: Journey["settings"] = {},
): Graph {
  const list = edges.map(([from, port, to]) => ({ from, port, to }));
  const start: JourneyNode = { id: "start", kind: "trigger", params: { on: "event", event: "begin" } };
  const { graph, problems } = compile({
    ...emptyJourney("j", "J"),
    nodes: [start, ...nodes],
    edges: list,
    settings: { class: "service", ...settings },
  });
  if (graph === undefined) throw new Error(JSON.stringify(problems));
  return graph;
}

const wait = (id: string, duration: string): JourneyNode => ({
  id,
  kind: "wait",
  params: { for: "duration", duration },
});
const mail = (id: string, subject: string): JourneyNode => ({
  id,
  kind: "email",
  params: { subject, body: { text: "Hello" } },
});

/** One person in a world whose versions are all known; the last of them is the one that is published. */
function host(versions: Graph[], options: { open?: boolean; inline?: boolean; policies?: unknown } = {}) {
  let state: PersonState = {
    person: Person.parse({ id: "sara", email: "sara@example.com", timeZone: "Europe/Paris" }),
    events: [],
    runs: [],
    sends: [],
    marks: NO_MARKS,
  };
  let open = true;
  const worldOf = (newest: Graph | undefined): World => ({
    seed: 1,
    policies: Policies.parse(options.policies ?? {}),
    timeZone: "UTC",
    journeys: newest === undefined ? [] : [{ graph: newest, open }],
    graph: (hash) => versions.find((each) => each.hash === hash),
    render: renderInline,
    inline: () => (options.inline === false ? undefined : { status: "accepted" }),
  });
  const keep = (transition: Transition): Transition => {
    state = transition.state;
    return transition;
  };
  const brief = ({ trace }: Transition): string[] =>
    trace.map(({ node, what, reason }) =>
      [node, what, reason].filter((part) => part !== undefined).join(" "),
    );
  return {
    get run() {
      const run = state.runs[0];
      if (run === undefined) throw new Error("a run");
      return run;
    },
    get sends() {
      return state.sends;
    },
    get due() {
      return nextDue(state, worldOf(versions.at(-1)));
    },
    pause: (is: boolean) => {
      open = !is;
    },
    event: (name: string, now: number) => {
      const event: PersonEvent = {
        messageId: `${name}-${now}`,
        type: "track",
        name,
        personId: "sara",
        properties: {},
        timestamp: now,
      };
      return keep(advancePerson(state, { arrivals: [{ event, due: now }] }, now, worldOf(versions[0])));
    },
    advance: (now: number) => brief(keep(advancePerson(state, {}, now, worldOf(versions.at(-1))))),
    deliver: (sendId: string, now: number) =>
      brief(
        keep(
          advancePerson(
            state,
            { deliveries: [{ sendId, result: { status: "accepted" } }] },
            now,
            worldOf(versions.at(-1)),
          ),
        ),
      ),
    edit: (now: number, mapping: LiveEdit["mapping"] = {}, choice: "finish" | "move" | "end" = "move") => {
      const to = versions.at(-1);
      if (to === undefined) throw new Error("a version");
      return brief(keep(editRuns(state, { to, choice: () => choice, mapping }, now, worldOf(to))));
    },
  };
}

describe("the plan of a live edit", () => {
  const from = version(
    [wait("calm", "P1D"), wait("rest", "P2D"), mail("mail", "Hi")],
    [
      ["start", "next", "calm"],
      ["calm", "next", "rest"],
      ["rest", "next", "mail"],
    ],
  );
  const to = version(
    [wait("calm", "P3D"), mail("mail", "Hi")],
    [
      ["start", "next", "calm"],
      ["calm", "next", "mail"],
    ],
  );
  const standing = { calm: 3, rest: 2, mail: 0 };
  const plan = (choice: "finish" | "move" | "end", mapping: Record<string, string> = {}, target = to) =>
    planLiveEdit({ from, to: target, standing, choice, mapping, version: 4 });

  it("leaves everybody where she is, ends everybody, and changes nothing under the same graph", () => {
    const people = [
      { node: "calm", count: 3 },
      { node: "rest", count: 2 },
    ];
    expect(plan("finish")).toEqual({ keep: people, move: [], end: [], problems: [] });
    expect(plan("end")).toEqual({ keep: [], move: [], end: people, problems: [] });
    expect(plan("end", {}, from)).toEqual({ keep: people, move: [], end: [], problems: [] });
  });

  it("names every removed step with people at it, and only those", () => {
    const { move, problems } = plan("move");
    expect(move).toEqual([{ from: "calm", to: "calm", count: 3 }]);
    expect(problems).toMatchObject([
      { code: "people-at-removed-step", severity: "error", path: "map.rest", args: { count: 2, version: 4 } },
    ]);
  });

  it("moves by the mapping, also away from a step that is still there", () => {
    expect(plan("move", { rest: "calm", calm: "mail" })).toMatchObject({
      move: [
        { from: "calm", to: "mail", count: 3 },
        { from: "rest", to: "calm", count: 2 },
      ],
      problems: [],
    });
  });

  it("refuses targets that are not there or that only an entry leads to", () => {
    const codes = (mapping: Record<string, string>) => plan("move", mapping).problems.map(({ code }) => code);
    expect(codes({ rest: "nowhere" })).toEqual(["no-step-to-move-to"]);
    expect(codes({ rest: "start" })).toEqual(["moved-into-entry"]);
    expect(placesIn(to).sort()).toEqual(["calm", "mail"]);
  });
});

describe("moving a run to a new version", () => {
  const one = version(
    [wait("calm", "P2D"), mail("mail", "Old")],
    [
      ["start", "next", "calm"],
      ["calm", "next", "mail"],
    ],
  );
  const edges: [string, string, string][] = [
    ["start", "next", "calm"],
    ["calm", "next", "mail"],
  ];

  it("computes the wait again from when she came, and goes on by the new version", () => {
    const two = version([wait("calm", "P5D"), mail("mail", "New")], edges);
    const sara = host([one, two]);
    sara.event("begin", T0);
    expect(sara.edit(T0 + DAY)).toEqual(["calm wait moved"]);
    expect(sara.run).toMatchObject({ graph: two.hash, nodeId: "calm", since: T0, visits: { calm: 1 } });
    expect(sara.due).toBe(T0 + 5 * DAY);
    sara.advance(T0 + 5 * DAY);
    expect(sara.sends).toMatchObject([{ status: "accepted", rendered: { subject: "New" } }]);
  });

  it("never lets a wait that became shorter end before now", () => {
    const two = version([wait("calm", "PT1H"), mail("mail", "New")], edges);
    const sara = host([one, two]);
    sara.event("begin", T0);
    sara.edit(T0 + DAY);
    expect(sara.due).toBe(T0 + DAY);
    expect(sara.advance(T0 + DAY)).toContain("calm resume timer");
  });

  it("leaves a due instant alone that the new version does not change, overdue or not", () => {
    const two = version([wait("calm", "P2D"), mail("mail", "New")], edges);
    const sara = host([one, two]);
    sara.event("begin", T0);
    sara.edit(T0 + 3 * DAY);
    expect(sara.due).toBe(T0 + 2 * DAY);
  });

  it("lets her arrive now at the step her old one was mapped to", () => {
    const two = version(
      [wait("pause", "P2D"), mail("mail", "New")],
      [
        ["start", "next", "pause"],
        ["pause", "next", "mail"],
      ],
    );
    const sara = host([one, two]);
    sara.event("begin", T0);
    expect(sara.edit(T0 + DAY, { calm: "pause" })).toEqual([
      "calm resume moved",
      "pause enter",
      "pause wait",
    ]);
    expect(sara.run).toMatchObject({ nodeId: "pause", since: T0 + DAY, visits: { calm: 1, pause: 1 } });
    expect(sara.due).toBe(T0 + 3 * DAY);
  });

  it("sends in the same transaction when she is moved to a message", () => {
    const two = version([mail("mail", "New")], [["start", "next", "mail"]]);
    const sara = host([one, two]);
    sara.event("begin", T0);
    expect(sara.edit(T0 + DAY, { calm: "mail" })).toEqual([
      "calm resume moved",
      "mail enter",
      "mail send",
      "mail send",
      "mail leave",
      "mail end completed",
    ]);
    expect(sara.run.status).toBe("completed");
  });

  it("arrives anew where a step of the same id became another kind", () => {
    const two = version([mail("calm", "New"), mail("mail", "Last")], edges);
    const sara = host([one, two]);
    sara.event("begin", T0);
    expect(sara.edit(T0 + DAY).slice(0, 3)).toEqual(["calm resume moved", "calm enter", "calm send"]);
    expect(sara.run.visits["calm"]).toBe(2);
  });

  it("drops a held message of the old version and asks the gate for that of the new one", () => {
    const night = { quietHours: { from: "15:00", to: "20:00" } };
    const old = version([mail("mail", "Old")], [["start", "next", "mail"]], night);
    const two = version([mail("mail", "New")], [["start", "next", "mail"]], night);
    const sara = host([old, two]);
    sara.event("begin", T0);
    expect(sara.sends).toMatchObject([{ status: "held", reason: "quiet-hours" }]);
    sara.edit(T0 + HOUR);
    expect(sara.sends).toMatchObject([
      { status: "skipped", reason: "moved", visit: 1 },
      { status: "held", visit: 2 },
    ]);
    sara.advance(T0 + 5 * HOUR);
    expect(sara.sends[1]).toMatchObject({ status: "accepted", rendered: { subject: "New" } });
    expect(sara.run.status).toBe("completed");
  });

  it("leaves a message that is on its way to the step that sent it", () => {
    const old = version([mail("mail", "Old")], [["start", "next", "mail"]]);
    const two = version(
      [mail("mail", "New"), mail("last", "Last")],
      [
        ["start", "next", "mail"],
        ["mail", "next", "last"],
      ],
    );
    const stays = host([old, two], { inline: false });
    stays.event("begin", T0);
    const sent = stays.sends[0]?.id ?? "";
    expect(stays.edit(T0 + HOUR)).toEqual(["mail wait moved"]);
    expect(stays.deliver(sent, T0 + HOUR)).toEqual(["mail send", "mail leave", "last enter", "last send"]);

    const goes = host([old, two], { inline: false });
    goes.event("begin", T0);
    goes.edit(T0 + HOUR, { mail: "last" });
    expect(goes.sends.map(({ nodeId, status }) => `${nodeId} ${status}`)).toEqual([
      "mail claimed",
      "last claimed",
    ]);
    // The answer to the old message must not pass for that to the new one.
    expect(goes.deliver(sent, T0 + HOUR)).toEqual(["mail send"]);
    expect(goes.run).toMatchObject({ status: "active", nodeId: "last", waiting: { for: "send" } });
  });

  it("counts the new reply window from the moment the message was sent, and stops waiting without a way to reply", () => {
    const ask = (replyWithin: string): JourneyNode => ({
      id: "ask",
      kind: "in-app",
      params: { title: "Well?", buttons: [{ id: "ok", label: "OK" }], replyWithin },
    });
    const withReply: [string, string, string][] = [
      ["start", "next", "ask"],
      ["ask", "next", "mail"],
      ["ask", "ok", "mail"],
    ];
    const night = { quietHours: { from: "15:00", to: "20:00" } };
    const old = version([ask("P2D"), mail("mail", "Old")], withReply, night);
    const longer = version([ask("P4D"), mail("mail", "New")], withReply, night);
    const sara = host([old, longer]);
    sara.event("begin", T0);
    const sentAt = T0 + 4 * HOUR;
    sara.advance(sentAt);
    expect(sara.due).toBe(sentAt + 2 * DAY);
    expect(sara.edit(T0 + DAY)).toEqual(["ask wait moved"]);
    expect(sara.due).toBe(sentAt + 4 * DAY);

    const shorter = version([ask("PT1H"), mail("mail", "New")], withReply, night);
    const over = host([old, shorter]);
    over.event("begin", T0);
    over.advance(sentAt);
    over.edit(T0 + DAY);
    expect(over.due).toBe(T0 + DAY);

    const mute = version([ask("P2D"), mail("mail", "New")], withReply.slice(0, 2), night);
    const goesOn = host([old, mute]);
    goesOn.event("begin", T0);
    goesOn.advance(sentAt);
    expect(goesOn.edit(T0 + DAY).slice(0, 3)).toEqual([
      "ask wait moved",
      "ask resume condition",
      "ask leave",
    ]);
  });

  it("computes windows, dates and time-outs again, and misses a date the new version has in the past", () => {
    const calm = (params: Record<string, unknown>): Graph =>
      version(
        [{ id: "calm", kind: "wait", params }, mail("mail", "New"), mail("late", "Missed")],
        [...edges, ...("date" in params ? [["calm", "missed", "late"] as [string, string, string]] : [])],
      );
    const dueUnder = (params: Record<string, unknown>): number | undefined => {
      const sara = host([one, calm(params)]);
      sara.event("begin", T0);
      sara.edit(T0 + HOUR);
      return sara.due;
    };
    // Wednesday 16:00 in Paris; the window opens on Friday.
    expect(dueUnder({ for: "window", days: [5], from: "09:00", to: "10:00" })).toBe(
      Date.parse("2027-03-12T08:00:00Z"),
    );
    expect(dueUnder({ for: "window", from: "09:00", to: "19:00" })).toBe(T0 + HOUR);
    expect(dueUnder({ for: "date", date: { literal: "2027-03-20" } })).toBe(
      Date.parse("2027-03-19T23:00:00Z"),
    );
    const sara = host([one, calm({ for: "date", date: { literal: "2027-03-01" } })]);
    sara.event("begin", T0);
    sara.edit(T0 + HOUR);
    expect(sara.advance(T0 + HOUR)).toContain("late enter");
  });

  it("looks at exit rules and conditions of the new version at once", () => {
    const exits = version([wait("calm", "P5D"), mail("mail", "New")], edges, {
      exitWhen: [{ when: { attr: "email", op: "exists" } }],
    });
    const leaves = host([one, exits]);
    leaves.event("begin", T0);
    expect(leaves.edit(T0 + HOUR)).toEqual([
      "calm wait moved",
      "calm exit exit-criteria",
      "calm end exit-criteria",
    ]);

    const until: JourneyNode = {
      id: "calm",
      kind: "wait",
      params: {
        for: "until",
        timeout: "P9D",
        arms: [{ id: "known", when: { attr: "email", op: "exists" } }],
      },
    };
    const condition = version(
      [until, mail("mail", "New")],
      [
        ["start", "next", "calm"],
        ["calm", "known", "mail"],
      ],
    );
    const passes = host([one, condition]);
    passes.event("begin", T0);
    expect(passes.edit(T0 + HOUR).slice(0, 3)).toEqual([
      "calm wait moved",
      "calm resume condition",
      "calm leave",
    ]);
  });

  it("holds what a move wants to send while the journey is paused", () => {
    const two = version([mail("mail", "New")], [["start", "next", "mail"]]);
    const sara = host([one, two]);
    sara.event("begin", T0);
    sara.pause(true);
    expect(sara.edit(T0 + HOUR, { calm: "mail" }).at(-1)).toBe("mail hold paused");
    expect(sara.due).toBeUndefined();
    sara.pause(false);
    sara.advance(T0 + 2 * HOUR);
    expect(sara.sends).toMatchObject([{ status: "accepted" }]);
  });

  it("ends runs with a reason, and lets others finish untouched", () => {
    const two = version([mail("mail", "New")], [["start", "next", "mail"]]);
    const ends = host([one, two]);
    ends.event("begin", T0);
    expect(ends.edit(T0 + HOUR, {}, "end")).toEqual(["calm end replaced"]);
    expect(ends.run).toMatchObject({ status: "stopped", endReason: "replaced", graph: one.hash });
    const stays = host([one, two]);
    stays.event("begin", T0);
    expect(stays.edit(T0 + HOUR, {}, "finish")).toEqual([]);
    expect(stays.run).toMatchObject({ status: "active", graph: one.hash });
  });
});

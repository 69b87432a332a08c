import { describe, expect, it } from "vitest";
import { at, temporaryService, track, waitAndMail } from "./testing/open.ts";

const people = (ids: string[]) =>
  JSON.stringify(ids.map((id) => ({ id, email: `${id}@example.com`, traits: { firstName: id } })));

async function published(options: Parameters<typeof waitAndMail>[1] = {}) {
  const service = await temporaryService();
  const { client } = service;
  await client.people.importText({ text: people(["sara", "tom"]), format: "json" });
  await client.journeys.importText({ text: waitAndMail("j", options) });
  await client.journeys.publish({ id: "j" });
  const settle = () => service.context.writer().scheduler.settled();
  const send = async (...events: object[]) => {
    const answer = await client.events.send({ events });
    await settle();
    return answer;
  };
  return { service, client, settle, send };
}

describe("a journey from import to outbox", () => {
  it("starts runs on events, waits on the clock and delivers into the outbox", async () => {
    const { client, send } = await published();
    expect(await send(track("m1", "sara", "go"))).toEqual({ accepted: 1, duplicates: 0, problems: [] });
    const waiting = await client.runs.list({ journeyId: "j" });
    expect(waiting.runs).toMatchObject([
      { personName: "sara", nodeId: "calm", status: "active", until: at("2027-03-12T20:00:00Z") },
    ]);
    expect((await client.journeys.live({ id: "j" })).nodes).toContainEqual({
      nodeId: "calm",
      entered: 1,
      here: 1,
      nextDue: at("2027-03-12T20:00:00Z"),
    });
    await client.workspace.advanceClock({ by: "PT1H" });
    expect((await client.outbox.list({})).total).toBe(0);
    expect(await client.workspace.advanceClock({ by: "PT3H" })).toEqual({ now: at("2027-03-12T22:00:00Z") });
    const outbox = await client.outbox.list({});
    expect(outbox.sends).toMatchObject([
      { status: "accepted", headline: "Thank you", personName: "sara", at: at("2027-03-12T20:00:00Z") },
    ]);
    const run = await client.runs.get({ id: outbox.sends[0]?.runId ?? "" });
    expect(run.summary.status).toBe("completed");
    expect(run.trace.map((line) => `${line.node} ${line.what}`)).toEqual([
      "start enter",
      "start leave",
      "calm enter",
      "calm wait",
      "calm resume",
      "calm leave",
      "mail enter",
      // Claimed by the gate, then accepted by the outbox.
      "mail send",
      "mail send",
      "mail leave",
      "mail end",
    ]);
    const live = await client.journeys.live({ id: "j" });
    expect(live).toMatchObject({ runs: { active: 0, completed: 1 }, sends: { accepted: 1 } });
    expect(live.edges).toContainEqual({ from: "calm", port: "next", passed: 1 });
    const detail = await client.outbox.get({ id: outbox.sends[0]?.id ?? "" });
    expect(detail).toMatchObject({ kind: "email", zone: "UTC", person: { id: "sara" }, open: false });
    expect((await client.outbox.preview({ id: detail.send.id })).html).toContain("Hello");
  });

  it("takes an event once, and makes an anonymous person of an unknown one", async () => {
    const { client, send } = await published();
    await send(track("m1", "stranger", "go"));
    expect(await send(track("m1", "stranger", "go"), track("m1", "sara", "go"))).toMatchObject({
      accepted: 0,
      duplicates: 2,
    });
    expect(await client.people.get({ id: "stranger" })).toEqual({
      id: "stranger",
      traits: {},
      devices: [],
      consents: [],
    });
    expect((await client.runs.list({})).total).toBe(1);
  });

  it("keeps events dated in the future until then", async () => {
    const { client, send } = await published();
    await send(track("m1", "sara", "go", { timestamp: "2027-03-13T00:00:00Z" }));
    expect((await client.events.recent({}))[0]).toMatchObject({ state: "pending" });
    expect((await client.runs.list({})).total).toBe(0);
    await client.workspace.advanceClock({ to: at("2027-03-13T00:00:00Z") });
    expect((await client.runs.list({})).runs[0]).toMatchObject({ startedAt: at("2027-03-13T00:00:00Z") });
  });

  it("takes later events of an earlier id for those of the person it was merged into", async () => {
    const { client, send } = await published();
    await send({ type: "alias", messageId: "a1", previousId: "visitor", userId: "sara" });
    await send(track("m1", "visitor", "go"));
    expect((await client.runs.list({})).runs).toMatchObject([{ personId: "sara" }]);
    expect((await client.people.list({ search: "visitor" })).total).toBe(0);
  });

  it("reports events it cannot use and takes the others", async () => {
    const { send } = await published();
    const answer = await send(track("m1", "sara", "go"), { type: "track", event: "go" }, { nonsense: true });
    expect(answer).toMatchObject({ accepted: 1, problems: [{ path: "[1]" }, { severity: "error" }] });
  });

  it("starts by hand where a manual trigger is", async () => {
    const { client, settle } = await published({
      nodes: [{ id: "hand", kind: "trigger", params: { on: "manual" } }],
      edges: [{ from: "hand", port: "next", to: "mail" }],
    });
    await client.journeys.start({ id: "j", personId: "tom" });
    await settle();
    expect((await client.runs.list({ personId: "tom" })).runs).toMatchObject([{ status: "completed" }]);
    await expect(client.journeys.start({ id: "j", personId: "nobody" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("answers a survey as its person", async () => {
    const survey = {
      id: "ask",
      kind: "survey",
      params: {
        ask: "csat",
        question: "How was it?",
        via: "email",
        replyWithin: "P2D",
        arms: [{ id: "happy", when: { answer: "csat", op: "ge", value: 4 } }],
      },
    };
    const { client, send, settle } = await published({
      nodes: [survey, { id: "bye", kind: "exit", params: { reason: "happy" } }],
      edges: [
        { from: "mail", port: "next", to: "ask" },
        { from: "ask", port: "happy", to: "bye" },
      ],
    });
    await send(track("m1", "sara", "go"));
    await client.workspace.advanceClock({ by: "PT3H" });
    const asked = (await client.outbox.list({})).sends.find((each) => each.nodeId === "ask");
    expect(asked).toMatchObject({ headline: "How was it?", replied: false });
    expect((await client.outbox.get({ id: asked?.id ?? "" })).open).toBe(true);
    await client.outbox.answer({ id: asked?.id ?? "", score: 5, comment: "lovely" });
    await settle();
    const run = (await client.runs.list({})).runs[0];
    expect(run).toMatchObject({ status: "exited", endReason: "happy" });
    expect((await client.outbox.get({ id: asked?.id ?? "" })).summary.replied).toBe(true);
  });

  it.each([
    [
      { ask: "choice", choices: ["beach", "food"].map((id) => ({ id, label: id })) },
      { answers: { choice: "food" } },
      { answer: "choice", op: "eq", value: "food" },
    ],
    [{ ask: "text" }, { answers: { text: "Fine." } }, { answer: "text", op: "eq", value: "Fine." }],
    [{ ask: "thumbs" }, { score: 0 }, { answer: "thumbs", op: "eq", value: 0 }],
  ])("answers %j as its person", async (params, given, when) => {
    const { client, send, settle } = await published({
      nodes: [
        {
          id: "ask",
          kind: "survey",
          params: {
            ...params,
            question: "What?",
            via: "link",
            class: "service",
            arms: [{ id: "said", when }],
          },
        },
        { id: "bye", kind: "exit", params: { reason: "heard" } },
      ],
      edges: [
        { from: "mail", port: "next", to: "ask" },
        { from: "ask", port: "said", to: "bye" },
      ],
    });
    await send(track("m1", "sara", "go"));
    await client.workspace.advanceClock({ by: "PT3H" });
    const asked = (await client.outbox.list({})).sends.find((each) => each.nodeId === "ask");
    const id = asked?.id ?? "";
    await expect(client.outbox.answer({ id, comment: "alone" })).rejects.toMatchObject({ code: "REFUSED" });
    await client.outbox.answer({ id, ...given, comment: "lovely" });
    await settle();
    expect((await client.runs.list({})).runs).toMatchObject([{ status: "exited", endReason: "heard" }]);
    expect((await client.outbox.get({ id })).send.reply).toMatchObject({ answers: { comment: "lovely" } });
  });

  it("keeps what a form asks as attributes", async () => {
    const { client, send, settle } = await published({
      nodes: [
        {
          id: "form",
          kind: "in-app",
          params: {
            style: "form",
            title: "Your seat",
            class: "service",
            form: [{ id: "seat", label: "Seat", required: true, saveAs: "seat" }],
          },
        },
        { id: "bye", kind: "exit", params: { reason: "filled in" } },
      ],
      edges: [
        { from: "mail", port: "next", to: "form" },
        { from: "form", port: "submitted", to: "bye" },
      ],
    });
    await send(track("m1", "sara", "go"));
    await client.workspace.advanceClock({ by: "PT3H" });
    const shown = (await client.outbox.list({})).sends.find((each) => each.nodeId === "form");
    await client.outbox.answer({ id: shown?.id ?? "", answers: { seat: "14C", plan: "not asked" } });
    await settle();
    expect((await client.runs.list({})).runs).toMatchObject([{ endReason: "filled in" }]);
    const { traits } = await client.people.get({ id: "sara" });
    expect(traits["seat"]).toBe("14C");
    expect(traits["plan"]).not.toBe("not asked");
  });

  it("takes a card away when the journey is stopped, before it expires", async () => {
    const { client, send } = await published({
      nodes: [
        { id: "card", kind: "card", params: { title: "Lisbon", expires: "P3D", class: "service" } },
        { id: "stay", kind: "wait", params: { for: "duration", duration: "P9D" } },
      ],
      edges: [
        { from: "mail", port: "next", to: "card" },
        { from: "card", port: "next", to: "stay" },
      ],
    });
    await send(track("m1", "sara", "go"));
    await client.workspace.advanceClock({ by: "PT3H" });
    const id = (await client.outbox.list({})).sends.find((each) => each.nodeId === "card")?.id ?? "";
    const shownAt = (await client.outbox.get({ id })).send.claimedAt ?? NaN;
    expect((await client.outbox.get({ id })).takenAway).toEqual({
      at: shownAt + 3 * 86_400_000,
      why: "expired",
    });
    await client.journeys.setState({ id: "j", to: "stopped" });
    expect((await client.outbox.get({ id })).takenAway).toMatchObject({ why: "left" });
  });
});

describe("pausing, resuming, stopping", () => {
  it("holds timers and events while paused and applies them on resume", async () => {
    const { client, send, settle } = await published();
    await send(track("m1", "sara", "go"));
    await client.journeys.setState({ id: "j", to: "paused" });
    await client.workspace.advanceClock({ by: "PT1H" });
    await send(track("m2", "tom", "go"));
    await client.workspace.advanceClock({ by: "PT4H" });
    expect((await client.runs.list({})).runs).toMatchObject([{ personId: "sara", nodeId: "calm" }]);
    await client.journeys.setState({ id: "j", to: "live" });
    await settle();
    expect((await client.runs.list({ personId: "sara" })).runs[0]?.status).toBe("completed");
    expect((await client.runs.list({ personId: "tom" })).runs).toMatchObject([
      { nodeId: "calm", startedAt: at("2027-03-12T23:00:00Z") },
    ]);
  });

  it("ends everybody when stopped, and sends nothing more", async () => {
    const { client, send } = await published();
    await send(track("m1", "sara", "go"));
    await client.journeys.setState({ id: "j", to: "stopped" });
    await send(track("m2", "tom", "go"));
    await client.workspace.advanceClock({ by: "P2D" });
    expect((await client.runs.list({})).runs).toMatchObject([{ personId: "sara", status: "stopped" }]);
    expect((await client.outbox.list({})).total).toBe(0);
  });

  it("takes back what is held when stopped", async () => {
    const quiet = { from: "19:00", to: "23:00" };
    const { client, send, settle } = await published({
      settings: { class: "promotional", quietHours: quiet },
    });
    const consents = [{ channel: "email", purpose: "marketing", state: "granted" }];
    await client.people.importText({ text: JSON.stringify({ id: "sara", consents }), format: "json" });
    await send(track("m1", "sara", "go"));
    await client.workspace.advanceClock({ by: "PT3H" });
    expect((await client.outbox.list({})).sends).toMatchObject([{ status: "held", reason: "quiet-hours" }]);
    await client.journeys.setState({ id: "j", to: "stopped" });
    await settle();
    expect((await client.outbox.list({})).sends).toMatchObject([{ status: "skipped", reason: "stopped" }]);
    await client.workspace.advanceClock({ by: "P1D" });
    expect((await client.journeys.live({ id: "j" })).sends).toEqual({ skipped: 1 });
  });

  it("refuses to pause what was never published", async () => {
    const { client } = await temporaryService();
    const { id } = await client.journeys.create({ name: "Nouveau départ" });
    expect(id).toBe("nouveau-depart");
    await expect(client.journeys.setState({ id, to: "paused" })).rejects.toMatchObject({ code: "REFUSED" });
  });
});

describe("versions", () => {
  it("publishes once per graph, keeps runs on theirs, and can end them", async () => {
    const { client, send } = await published();
    await send(track("m1", "sara", "go"));
    expect((await client.journeys.publish({ id: "j" })).version).toBe(1);
    await client.journeys.importText({ text: waitAndMail("j", { wait: "PT5H" }), ifExists: "replace" });
    expect((await client.journeys.list())[0]).toMatchObject({ changed: true, version: 1 });
    expect((await client.journeys.publish({ id: "j" })).version).toBe(2);
    expect((await client.journeys.list())[0]).toMatchObject({ changed: false, version: 2 });
    await client.workspace.advanceClock({ by: "PT3H" });
    expect((await client.runs.list({})).runs).toMatchObject([{ version: 1, status: "completed" }]);
    await send(track("m2", "tom", "go"));
    await client.journeys.importText({ text: waitAndMail("j", { wait: "PT6H" }), ifExists: "replace" });
    await client.journeys.publish({ id: "j", waiting: "end" });
    expect((await client.runs.list({ personId: "tom" })).runs).toMatchObject([
      { version: 2, status: "stopped", endReason: "replaced" },
    ]);
  });

  it("counts who waits where before anything happens, and moves them where it was told", async () => {
    const { client, send, settle } = await published();
    await send(track("m1", "sara", "go"), track("m2", "tom", "go"));
    const renamed = waitAndMail("j", { wait: "PT5H" }).replaceAll('"calm"', '"rest"');
    await client.journeys.importText({ text: renamed, ifExists: "replace" });
    const plan = await client.journeys.planPublish({ id: "j", waiting: "move" });
    expect(plan).toMatchObject({
      version: 2,
      isNew: true,
      versions: [{ number: 1, people: 2, standing: [{ node: "calm", count: 2, kept: false }], move: [] }],
      problems: [{ code: "people-at-removed-step", path: "map.calm", args: { count: 2 } }],
    });
    expect(plan.targets.map(({ node }) => node)).toEqual(["mail", "rest"]);
    await expect(client.journeys.publish({ id: "j", waiting: "move" })).rejects.toMatchObject({
      code: "UNUSABLE",
      data: { problems: [{ code: "people-at-removed-step" }] },
    });
    expect((await client.journeys.get({ id: "j" })).version?.number).toBe(1);

    const map = { calm: "rest" };
    expect((await client.journeys.planPublish({ id: "j", waiting: "move", map })).versions).toMatchObject([
      { move: [{ from: "calm", to: "rest", count: 2 }] },
    ]);
    await client.journeys.publish({ id: "j", waiting: "move", map });
    await settle();
    expect((await client.runs.list({})).runs).toMatchObject([
      { version: 2, nodeId: "rest", until: at("2027-03-12T23:00:00Z") },
      { version: 2, nodeId: "rest", until: at("2027-03-12T23:00:00Z") },
    ]);
    await client.workspace.advanceClock({ by: "PT5H" });
    expect((await client.journeys.live({ id: "j" })).runs).toMatchObject({ active: 0, completed: 2 });
  });

  it("asks per version, and says when a mapping names no step", async () => {
    const { client, send } = await published();
    await send(track("m1", "sara", "go"));
    await client.journeys.importText({ text: waitAndMail("j", { wait: "PT5H" }), ifExists: "replace" });
    await client.journeys.publish({ id: "j" });
    await send(track("m2", "tom", "go"));
    await client.journeys.importText({ text: waitAndMail("j", { wait: "PT9H" }), ifExists: "replace" });
    const input = { id: "j", waiting: "move", perVersion: { 1: "end" } } as const;
    expect((await client.journeys.planPublish(input)).versions).toMatchObject([
      { number: 1, choice: "end", end: [{ node: "calm", count: 1 }] },
      { number: 2, choice: "move", move: [{ from: "calm", to: "calm", count: 1 }] },
    ]);
    expect((await client.journeys.planPublish({ ...input, map: { clam: "mail" } })).problems).toMatchObject([
      { code: "mapped-unknown-step", path: "map.clam" },
    ]);
    await client.journeys.publish(input);
    expect((await client.runs.list({ personId: "sara" })).runs).toMatchObject([
      { version: 1, status: "stopped", endReason: "replaced" },
    ]);
    expect((await client.runs.list({ personId: "tom" })).runs).toMatchObject([
      { version: 3, status: "active", until: at("2027-03-13T03:00:00Z") },
    ]);
  });

  it("moves people of an older version later too, when the draft is the newest already", async () => {
    const { client, send } = await published();
    await send(track("m1", "sara", "go"));
    await client.journeys.importText({ text: waitAndMail("j", { wait: "PT5H" }), ifExists: "replace" });
    await client.journeys.publish({ id: "j" });
    expect((await client.journeys.publish({ id: "j", waiting: "move" })).version).toBe(2);
    expect((await client.runs.list({})).runs).toMatchObject([{ version: 2, nodeId: "calm" }]);
  });

  it("moves people of a paused journey without moving time: what is due goes out on resume", async () => {
    const { client, send, settle } = await published();
    await send(track("m1", "sara", "go"));
    await client.journeys.setState({ id: "j", to: "paused" });
    await client.journeys.importText({ text: waitAndMail("j", { wait: "PT1H" }), ifExists: "replace" });
    await client.workspace.advanceClock({ by: "PT90M" });
    await client.journeys.publish({ id: "j", waiting: "move" });
    await settle();
    expect((await client.journeys.get({ id: "j" })).state).toBe("paused");
    expect((await client.runs.list({})).runs).toMatchObject([
      { version: 2, nodeId: "calm", status: "active" },
    ]);
    await send(track("m2", "tom", "go"));
    await client.workspace.advanceClock({ by: "PT4H" });
    expect((await client.outbox.list({})).total).toBe(0);
    await client.journeys.setState({ id: "j", to: "live" });
    await settle();
    expect((await client.runs.list({ personId: "sara" })).runs).toMatchObject([{ status: "completed" }]);
    // The event kept while paused starts its run in the version that is newest now.
    expect((await client.runs.list({ personId: "tom" })).runs).toMatchObject([
      { version: 2, nodeId: "calm" },
    ]);
  });

  it("refuses a draft with errors and names them", async () => {
    const { client } = await temporaryService();
    const { id } = await client.journeys.create({ name: "Empty" });
    const refusal = await client.journeys.publish({ id }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "UNUSABLE", data: { problems: [{ severity: "error" }] } });
    expect((await client.journeys.get({ id })).version).toBeUndefined();
  });
});

describe("documents", () => {
  it("keep the revision: a save on an older one is a conflict", async () => {
    const { client } = await temporaryService();
    await client.journeys.importText({ text: waitAndMail("j") });
    const file = await client.journeys.get({ id: "j" });
    expect(
      await client.journeys.save({ id: "j", text: file.text, baseRevision: file.revision }),
    ).toMatchObject({
      revision: file.revision + 1,
    });
    await expect(
      client.journeys.save({ id: "j", text: file.text, baseRevision: file.revision }),
    ).rejects.toMatchObject({ code: "CONFLICT", data: { revision: file.revision + 1 } });
    await expect(
      client.journeys.save({ id: "j", text: "{", baseRevision: file.revision + 1 }),
    ).rejects.toMatchObject({ code: "UNUSABLE" });
  });

  it("come out as they went in, and are copied, replaced or refused when they exist", async () => {
    const { client } = await temporaryService();
    await client.journeys.importText({ text: waitAndMail("j") });
    const first = await client.journeys.exportText({ id: "j", format: "journey" });
    await expect(client.journeys.importText({ text: first.text })).rejects.toMatchObject({ code: "EXISTS" });
    await client.journeys.importText({ text: first.text, ifExists: "replace" });
    expect((await client.journeys.exportText({ id: "j", format: "journey" })).text).toBe(first.text);
    const copy = await client.journeys.importText({ text: first.text, ifExists: "copy" });
    expect(copy.id).toBe("journey-j");
    const { id } = await client.journeys.duplicate({ id: "j" });
    expect((await client.journeys.list()).map((each) => each.id).sort()).toEqual(
      ["j", "journey-j", id].sort(),
    );
    await client.journeys.remove({ id });
    await expect(client.journeys.get({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("are written as graph, schema and Mermaid", async () => {
    const { client } = await temporaryService();
    await client.journeys.importText({ text: waitAndMail("j") });
    const graph = await client.journeys.exportText({ id: "j", format: "graph" });
    expect(JSON.parse(graph.text)).toMatchObject({ format: "parcours.graph", journey: "j" });
    const schema = await client.journeys.exportText({ id: "j", format: "schema" });
    expect(JSON.parse(schema.text)).toMatchObject({ type: "object" });
    const mermaid = await client.journeys.exportText({ id: "j", format: "mermaid" });
    expect(mermaid.text).toMatch(/^flowchart TD\n {2}n0\["calm<br\/>.*"\]\n/);
    expect(mermaid.text).toContain("n2 --> n0");
  });
});

describe("people", () => {
  it("are merged on import, and a dry run writes nothing", async () => {
    const { client } = await temporaryService();
    const csv =
      "id,email,plan,consent.push.marketing\na,a@example.com,pro,granted\nb,b@example.com,free,denied\n";
    expect(await client.people.importText({ text: csv, format: "csv", dryRun: true })).toMatchObject({
      added: 2,
    });
    expect((await client.people.list({})).total).toBe(0);
    await client.people.importText({ text: csv, format: "csv" });
    const again = await client.people.importText({ text: "id,city\na,Lyon\n", format: "csv" });
    expect(again).toMatchObject({ added: 0, updated: 1 });
    expect(await client.people.get({ id: "a" })).toMatchObject({
      email: "a@example.com",
      traits: { plan: "pro", city: "Lyon" },
      consents: [{ channel: "push", state: "granted" }],
    });
  });
});

describe("a new zone of a person inside a journey", () => {
  it("moves what she waits for", async () => {
    const { client, send, settle } = await published();
    const window = '{"for":"window","days":[1,2,3,4,5,6,7],"from":"09:00","to":"10:00"}';
    const text = waitAndMail("j").replace('{"for":"duration","duration":"PT2H"}', window);
    await client.journeys.importText({ text, ifExists: "replace" });
    await client.journeys.publish({ id: "j" });
    await send(track("m1", "sara", "go"));
    const until = async () => (await client.runs.list({})).runs[0]?.until;
    expect(await until()).toBe(at("2027-03-13T09:00:00Z"));
    await client.people.importText({ text: '{"id":"sara","timeZone":"Asia/Tokyo"}', format: "json" });
    await settle();
    expect(await until()).toBe(at("2027-03-13T00:00:00Z"));
    expect(await client.people.get({ id: "sara" })).toMatchObject({
      timeZone: "Asia/Tokyo",
      traits: { firstName: "sara" },
    });
  });
});

describe("the sample", () => {
  it("is added once and left alone afterwards", async () => {
    const { client } = await temporaryService();
    expect((await client.workspace.info()).empty).toBe(true);
    const { journeyId } = await client.workspace.loadSample();
    const file = await client.journeys.get({ id: journeyId });
    const before = (await client.workspace.info()).counts;
    await client.workspace.loadSample();
    expect((await client.workspace.info()).counts).toEqual(before);
    expect((await client.journeys.get({ id: journeyId })).revision).toBe(file.revision);
    expect((await client.journeys.list())[0]).toMatchObject({ errors: 0 });
    await client.journeys.publish({ id: journeyId });
  });
});

describe("watching", () => {
  it("greets, then tells what changed", async () => {
    const { client } = await temporaryService();
    const stop = new AbortController();
    const changes = await client.changes(undefined, { signal: stop.signal });
    const stream = changes[Symbol.asyncIterator]();
    expect((await stream.next()).value).toEqual({ topic: "hello" });
    const { id } = await client.journeys.create({ name: "One" });
    expect((await stream.next()).value).toEqual({ topic: "journeys", ids: [id] });
    stop.abort();
    await expect(stream.next()).rejects.toThrow();
  });
});

describe("the clock", () => {
  it("of the machine is moved by nobody", async () => {
    const { client } = await temporaryService({ clock: "system" });
    await expect(client.workspace.advanceClock({ by: "PT1H" })).rejects.toMatchObject({
      code: "REFUSED",
      data: { code: "system-clock" },
    });
  });
});

import { expect, it } from "vitest";
import { LiveEditInput } from "../../src-shared/api/shapes.ts";
import { emptyJourney, type Journey } from "../../src-shared/journey/schema.ts";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import { storeDraft } from "../service/drafts.ts";
import { ingestEvents } from "../service/ingest.ts";
import { publishJourney } from "../service/lifecycle.ts";
import { liveOverview } from "../service/views/journeys.ts";
import { findJourney } from "../store/journeys.ts";
import { ensurePerson } from "../store/people.ts";
import { testsOf } from "../store/split-tests.ts";
import { temporaryStore } from "../store/testing/folder.ts";
import { traceAfter } from "../store/trace.ts";
import { steppedClock } from "./clock.ts";
import { runUntilIdle } from "./run-until-idle.ts";
import { createWorldSource } from "./world-source.ts";

const start = Date.parse("2027-03-12T18:00:00Z");
const MINUTE = 60_000;

const journey: Journey = {
  ...emptyJourney("j", "J"),
  settings: { goals: [{ id: "booked", event: "booking" }], reentry: { mode: "always" } },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
    {
      id: "test",
      kind: "split",
      params: {
        arms: [
          { id: "a", weight: 50 },
          { id: "b", weight: 50 },
        ],
        control: 10,
        winner: { goal: "booked", after: 60 },
      },
    },
    { id: "rest", kind: "wait", params: { for: "duration", duration: "P1D" } },
  ],
  edges: ["a", "b", "control"].map((port) => ({ from: "test", port, to: "rest" })),
};
journey.edges.unshift({ from: "start", port: "next", to: "test" });

it("counts people by arm in the transaction that moves them, picks once, and lets everybody after go by the winner", async () => {
  const { db, lock } = temporaryStore();
  const worlds = createWorldSource(db, { render: renderInline, timeZone: "UTC" });
  storeDraft(db, journey, start);
  const row = findJourney(db, "j");
  if (row === undefined || !publishJourney({ db, worlds }, row, LiveEditInput.parse({}), start).ok)
    throw new Error("not publishable");
  const clock = steppedClock(start);
  const send = (messageId: string, personId: string, name: string): void => {
    ensurePerson(db, personId, clock.now());
    ingestEvents(
      db,
      [{ messageId, type: "track", name, personId, properties: {}, timestamp: clock.now() }],
      clock.now(),
    );
  };
  const drive = async (): Promise<void> =>
    void (await runUntilIdle({ db, lock, clock, worlds }, { until: clock.now() + MINUTE }));
  const ports = (): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    for (const { line } of traceAfter(db, 0, 100_000)) {
      const { person, node, what, port } = JSON.parse(line) as Record<string, string>;
      if (node !== "test" || what !== "leave" || person === undefined || port === undefined) continue;
      found.set(person, [...(found.get(person) ?? []), port]);
    }
    return found;
  };

  // Of the first hundred, every third who took b books at once, and every tenth who took a.
  for (let index = 0; index < 100; index += 1) send(`go-${index}`, `p${index}`, "go");
  await drive();
  const first = ports();
  const took = (arm: string): string[] =>
    [...first].filter(([, [port]]) => port === arm).map(([person]) => person);
  // All of them came before anybody reached the goal, so that nothing was picked yet.
  expect(testsOf(db, "j")).toMatchObject([
    {
      nodeId: "test",
      goal: "booked",
      arms: { a: { entered: took("a").length, reached: 0 }, b: { entered: took("b").length, reached: 0 } },
    },
  ]);
  expect(took("a").length + took("b").length + took("control").length).toBe(100);
  expect(took("control").length).toBeGreaterThan(0);
  const booked = [
    ...took("b").filter((_, index) => index % 3 === 0),
    ...took("a").filter((_, index) => index % 10 === 0),
  ];
  for (const person of booked) send(`book-${person}`, person, "booking");
  // A second booking is the same person, and one of the control group is in no arm.
  for (const person of [...booked, ...took("control")]) send(`again-${person}`, person, "booking");
  await drive();
  const counted = testsOf(db, "j")[0];
  expect(counted?.arms["b"]?.reached).toBe(took("b").filter((_, index) => index % 3 === 0).length);
  expect(counted?.arms["a"]?.reached).toBe(took("a").filter((_, index) => index % 10 === 0).length);
  expect(counted?.winner).toBeUndefined();

  for (let index = 0; index < 160; index += 1) send(`go2-${index}`, `p${index}`, "go");
  await drive();
  for (const [person, [one, two]] of ports()) {
    // Whoever took an arm keeps it, the control group stays apart, and the new ones go by the winner.
    if (first.has(person)) expect([one, two]).toEqual([one, one]);
    else expect(one === "control" ? "b" : one).toBe("b");
  }
  const picked = testsOf(db, "j")[0];
  expect(picked).toMatchObject({ winner: "b", arms: { a: counted?.arms["a"] } });
  expect(picked?.pickedAt).toBe(clock.now() - MINUTE);
  const lines = traceAfter(db, 0, 100_000).filter(({ line }) => line.includes('"rate"'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]?.line ?? "{}")).toMatchObject({
    node: "test",
    port: "b",
    facts: { winner: "b", goal: "booked", arms: { a: counted?.arms["a"], b: counted?.arms["b"] } },
  });
  expect(liveOverview(db, row).nodes.find(({ nodeId }) => nodeId === "test")?.tests).toMatchObject([
    { goal: "booked", winner: "b" },
  ]);
});

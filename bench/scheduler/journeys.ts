import { emptyJourney, type Journey, type JourneyNode } from "../../src-shared/journey/schema.ts";

/** One wake of a waiting run takes it over one connection to the other wait: nothing is said to anybody. */
export function waitToWait(): Journey {
  return loop("waits", [wait("first"), wait("second")]);
}

/** One wake plans a push, opens its gate (consent, caps, suppression, content), delivers it into the outbox and waits. */
export function waitPushWait(): Journey {
  return loop("pushes", [wait("first"), push("one"), wait("second"), push("two")]);
}

/** A journey that goes round its steps for ever. */
function loop(id: string, steps: JourneyNode[]): Journey {
  const start = { id: "start", kind: "trigger", params: { on: "event", event: "go" } };
  const ids = steps.map((step) => step.id);
  const edges = ids.map((from, index) => ({ from, port: "next", to: ids[(index + 1) % ids.length] ?? "" }));
  return {
    ...emptyJourney(id, id),
    settings: { class: "service", timeZone: "Europe/Paris" },
    nodes: [start, ...steps],
    edges: [{ from: "start", port: "next", to: ids[0] ?? "" }, ...edges],
  };
}

function wait(id: string): JourneyNode {
  return { id, kind: "wait", params: { for: "duration", duration: "PT1H" } };
}

function push(id: string): JourneyNode {
  return {
    id,
    kind: "push",
    params: { title: "Your trip", body: 'Hello {{ person.firstName | default: "there" }}', buttons: [] },
  };
}

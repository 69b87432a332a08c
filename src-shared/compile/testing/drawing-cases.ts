import type { Case } from "./cases.ts";
import { done, journey, other, push, single, start, wait } from "./journeys.ts";
import { step } from "./kind-cases.ts";

const simple = single("wait", { for: "duration", duration: "P1D" });

/** How steps are connected. */
export const drawingCases: Case[] = [
  ["missing-entry", "nodes", journey([done], []), simple],
  ["entry-leads-nowhere", "nodes[0]", journey([start, done], []), simple],
  ["dangling-edge", "edges[1]", journey([start, done], ["start.next>done", "done.next>ghost"]), simple],
  [
    "unknown-port",
    "edges[1]",
    journey([start, wait("a"), done], ["start.next>a", "a.sideways>done"]),
    simple,
  ],
  [
    "port-used-twice",
    "edges[1]",
    journey([start, done, other], ["start.next>done", "start.next>other"]),
    simple,
  ],
  ["edge-into-entry", "edges[1]", journey([start, wait("a")], ["start.next>a", "a.next>start"]), simple],
  [
    "unreachable-node",
    "nodes[1]",
    journey([start, wait("lost"), done], ["start.next>done", "lost.next>done"]),
    simple,
  ],
  [
    "cycle-without-wait",
    "nodes[1]",
    journey([start, push("a"), push("b")], ["start.next>a", "a.next>b", "b.next>a"]),
    journey([start, push("a"), wait("b")], ["start.next>a", "a.next>b", "b.next>a"]),
  ],
  ["unknown-kind", "nodes[1].kind", single("teleport", {}), simple],
  step(
    "unknown-key",
    "durations",
    "wait",
    { for: "duration", duration: "P1D", durations: 1 },
    { for: "duration", duration: "P1D" },
  ),
  step(
    "invalid-value",
    "duration",
    "wait",
    { for: "duration", duration: 5 },
    { for: "duration", duration: "P5D" },
  ),
];

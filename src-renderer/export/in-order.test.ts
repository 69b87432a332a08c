import { expect, test } from "vitest";
import { inOrder } from "./in-order.ts";

const step = (id: string) => ({ id, kind: "wait", params: {} });
const way = (from: string, to: string) => ({ from, port: "next", to });

test("steps come in the order people come by them, circles end, and what nobody reaches comes last", () => {
  const order = inOrder({
    nodes: ["loop-b", "end", "loop-a", "start", "mid"].map(step),
    edges: [
      way("start", "mid"),
      way("mid", "end"),
      way("loop-a", "loop-b"),
      way("loop-b", "loop-a"),
      way("end", "mid"),
    ],
  });
  expect(order.map(({ id }) => id)).toEqual(["start", "mid", "end", "loop-b", "loop-a"]);
});

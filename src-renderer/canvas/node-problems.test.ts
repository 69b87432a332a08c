import { expect, it } from "vitest";
import type { Problem } from "../../src-shared/problems.ts";
import { keepSame, problemsOfNode } from "./node-problems.ts";

function at(nodeId: string, message: string): Problem {
  return { code: "unknown-event", severity: "warning", message, path: `nodes[0].params`, nodeId };
}

it("keeps what a check told before and the next one tells again", () => {
  const before = keepSame(undefined, [at("a", "one"), at("a", "two"), at("b", "three")]);
  expect(keepSame(before, structuredClone([...before]))).toBe(before);
  const ofA = problemsOfNode(before, "a");
  const ofB = problemsOfNode(before, "b");

  const now = keepSame(before, structuredClone([at("a", "one"), at("a", "two"), at("b", "four")]));
  expect(now).not.toBe(before);
  expect(now[0]).toBe(before[0]);
  expect(problemsOfNode(now, "a")).toBe(ofA);
  expect(problemsOfNode(now, "b")).not.toBe(ofB);
  expect(problemsOfNode(now, "b")).toEqual([at("b", "four")]);
});

it("takes over an order and a number that changed", () => {
  const before = keepSame(undefined, [at("a", "one"), at("a", "two")]);
  expect(keepSame(before, structuredClone([at("a", "two"), at("a", "one")]))).toEqual([
    at("a", "two"),
    at("a", "one"),
  ]);
  expect(keepSame(before, structuredClone([at("a", "one")]))).toEqual([at("a", "one")]);
  expect(problemsOfNode([], "a")).toEqual([]);
});

import { describe, expect, it } from "vitest";
import { applyCommand } from "../journey/commands.ts";
import type { Journey } from "../journey/schema.ts";
import { describeProblem } from "../problems.ts";
import { compile } from "./compile.ts";
import { cases as meaning } from "./testing/cases.ts";
import { contentCases } from "./testing/content-cases.ts";
import { drawingCases } from "./testing/drawing-cases.ts";
import { kindCases } from "./testing/kind-cases.ts";
import { nameCases } from "./testing/name-cases.ts";
import {
  agreed,
  branch,
  done,
  journey,
  node,
  other,
  push,
  single,
  start,
  wait,
  known,
} from "./testing/journeys.ts";

const cases = [...meaning, ...nameCases, ...contentCases];
const codesOf = (given: Journey): string[] => compile(given, known).problems.map(({ code }) => code);

describe("checks of how a journey is drawn and of each step's params", () => {
  it.each([...drawingCases, ...kindCases])("%s at %s", (code, path, wrong, right) => {
    const found = compile(wrong, known).problems.filter((problem) => problem.code === code);
    expect(found.map((problem) => problem.path)).toContain(path);
    expect(codesOf(right)).not.toContain(code);
    expect(compile(right, known).problems.filter(({ severity }) => severity === "error")).toEqual([]);
    for (const problem of found) {
      const [en, fr] = [describeProblem(problem, "en"), describeProblem(problem, "fr")];
      expect(fr.message).not.toBe(en.message);
      expect(`${en.message}${fr.message}${en.hint ?? ""}${fr.hint ?? ""}`).not.toMatch(/\{\w+\}/);
    }
  });
});

describe("checks of what a journey means", () => {
  it.each(cases)("%s at %s", (code, path, wrong, right) => {
    const found = compile(wrong, known).problems.filter((problem) => problem.code === code);
    expect(found.map((problem) => problem.path)).toContain(path);
    expect(codesOf(right)).not.toContain(code);
    for (const problem of found) {
      const [en, fr] = [describeProblem(problem, "en"), describeProblem(problem, "fr")];
      expect(en.message).toBe(problem.message);
      expect(fr.message).not.toBe(en.message);
      expect(`${en.message}${fr.message}${en.hint ?? ""}${fr.hint ?? ""}`).not.toMatch(/\{\w+\}/);
      if (path.startsWith("nodes")) expect(problem.nodeId).toBeDefined();
    }
  });

  it.each(cases)("%s at %s leaves nothing but information when mended", (_code, _path, _wrong, right) => {
    const left = compile(right, known).problems.filter(({ severity }) => severity !== "info");
    expect(left.map(({ code, path }) => `${code} ${path}`)).toEqual([]);
  });

  const lost = journey([start, wait("lost"), done], ["start.next>done", "lost.next>done"]);
  const loose = journey(
    [start, done],
    ["start.next>done", "start.next>ghost", "start.sideways>done", "done.next>start"],
  );
  const greeting = single("push", {
    title: { en: "{{person.plan}} {{ person.plan | upcase -}}", fr: "Bonjour" },
  });
  const fixable: [code: string, journey: Journey][] = [
    ...cases.map(([code, , wrong]): [string, Journey] => [code, wrong]),
    ["unreachable-node", lost],
    ["dangling-edge", loose],
    ["unknown-port", loose],
    ["edge-into-entry", loose],
    ["port-used-twice", journey([start, done, other], ["start.next>done", "start.next>other"])],
    ["no-fallback", greeting],
  ];

  it("offers edits that mend what they stand beside and break nothing", () => {
    const mended = new Set<string>();
    for (const [code, wrong] of fixable) {
      const before = compile(wrong, known).problems;
      for (const problem of before.filter((one) => one.code === code)) {
        if (problem.fix === undefined) continue;
        expect(problem.fix.label.fr).not.toBe(problem.fix.label.en);
        const command = JSON.parse(JSON.stringify(problem.fix.command)) as typeof problem.fix.command;
        const after = applyCommand(wrong, command).journey;
        const count = (problems: readonly { code: string }[]): number =>
          problems.filter((one) => one.code === code).length;
        const left = compile(after, known).problems;
        expect(count(left), `${code}: ${JSON.stringify(command)}`).toBeLessThan(count(before));
        expect(left.filter(({ severity }) => severity === "error").length).toBeLessThanOrEqual(
          before.filter(({ severity }) => severity === "error").length,
        );
        mended.add(code);
      }
    }
    expect([...mended].sort()).toEqual([
      "class-left-open",
      "compares-boolean",
      "compares-list",
      "compares-number",
      "compares-text",
      "dangling-edge",
      "edge-into-entry",
      "exit-always",
      "exit-never",
      "goal-out-of-reach",
      "goal-without-event",
      "hidden-arm",
      "impossible-condition",
      "no-fallback",
      "no-lateness",
      "port-used-twice",
      "quiet-beyond-lateness",
      "unknown-attribute",
      "unknown-event",
      "unknown-port",
      "unknown-property",
      "unknown-segment",
      "unreachable-node",
      "urgent-promotion",
    ]);
  });

  it("says nothing of names when nobody knows them", () => {
    expect(compile(branch({ segment: "vips" })).problems).toEqual([]);
  });

  it("takes a change of consent that is waited for as an answer", () => {
    const asking = node("w", "wait", {
      for: "until",
      timeout: "P1D",
      arms: [{ id: "x", event: "Consent Changed" }],
    });
    const again = journey(
      [start, node("a", "branch", { arms: [{ id: "granted", when: agreed }] }), asking, push("p"), done],
      ["start.next>a", "a.granted>done", "a.else>w", "w.x>p", "w.timeout>done", "p.next>done"],
    );
    expect(codesOf(again)).toEqual([]);
  });

  it("gives the same problems in the same order every time", () => {
    for (const [, , wrong] of cases)
      expect(compile(wrong, known)).toEqual(compile(structuredClone(wrong), known));
  });
});

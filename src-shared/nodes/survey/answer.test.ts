import { describe, expect, it } from "vitest";
import { answerIn } from "./answer.ts";
import { SurveyParams } from "./params.ts";
import { survey } from "./survey.ts";

const params = (given: Record<string, unknown>): SurveyParams => SurveyParams.parse(given);
const choices = [
  { id: "beach", label: "The beach" },
  { id: "food", label: "The food" },
];

describe("an answer", () => {
  it.each([
    ["ces", { score: 7 }, 7],
    ["ces", { score: 8 }, undefined],
    ["stars", { score: 0 }, undefined],
    ["stars", { answers: { stars: 5 } }, 5],
    ["stars", { answers: { node: 1 } }, 1],
    ["stars", { answers: { stars: "5" } }, undefined],
    ["thumbs", { score: 0 }, 0],
    ["thumbs", { score: 2 }, undefined],
    ["nps", { score: 9.5 }, undefined],
    ["nps", { button: "beach" }, undefined],
    ["choice", { button: "beach" }, "beach"],
    ["choice", { answers: { choice: "food" } }, "food"],
    ["choice", { answers: { choice: "weather" } }, undefined],
    ["choice", { score: 1 }, undefined],
    ["text", { answers: { text: "  fine " } }, "fine"],
    ["text", { answers: { text: " " } }, undefined],
    ["text", { answers: { comment: "not this one" } }, undefined],
    ["text", { answers: { text: "x".repeat(10_001) } }, undefined],
  ] as const)("to %s in %j is %j", (ask, reply, answer) => {
    expect(answerIn(params({ ask, choices }), "node", { sendId: "s", ...reply })).toBe(answer);
  });
});

describe("a survey of choices", () => {
  const problems = (given: Record<string, unknown>): string[] =>
    (
      survey.validate?.(params({ question: "What?", ...given }), {
        nodeId: "s",
        settings: {},
        connected: () => true,
      }) ?? []
    ).map(({ code, path }) => `${code} ${path}`);

  it("offers at least two, each with a text and an id of its own", () => {
    expect(problems({ ask: "choice", choices })).toEqual([]);
    expect(problems({ ask: "choice" })).toEqual(["too-few-choices choices"]);
    expect(problems({ ask: "choice", choices: [...choices, { id: "food", label: " " }] })).toEqual([
      "duplicate-choice choices[2].id",
      "choice-without-text choices[2].label",
    ]);
  });

  it("leaves choices alone where another question is asked", () => {
    expect(problems({ ask: "text", choices: [{ id: "left-over", label: "" }] })).toEqual([]);
  });
});

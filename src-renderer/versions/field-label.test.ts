import { expect, test } from "vitest";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { labelOfPath } from "./field-label.ts";

const texts = kindOf("survey")?.texts.en.fields ?? {};

test.each([
  ["params.question.en", "Question › en"],
  ["params.arms[happy].name", "Ways out (happy) › Name"],
  ["params.arms[happy].when.value", "Ways out (happy) › If the answer › value"],
  ["params.choices[0].label", "Choices (1) › Text"],
  ["params.nobodyKnows", undefined],
  ["name", undefined],
])("%s is called as in the form", (path, label) => {
  expect(labelOfPath(path, texts, {})).toBe(label);
});

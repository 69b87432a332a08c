import { describe, expect, it } from "vitest";
import type { FactType } from "../../../src-shared/conditions/fact-types.ts";
import { OPS, type Op } from "../../../src-shared/conditions/leaves.ts";
import type { Comparison } from "../../../src-shared/conditions/schema.ts";
import { mayHold, opsFor, typeOf } from "../../../src-shared/conditions/fact-types.ts";
import { fitTo, inputFor } from "./leaf-model.ts";

const leaf = (op: Op, value: Comparison["value"]): Comparison => ({ attr: "a", op, value });

describe("the field of a value", () => {
  it.each<[Op, FactType | undefined, unknown, string]>([
    ["eq", "text", "", "text"],
    ["eq", "text", 5, "any"],
    ["ge", "number", 5, "number"],
    ["ge", "number", "", "number"],
    ["ge", "number", "five", "any"],
    ["eq", "boolean", true, "boolean"],
    ["eq", "boolean", "yes", "any"],
    ["before", "date", "2027-03-12", "date"],
    ["before", "date", "2027-03-12T18:00:00Z", "any"],
    ["before", undefined, "", "date"],
    ["in", "text", ["a"], "list"],
    ["in", "text", [5], "any"],
    ["notIn", "number", [5], "list"],
    ["in", undefined, ["a"], "any"],
    ["contains", "list", "a", "any"],
    ["startsWith", "text", "a", "text"],
    ["eq", undefined, "", "any"],
  ])("%s of %s with %j is %s", (op, type, value, field) => {
    expect(inputFor(op, type, value)).toBe(field);
  });
});

describe("a comparison whose fact got another name", () => {
  it.each<[string, Comparison, FactType[] | undefined, Partial<Comparison>]>([
    ["keeps what fits", leaf("eq", "pro"), ["text"], { op: "eq", value: "pro" }],
    ["writes the number as one", leaf("ge", "18"), ["number"], { op: "ge", value: 18 }],
    ["writes the text as one", leaf("eq", 18), ["text"], { op: "eq", value: "18" }],
    ["takes a comparison that suits", leaf("startsWith", "x"), ["number"], { op: "eq", value: "" }],
    ["asks for yes", leaf("eq", ""), ["boolean"], { op: "eq", value: true }],
    ["looks into a list", leaf("lt", "x"), ["list"], { op: "eq", value: "x" }],
    ["keeps a date for text", leaf("eq", "2027-03-12"), ["text"], { value: "2027-03-12" }],
    ["keeps how long ago", leaf("withinLast", "P30D"), ["date"], { op: "withinLast", value: "P30D" }],
    ["knows nothing of mixed types", leaf("lt", "x"), ["text", "number"], { op: "lt", value: "x" }],
    ["knows nothing of unknown names", leaf("lt", "x"), undefined, { op: "lt", value: "x" }],
  ])("%s", (_, before, types, after) => {
    expect(fitTo(before, types)).toMatchObject(after);
  });
});

it("offers for each type only comparisons that can hold for some value", () => {
  const values = ["x", "2027-03-12", 5, true, ["x"], "P1D"].map((value) => typeOf(value) ?? "text");
  for (const type of ["text", "number", "boolean", "date", "list"] as const)
    for (const op of opsFor([type], OPS))
      expect(
        values.some((value) => mayHold([type], op, [value])),
        `${type} ${op}`,
      ).toBe(true);
});

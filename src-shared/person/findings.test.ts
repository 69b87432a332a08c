import { expect, it } from "vitest";
import { CONDITION_FINDINGS } from "../conditions/findings.ts";
import type { Finding } from "./findings.ts";
import { PERSON_FINDINGS, finding } from "./findings.ts";

const all: [string, Finding][] = [...Object.entries(PERSON_FINDINGS), ...Object.entries(CONDITION_FINDINGS)];
const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

it.each(all)("%s says the same in both languages", (_code, { en, fr }) => {
  expect(fr.message).not.toBe(en.message);
  expect(places(fr.message)).toEqual(places(en.message));
  expect(fr.hint === undefined).toBe(en.hint === undefined);
});

it("fills in arguments, cutting what a user wrote", () => {
  const found = finding("bad-id", "[0].id", { id: "x".repeat(500) });
  expect(found.message).toBe(`“${"x".repeat(80)}” cannot be an id.`);
  expect(found).toMatchObject({
    code: "bad-id",
    severity: "error",
    path: "[0].id",
    args: { id: "x".repeat(80) },
  });
  expect(finding("bad-id", "", { id: "{text}" }).message).toBe("“{text}” cannot be an id.");
});

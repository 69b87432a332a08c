import { expect, test } from "vitest";
import { emptyJourney, type Journey } from "../../src-shared/journey/schema.ts";
import { findSteps } from "./find-steps.ts";

const drawn: Journey = {
  ...emptyJourney("j", "Drawn"),
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "booking_confirmed" } },
    {
      id: "mail",
      kind: "email",
      name: "Your seat",
      params: {
        subject: { en: "Pick a seat", fr: "Choisissez une place près du hublot" },
        body: { text: "t" },
      },
    },
    {
      id: "fork",
      kind: "branch",
      name: "Plan",
      params: { arms: [{ id: "pro", when: { attr: "loyaltyTier", op: "eq", value: "gold" } }] },
      mapping: { need: "to know where the gate is" },
    },
    { id: "set", kind: "update", params: { set: { lastSeat: "14C" } } },
  ],
  notes: [{ id: "n", text: "Ask legal about the seat map", x: 0, y: 0 }],
  layout: { start: { x: 0, y: 0 }, mail: { x: 0, y: 200 }, fork: { x: 0, y: 100 }, set: { x: 0, y: 300 } },
};
const found = (wanted: string) => findSteps(drawn, wanted, "en").map(({ id }) => id);

test("finds by name first, then by what is written inside, notes last", () => {
  expect(found("seat")).toEqual(["mail", "set", "note/n"]);
});

test("finds by event, attribute, value, text of another language without accents, and mapping facts", () => {
  expect(found("booking_conf")).toEqual(["start"]);
  expect(found("loyaltytier")).toEqual(["fork"]);
  expect(found("gold")).toEqual(["fork"]);
  expect(found("pres du hublot")).toEqual(["mail"]);
  expect(found("gate")).toEqual(["fork"]);
  expect(found("zebra")).toEqual([]);
});

test("says by which text, and lists all steps as one reads them while nothing is typed", () => {
  expect(findSteps(drawn, "hublot", "en")[0]?.by).toBe("Choisissez une place près du hublot");
  expect(found("")).toEqual(["start", "fork", "mail", "set", "note/n"]);
});

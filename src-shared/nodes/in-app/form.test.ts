import { expect, it } from "vitest";
import { attributesOf, readForm } from "./form.ts";
import { inApp } from "./in-app.ts";
import { InAppParams } from "./params.ts";

const { form } = InAppParams.parse({
  form: [
    { id: "name", label: "Name", required: true, saveAs: "fullName" },
    { id: "bags", label: "Bags", type: "number", saveAs: "bags" },
    {
      id: "seat",
      label: "Seat",
      type: "choice",
      choices: [
        { id: "window", label: "Window" },
        { id: "aisle", label: "Aisle" },
      ],
    },
    { id: "meal", label: "Meal", type: "yes-no", saveAs: "meal" },
    { id: "note", label: "Note", type: "long-text" },
  ],
});

it.each([
  [
    { name: " Sara ", bags: 0, seat: "aisle", meal: false },
    { name: "Sara", bags: 0, seat: "aisle", meal: false },
  ],
  [{ name: "Sara", bags: "", note: null, other: 1 }, { name: "Sara" }],
  [{ bags: 2 }, undefined],
  [{ name: "   " }, undefined],
  [{ name: "Sara", bags: "2" }, undefined],
  [{ name: "Sara", bags: Infinity }, undefined],
  [{ name: "Sara", seat: "wing" }, undefined],
  [{ name: "Sara", meal: "yes" }, undefined],
  [{ name: "x".repeat(10_001) }, undefined],
])("%j is read as %j", (given, values) => {
  expect(readForm(form, given)).toEqual(values);
});

it("sets the attributes its fields name, of what was filled in", () => {
  expect(attributesOf(form, { name: "Sara", meal: false, seat: "aisle" })).toEqual({
    fullName: "Sara",
    meal: false,
  });
});

it("says what is wrong with a form", () => {
  const problems = (given: Record<string, unknown>): string[] =>
    (
      inApp.validate?.(InAppParams.parse({ title: "Hi", ...given }), {
        nodeId: "n",
        settings: {},
        connected: () => true,
      }) ?? []
    ).map(({ code, path }) => `${code} ${path}`);
  expect(problems({ style: "form" })).toEqual(["form-without-fields form"]);
  expect(problems({ style: "banner", form: [{ id: "a", label: "A" }] })).toEqual(["form-not-shown form"]);
  expect(
    problems({
      style: "form",
      form: [
        { id: "a", label: "A" },
        { id: "a", type: "choice", choices: [{ id: "only", label: "Only" }] },
      ],
      buttons: [{ id: "submitted", label: "Send" }],
    }),
  ).toEqual([
    "reserved-port buttons[0].id",
    "duplicate-field form[1].id",
    "field-without-label form[1].label",
    "too-few-choices form[1].choices",
  ]);
});

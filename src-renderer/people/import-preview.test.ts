import { describe, expect, it } from "vitest";
import { EXAMPLE_CSV, formatOf, previewPeople } from "./import-preview.ts";

describe("the preview of a people file", () => {
  it("reads the offered example without a single remark and shows what each column becomes", () => {
    const { columns, problems } = previewPeople(EXAMPLE_CSV, "csv");
    expect(problems).toEqual([]);
    expect(columns.map(({ target, type, samples }) => [target, type, samples[0]])).toEqual([
      ["id", "text", "sara"],
      ["email", "text", "sara@example.com"],
      ["phone", "text", "+15125550100"],
      ["timeZone", "text", "America/Chicago"],
      ["locale", "text", "en"],
      ["consent.push.marketing", "consent", "granted"],
      ["consent.email.marketing", "consent", "granted"],
      ["traits.firstName", "text", "Sara"],
      ["traits.lastName", "text", "Hightower"],
      ["traits.plan", "text", "pro"],
      ["traits.trips", "number", "4"],
    ]);
  });

  it("shows the columns a JSON file would have, with a type only where all values share it", () => {
    const people = [
      {
        id: "a",
        traits: { age: 3, mixed: 1, tags: ["x"] },
        consents: [{ channel: "push", purpose: "marketing", state: "denied" }],
      },
      { id: "b", locale: "fr", traits: { age: 4, mixed: "one" } },
    ];
    const { columns, problems } = previewPeople(JSON.stringify({ people }), "json");
    expect(problems).toEqual([]);
    expect(columns.map(({ target, type }) => `${target}: ${type}`)).toEqual([
      "id: text",
      "locale: text",
      "consent.push.marketing: consent",
      "traits.age: number",
      "traits.mixed: text",
      "traits.tags: list",
    ]);
    expect(columns[2]?.samples).toEqual(["denied"]);
  });

  it("names what keeps a whole file from being read", () => {
    expect(previewPeople("name,email\nSara,s@example.com\n", "csv").problems.map(({ code }) => code)).toEqual(
      ["missing-id"],
    );
    expect(previewPeople("{", "json").problems.map(({ code }) => code)).toEqual(["not-json"]);
  });

  it("knows a file by its name, else by how it begins", () => {
    expect(formatOf("people.CSV", "[]")).toBe("csv");
    expect(formatOf("people.json", "id")).toBe("json");
    expect(formatOf("people", ' [{"id": "a"}]')).toBe("json");
    expect(formatOf("people", "id,email")).toBe("csv");
  });
});

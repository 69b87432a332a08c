import { expect, it } from "vitest";
import { z } from "zod";
import { withFrenchSpaces } from "../french-spaces.ts";
import { describeProblem } from "../problems.ts";
import { frenchComplaint } from "./complaint.ts";
import { Condition } from "../conditions/schema.ts";
import { ContentSource } from "./content-source.ts";
import { schemaProblems } from "./read.ts";
import { Id } from "./schema.ts";

const Schema = z.object({
  name: z.string().max(3),
  share: z.number().min(10),
  kind: z.enum(["a", "b"]),
  zone: z.string().refine((text) => text === "UTC", { error: "a known zone" }),
});

it("says in the reader's language what a schema complains about, and in its own words what the schema says", () => {
  const read = Schema.safeParse({ name: "Sara", share: "much", kind: "c", zone: "Mars" });
  const problems = schemaProblems(read.error ?? new z.ZodError([]), "");
  expect(problems.map((each) => describeProblem(each, "en").message)).toEqual([
    "Not usable: Too big: expected string to have <=3 characters.",
    "Not usable: Invalid input: expected number, received string.",
    'Not usable: Invalid option: expected one of "a"|"b".',
    "Not usable: a known zone.",
  ]);
  expect(problems.map((each) => describeProblem(each, "fr").message)).toEqual([
    withFrenchSpaces("Inutilisable : Trop grand : chaîne de caractères doit avoir <=3 caractères."),
    withFrenchSpaces("Inutilisable : Entrée invalide : nombre attendu, chaîne de caractères reçu."),
    withFrenchSpaces('Inutilisable : Option invalide : une valeur parmi "a"|"b" attendue.'),
    withFrenchSpaces("Inutilisable : a known zone."),
  ]);
});

it.each<[z.ZodType, unknown, string]>([
  [Id, "a b", "un identifiant a 1 à 128 des caractères A-Z a-z 0-9 _ . : -"],
  [ContentSource.pick({ id: true }), { id: "1" }, "un nom tel que weather ou price_list"],
  [Condition, 1, "une condition est un objet"],
  [Condition, { all: 1 }, "all: une liste de conditions est attendue"],
  [Condition, { any: [{ attr: "a", op: "eq", value: 1 }, 2] }, "any[1]: une condition est un objet"],
  [
    Condition,
    { not: { attr: 1, op: "exists" } },
    "not.attr: Entrée invalide : chaîne de caractères attendu, nombre reçu",
  ],
])("says our own words in French too: %#", (schema, value, french) => {
  const [found] = schemaProblems(schema.safeParse(value).error ?? new z.ZodError([]), "");
  expect(found && describeProblem(found, "fr").message).toBe(withFrenchSpaces(`Inutilisable : ${french}.`));
});

it("leaves no sentence of a schema that a journey or a scenario can meet in English", () => {
  const sources = import.meta.glob<string>(
    [
      "./*.ts",
      "../conditions/*.ts",
      "../simulate/*.ts",
      "../nodes/**/*.ts",
      "../person/person.ts",
      "!../**/*.test.ts",
      "!./*.test.ts",
      "!./complaint.ts",
    ],
    { eager: true, query: "?raw", import: "default" },
  );
  const sentences = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/(?:error: |Pattern, |\/, |message: )"([a-z][^"]+)"/g)].map(([, said = ""]) => said),
  );
  expect(sentences.length).toBeGreaterThanOrEqual(8);
  const english = sentences.filter(
    (message) => frenchComplaint({ code: "custom", path: [], message }) === message,
  );
  expect(english).toEqual([]);
});

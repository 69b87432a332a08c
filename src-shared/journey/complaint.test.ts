import { expect, it } from "vitest";
import { z } from "zod";
import { describeProblem } from "../problems.ts";
import { schemaProblems } from "./read.ts";

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
    "Inutilisable : Trop grand : chaîne de caractères doit avoir <=3 caractères.",
    "Inutilisable : Entrée invalide : nombre attendu, chaîne de caractères reçu.",
    'Inutilisable : Option invalide : une valeur parmi "a"|"b" attendue.',
    "Inutilisable : a known zone.",
  ]);
});

import { expect, it } from "vitest";
import { withFrenchSpaces } from "./french-spaces.ts";

it("keeps signs with the words they belong to, and leaves every other space", () => {
  expect(withFrenchSpaces("Supprimer « Bienvenue » ? Non : 50 % restent !")).toBe(
    "Supprimer «\u00a0Bienvenue\u00a0»\u00a0? Non\u00a0: 50\u00a0% restent\u00a0!",
  );
  expect(withFrenchSpaces("à 12:30, voir https://exemple.fr/?a=1")).toBe(
    "à 12:30, voir https://exemple.fr/?a=1",
  );
});

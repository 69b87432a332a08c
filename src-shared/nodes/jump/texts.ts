import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Jump",
  tagline: "another step or journey",
  help: "Goes on at another step of this journey, or hands the person over to another journey that has a manual trigger.",
  fields: {
    node: { label: "Step of this journey" },
    journey: { label: "Or another journey", help: "Its id; it needs a manual trigger." },
  },
};

export const fr: KindTexts = {
  name: "Saut",
  tagline: "autre étape ou parcours",
  help: "Continue à une autre étape de ce parcours, ou confie la personne à un autre parcours qui a un déclencheur manuel.",
  fields: {
    node: { label: "Étape de ce parcours" },
    journey: { label: "Ou un autre parcours", help: "Son identifiant ; il lui faut un déclencheur manuel." },
  },
};

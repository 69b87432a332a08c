import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Branch",
  tagline: "who they are, what they did",
  help: "Looks at each person and sends them down the first way whose condition holds; everyone else takes “else”.",
  fields: {
    arms: { label: "Ways" },
    "arms[].id": { label: "Id" },
    "arms[].name": { label: "Name" },
    "arms[].when": { label: "If", help: "The first way that holds is taken, from top to bottom." },
  },
};

export const fr: KindTexts = {
  name: "Aiguillage",
  tagline: "qui elle est, ce qu’elle a fait",
  help: "Regarde chaque personne et l’envoie sur la première voie dont la condition est vraie ; les autres prennent « sinon ».",
  fields: {
    arms: { label: "Voies" },
    "arms[].id": { label: "Identifiant" },
    "arms[].name": { label: "Nom" },
    "arms[].when": { label: "Si", help: "La première voie vraie est prise, de haut en bas." },
  },
};

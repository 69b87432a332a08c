import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Update person",
  tagline: "set attributes",
  help: "Sets attributes of the person. A text may use variables; other steps and other journeys see the new values at once.",
  fields: { set: { label: "Attributes", help: "Name and value, for example “stage” and “active”." } },
};

export const fr: KindTexts = {
  name: "Modifier la personne",
  tagline: "poser des attributs",
  help: "Pose des attributs de la personne. Un texte peut utiliser des variables ; les autres étapes et parcours voient aussitôt les nouvelles valeurs.",
  fields: { set: { label: "Attributs", help: "Nom et valeur, par exemple « etape » et « actif »." } },
};

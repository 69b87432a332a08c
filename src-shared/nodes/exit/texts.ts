import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Exit",
  tagline: "ends here, with a reason",
  help: "The person leaves the journey here. The reason is kept with the run and shown in Live.",
  fields: { reason: { label: "Reason", placeholder: "case opened" } },
};

export const fr: KindTexts = {
  name: "Sortie",
  tagline: "se termine ici, avec un motif",
  help: "La personne quitte le parcours ici. Le motif est gardé avec le passage et montré dans En direct.",
  fields: { reason: { label: "Motif", placeholder: "dossier ouvert" } },
};

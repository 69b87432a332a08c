import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Emit event",
  tagline: "let something happen",
  help: "An event happens to the person here, as if your app had sent it. Their other runs hear it, and journeys that start with it start.",
  fields: {
    event: { label: "Event", placeholder: "stage_reached" },
    properties: { label: "Properties" },
  },
};

export const fr: KindTexts = {
  name: "Émettre un événement",
  tagline: "faire arriver quelque chose",
  help: "Un événement arrive ici à la personne, comme si votre app l’avait envoyé. Ses autres passages l’entendent, et les parcours qu’il déclenche démarrent.",
  fields: {
    event: { label: "Événement", placeholder: "etape_atteinte" },
    properties: { label: "Propriétés" },
  },
};

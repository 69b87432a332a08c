import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Split",
  tagline: "A/B test, control group",
  help: "Parts people by chance. With “same way every time” a person takes the same arm whenever she comes by, in every version; without, each visit draws anew. A control group takes no arm at all, so that you can compare.",
  fields: {
    arms: { label: "Arms", help: "Shares add up to 100." },
    "arms[].id": { label: "Id" },
    "arms[].name": { label: "Name" },
    "arms[].weight": { label: "Share in percent" },
    sticky: { label: "Same way every time", help: "Off: drawn anew for each visit." },
    control: {
      label: "Control group in percent",
      help: "Taken off first; the arms share the rest. Leave open for none.",
    },
  },
};

export const fr: KindTexts = {
  name: "Répartition",
  tagline: "test A/B, groupe témoin",
  help: "Répartit les personnes au hasard. Avec « toujours la même voie », une personne prend la même branche à chaque passage, dans toutes les versions ; sans, chaque visite est tirée de nouveau. Un groupe témoin ne prend aucune branche, pour comparer.",
  fields: {
    arms: { label: "Branches", help: "Les parts font 100 au total." },
    "arms[].id": { label: "Identifiant" },
    "arms[].name": { label: "Nom" },
    "arms[].weight": { label: "Part en pour cent" },
    sticky: { label: "Toujours la même voie", help: "Sinon : tirée de nouveau à chaque visite." },
    control: {
      label: "Groupe témoin en pour cent",
      help: "Retiré d'abord ; les branches se partagent le reste. Vide : aucun.",
    },
  },
};

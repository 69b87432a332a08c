import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Split",
  tagline: "A/B test, control group",
  help: "Parts people by chance. With “same way every time” a person takes the same arm whenever they come by, in every version; without, each visit draws anew. A control group takes no arm at all, so that you can compare.",
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
    winner: {
      label: "Let the best arm win",
      help: "Picked when somebody comes by and it is time: the arm by which most people reached the goal takes everybody who comes after. Needs 10 people in each arm and somebody who reached the goal; of equal arms the first wins. Whoever took an arm before keeps it, and the control group stays apart.",
    },
    "winner.goal": { label: "By this goal", placeholder: "booked", help: "The id of a goal of the journey." },
    "winner.after": { label: "After this many people" },
    "winner.on": { label: "Or from this date on", placeholder: "2027-04-01", help: "Whichever comes first." },
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
      help: "Retiré d’abord ; les branches se partagent le reste. Vide : aucun.",
    },
    winner: {
      label: "Laisser gagner la meilleure branche",
      help: "Choisie au passage d’une personne, le moment venu : la branche par laquelle le plus de personnes ont atteint l’objectif reçoit toutes les suivantes. Il faut 10 personnes par branche et au moins une qui a atteint l’objectif ; à égalité, la première gagne. Qui a déjà pris une branche la garde, et le groupe témoin reste à part.",
    },
    "winner.goal": {
      label: "Selon cet objectif",
      placeholder: "reserve",
      help: "L’identifiant d’un objectif du parcours.",
    },
    "winner.after": { label: "Après ce nombre de personnes" },
    "winner.on": {
      label: "Ou à partir de cette date",
      placeholder: "2027-04-01",
      help: "Le premier des deux.",
    },
  },
};

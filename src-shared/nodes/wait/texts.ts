import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Wait",
  tagline: "time, opening hours, until something",
  help: "Holds each person. For a length of time, until your opening hours in her own time zone, or until something happens - with a time-out, so that nobody waits for ever.",
  fields: {
    for: {
      label: "Wait",
      options: { duration: "For a time", window: "For opening hours", until: "Until something happens" },
    },
    duration: {
      label: "How long",
      help: "Days, weeks and months follow the calendar where the person lives; hours and minutes are exact.",
    },
    days: { label: "On", help: "Days on which it opens. None chosen means every day." },
    from: { label: "From", help: "Someone who arrives inside the hours goes on at once." },
    to: { label: "To", help: "Earlier than “from” means over midnight." },
    arms: { label: "Ends when" },
    "arms[].id": { label: "Id" },
    "arms[].name": { label: "Name of the way out" },
    "arms[].event": { label: "This event arrives", placeholder: "ticket_resolved" },
    "arms[].where": { label: "Only if" },
    "arms[].count": { label: "This many times", help: "Counted from the moment the person came here." },
    "arms[].when": { label: "Or this becomes true", help: "If it is true already, she goes on at once." },
    timeout: { label: "At the latest after", help: "Without it a person may wait for ever." },
  },
};

export const fr: KindTexts = {
  name: "Attente",
  tagline: "durée, horaires, jusqu'à un fait",
  help: "Retient chaque personne : pendant une durée, jusqu'à vos horaires dans son propre fuseau, ou jusqu'à ce que quelque chose arrive, avec un délai pour que personne n'attende sans fin.",
  fields: {
    for: {
      label: "Attendre",
      options: { duration: "Une durée", window: "Une plage horaire", until: "Que quelque chose arrive" },
    },
    duration: {
      label: "Combien de temps",
      help: "Jours, semaines et mois suivent le calendrier de la personne ; heures et minutes sont exactes.",
    },
    days: { label: "Les", help: "Jours d'ouverture. Aucun choix : tous les jours." },
    from: { label: "De", help: "Qui arrive pendant la plage passe aussitôt." },
    to: { label: "À", help: "Plus tôt que « de » : la plage passe minuit." },
    arms: { label: "Prend fin quand" },
    "arms[].id": { label: "Identifiant" },
    "arms[].name": { label: "Nom de la sortie" },
    "arms[].event": { label: "Cet événement arrive", placeholder: "ticket_resolved" },
    "arms[].where": { label: "Seulement si" },
    "arms[].count": { label: "Autant de fois", help: "Compté depuis l'arrivée de la personne ici." },
    "arms[].when": { label: "Ou ceci devient vrai", help: "Si c'est déjà vrai, elle continue aussitôt." },
    timeout: { label: "Au plus tard après", help: "Sans délai, une personne peut attendre sans fin." },
  },
};

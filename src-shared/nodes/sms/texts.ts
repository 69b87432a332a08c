import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "SMS",
  tagline: "a text message",
  help: "A text message to the person's phone number. It is charged by segments: 160 characters in one, 153 each in several; a character outside the phone alphabet, such as an emoji, makes them 70 and 67. Until a provider is set up it stays in the outbox.",
  fields: {
    body: {
      label: "Text",
      placeholder: "Gate B12 now boards, {{ person.firstName | default: 'traveller' }}.",
    },
    class: {
      label: "Class",
      options: { promotional: "Promotional", service: "Service" },
      help: "Promotional needs a recorded consent and counts towards the caps. Left open: the journey's class.",
    },
    urgent: { label: "Urgent", help: "A service message that may ignore quiet hours." },
    perMinute: {
      label: "At most a minute",
      help: "When many people come here at once, their messages leave spread over time.",
    },
    collapseKey: {
      label: "Collapse key",
      help: "A newer text message with the same key takes the place of one still held. Variables tell two trips apart: gate-{{ entry.properties.tripId }}.",
    },
  },
};

export const fr: KindTexts = {
  name: "SMS",
  tagline: "un message texte",
  help: "Un message texte au numéro de la personne. Il est facturé par segments : 160 caractères dans un seul, 153 chacun dans plusieurs ; un caractère hors de l’alphabet des téléphones, comme un emoji, les réduit à 70 et 67. Tant qu’aucun prestataire n’est réglé, il reste dans la boîte d’envoi.",
  fields: {
    body: {
      label: "Texte",
      placeholder: "Embarquement porte B12, {{ person.firstName | default: 'voyageur' }}.",
    },
    class: {
      label: "Classe",
      options: { promotional: "Promotionnel", service: "Service" },
      help: "Le promotionnel demande un accord enregistré et compte dans les plafonds. Vide : la classe du parcours.",
    },
    urgent: { label: "Urgent", help: "Un message de service qui peut ignorer les heures calmes." },
    perMinute: {
      label: "Au plus par minute",
      help: "Quand beaucoup de personnes arrivent ici en même temps, leurs messages partent étalés dans le temps.",
    },
    collapseKey: {
      label: "Clé de remplacement",
      help: "Un SMS plus récent de même clé remplace celui qui attend. Des variables distinguent deux voyages : porte-{{ entry.properties.tripId }}.",
    },
  },
};

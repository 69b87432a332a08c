import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Push",
  tagline: "rich, buttons, deep link",
  help: "A notification on the person's phone. Each button is a way out of the step: connect it, and the run waits for the tap. Sent only with their consent, outside quiet hours and within the caps.",
  fields: {
    title: {
      label: "Title",
      placeholder: "Your seat is waiting, {{ person.firstName | default: 'traveller' }}",
    },
    body: { label: "Text" },
    image: { label: "Image address" },
    link: { label: "Opens", placeholder: "app://trips/42", help: "Web address or deep link a tap opens." },
    buttons: { label: "Buttons", help: "Up to three. Each is a way out of this step." },
    "buttons[].id": { label: "Id" },
    "buttons[].label": { label: "Button text" },
    "buttons[].link": { label: "Opens" },
    class: {
      label: "Class",
      options: { promotional: "Promotional", service: "Service" },
      help: "Promotional needs a recorded consent and counts towards the caps. Left open: the journey's class.",
    },
    urgent: { label: "Urgent", help: "A service message that may ignore quiet hours." },
    replyWithin: {
      label: "Wait for a tap",
      help: "When a button is connected. Afterwards the run goes on by “next”.",
    },
    ttl: {
      label: "Worth delivering for",
      help: "The phone drops it when it could not be delivered by then.",
    },
    perMinute: {
      label: "At most a minute",
      help: "When many people come here at once, their messages leave spread over time.",
    },
    collapseKey: {
      label: "Collapse key",
      help: "A newer push with the same key takes the place of an older one. Variables tell two trips apart: gate-{{ entry.properties.tripId }}.",
    },
    freshFor: { label: "Content fresh for" },
  },
};

export const fr: KindTexts = {
  name: "Push",
  tagline: "riche, boutons, lien profond",
  help: "Une notification sur le téléphone de la personne. Chaque bouton est une sortie de l’étape : reliez-le et le passage attend la réponse. Envoyée seulement avec son accord, hors des heures calmes et dans les plafonds.",
  fields: {
    title: {
      label: "Titre",
      placeholder: "Votre siège vous attend, {{ person.firstName | default: 'voyageur' }}",
    },
    body: { label: "Texte" },
    image: { label: "Adresse de l’image" },
    link: {
      label: "Ouvre",
      placeholder: "app://trips/42",
      help: "Adresse web ou lien profond ouvert au toucher.",
    },
    buttons: { label: "Boutons", help: "Trois au plus. Chacun est une sortie de cette étape." },
    "buttons[].id": { label: "Identifiant" },
    "buttons[].label": { label: "Texte du bouton" },
    "buttons[].link": { label: "Ouvre" },
    class: {
      label: "Classe",
      options: { promotional: "Promotionnel", service: "Service" },
      help: "Le promotionnel demande un accord enregistré et compte dans les plafonds. Vide : la classe du parcours.",
    },
    urgent: { label: "Urgent", help: "Un message de service qui peut ignorer les heures calmes." },
    replyWithin: {
      label: "Attendre une réponse",
      help: "Quand un bouton est relié. Ensuite, sortie par « suite ».",
    },
    ttl: { label: "Utile pendant", help: "Le téléphone l’abandonne s’il n’a pu être remis d’ici là." },
    perMinute: {
      label: "Au plus par minute",
      help: "Quand beaucoup de personnes arrivent ici en même temps, leurs messages partent étalés dans le temps.",
    },
    collapseKey: {
      label: "Clé de remplacement",
      help: "Un push plus récent de même clé remplace le précédent. Des variables distinguent deux voyages : porte-{{ entry.properties.tripId }}.",
    },
    freshFor: { label: "Contenu valable" },
  },
};

import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Card",
  tagline: "in the app's feed, expires",
  help: "A card in the feed of your app. It stays until it expires, and is taken away at once when an exit rule, a goal or stopping the journey ends the person's run before that.",
  fields: {
    title: { label: "Title", placeholder: "Lisbon from 49 €" },
    body: { label: "Text" },
    image: { label: "Image address" },
    link: {
      label: "Opens",
      placeholder: "app://offers/lisbon",
      help: "Web address or deep link a tap opens.",
    },
    expires: {
      label: "Expires",
      placeholder: "P7D",
      help: "A duration from the moment it is shown, such as P7D, or a date such as 2027-03-20: the last day it is shown, in the person's zone.",
    },
    class: {
      label: "Class",
      options: { promotional: "Promotional", service: "Service" },
      help: "Promotional needs a recorded consent and counts towards the caps. Left open: the journey's class.",
    },
    collapseKey: {
      label: "Collapse key",
      help: "A newer card with the same key takes the place of an older one. Variables tell two trips apart: gate-{{ entry.properties.tripId }}.",
    },
  },
};

export const fr: KindTexts = {
  name: "Carte",
  tagline: "dans le fil de l’app, expire",
  help: "Une carte dans le fil de votre app. Elle reste jusqu’à son expiration, et disparaît aussitôt si une règle de sortie, un objectif ou l’arrêt du parcours met fin au passage de la personne avant cela.",
  fields: {
    title: { label: "Titre", placeholder: "Lisbonne dès 49 €" },
    body: { label: "Texte" },
    image: { label: "Adresse de l’image" },
    link: {
      label: "Ouvre",
      placeholder: "app://offers/lisbon",
      help: "Adresse web ou lien profond ouvert au toucher.",
    },
    expires: {
      label: "Expire",
      placeholder: "P7D",
      help: "Une durée depuis son affichage, comme P7D, ou une date comme 2027-03-20 : le dernier jour où elle est montrée, au fuseau de la personne.",
    },
    class: {
      label: "Classe",
      options: { promotional: "Promotionnel", service: "Service" },
      help: "Le promotionnel demande un accord enregistré et compte dans les plafonds. Vide : la classe du parcours.",
    },
    collapseKey: {
      label: "Clé de remplacement",
      help: "Une carte plus récente de même clé remplace la précédente. Des variables distinguent deux voyages : porte-{{ entry.properties.tripId }}.",
    },
  },
};

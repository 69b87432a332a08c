import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Email",
  tagline: "template, dynamic content",
  help: "An email in the person's language. Build it of blocks, or write MJML, HTML or plain text; the plain text version is made for you. Until a mail server is set up it stays in the outbox.",
  fields: {
    from: { label: "From", placeholder: "UponVoyage <hello@example.com>" },
    subject: { label: "Subject", placeholder: "Thank you, {{ person.firstName | default: 'traveller' }}" },
    preheader: { label: "Preview line", help: "Shown after the subject in the inbox." },
    body: { label: "Body" },
    "body.text": { label: "Plain text" },
    "body.html": { label: "HTML" },
    "body.mjml": { label: "Layout" },
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
      help: "A newer email with the same key takes the place of one still held. Variables tell two trips apart: gate-{{ entry.properties.tripId }}.",
    },
  },
};

export const fr: KindTexts = {
  name: "E-mail",
  tagline: "modèle, contenu dynamique",
  help: "Un e-mail dans la langue de la personne. Composez-le de blocs, ou écrivez du MJML, du HTML ou du texte ; la version texte est faite pour vous. Tant qu’aucun serveur n’est réglé, il reste dans la boîte d’envoi.",
  fields: {
    from: { label: "De", placeholder: "UponVoyage <bonjour@example.com>" },
    subject: { label: "Objet", placeholder: "Merci, {{ person.firstName | default: 'voyageur' }}" },
    preheader: { label: "Ligne d’aperçu", help: "Montrée après l’objet dans la boîte de réception." },
    body: { label: "Corps" },
    "body.text": { label: "Texte seul" },
    "body.html": { label: "HTML" },
    "body.mjml": { label: "Mise en page" },
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
      help: "Un e-mail plus récent de même clé remplace celui qui attend. Des variables distinguent deux voyages : porte-{{ entry.properties.tripId }}.",
    },
  },
};

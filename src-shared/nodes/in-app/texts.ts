import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "In-app",
  tagline: "modal, banner, form",
  help: "A message while the person uses your app: over it, at its top edge, or as a form. Each button is a way out of the step, and so is a form sent in: connect them, and the run waits.",
  fields: {
    style: { label: "Style", options: { modal: "Modal", banner: "Banner", form: "Form" } },
    title: { label: "Title", placeholder: "One more thing before you fly" },
    body: { label: "Text" },
    image: { label: "Image address" },
    buttons: { label: "Buttons", help: "Up to three. Each is a way out of this step." },
    "buttons[].id": { label: "Id" },
    "buttons[].label": { label: "Button text" },
    "buttons[].link": { label: "Opens" },
    form: { label: "Fields", help: "Shown by the style “Form”." },
    "form[].id": { label: "Id" },
    "form[].label": { label: "Label", placeholder: "Your frequent flyer number" },
    "form[].type": {
      label: "Type",
      options: {
        text: "One line",
        "long-text": "Several lines",
        number: "Number",
        choice: "One of several",
        "yes-no": "Yes or no",
      },
    },
    "form[].choices": { label: "Choices", help: "For “one of several”." },
    "form[].choices[].id": { label: "Id" },
    "form[].choices[].label": { label: "Text" },
    "form[].required": { label: "Must be filled in" },
    "form[].saveAs": { label: "Keep the answer as", help: "An attribute of the person." },
    submit: { label: "Text of the form's button", placeholder: "Send" },
    class: {
      label: "Class",
      options: { promotional: "Promotional", service: "Service" },
      help: "Promotional needs a recorded consent and counts towards the caps. Left open: the journey's class.",
    },
    urgent: { label: "Urgent", help: "A service message that may ignore quiet hours." },
    replyWithin: {
      label: "Wait for a reply",
      help: "When a button or the form is connected. Afterwards the run goes on by “next”.",
    },
    collapseKey: {
      label: "Collapse key",
      help: "A newer in-app message with the same key takes the place of an older one. Variables tell two trips apart: gate-{{ entry.properties.tripId }}.",
    },
  },
};

export const fr: KindTexts = {
  name: "In-app",
  tagline: "fenêtre, bandeau, formulaire",
  help: "Un message pendant que la personne utilise votre app : par-dessus, au bord supérieur, ou comme formulaire. Chaque bouton est une sortie de l’étape, tout comme un formulaire rempli : reliez-les et le passage attend.",
  fields: {
    style: { label: "Style", options: { modal: "Fenêtre", banner: "Bandeau", form: "Formulaire" } },
    title: { label: "Titre", placeholder: "Encore une chose avant le départ" },
    body: { label: "Texte" },
    image: { label: "Adresse de l’image" },
    buttons: { label: "Boutons", help: "Trois au plus. Chacun est une sortie de cette étape." },
    "buttons[].id": { label: "Identifiant" },
    "buttons[].label": { label: "Texte du bouton" },
    "buttons[].link": { label: "Ouvre" },
    form: { label: "Champs", help: "Montrés par le style « Formulaire »." },
    "form[].id": { label: "Identifiant" },
    "form[].label": { label: "Intitulé", placeholder: "Votre numéro de fidélité" },
    "form[].type": {
      label: "Type",
      options: {
        text: "Une ligne",
        "long-text": "Plusieurs lignes",
        number: "Nombre",
        choice: "Un parmi plusieurs",
        "yes-no": "Oui ou non",
      },
    },
    "form[].choices": { label: "Choix", help: "Pour « un parmi plusieurs »." },
    "form[].choices[].id": { label: "Identifiant" },
    "form[].choices[].label": { label: "Texte" },
    "form[].required": { label: "À remplir obligatoirement" },
    "form[].saveAs": { label: "Garder la réponse dans", help: "Un attribut de la personne." },
    submit: { label: "Texte du bouton du formulaire", placeholder: "Envoyer" },
    class: {
      label: "Classe",
      options: { promotional: "Promotionnel", service: "Service" },
      help: "Le promotionnel demande un accord enregistré et compte dans les plafonds. Vide : la classe du parcours.",
    },
    urgent: { label: "Urgent", help: "Un message de service qui peut ignorer les heures calmes." },
    replyWithin: {
      label: "Attendre une réponse",
      help: "Quand un bouton ou le formulaire est relié. Ensuite, sortie par « suite ».",
    },
    collapseKey: {
      label: "Clé de remplacement",
      help: "Un message in-app plus récent de même clé remplace le précédent. Des variables distinguent deux voyages : porte-{{ entry.properties.tripId }}.",
    },
  },
};

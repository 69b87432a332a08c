import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Survey",
  tagline: "NPS, CSAT, CES, stars, text",
  help: "Asks one question and waits for the answer. Each way out is a condition over the answer; whoever does not answer in time leaves by “no reply”.",
  fields: {
    ask: {
      label: "Question type",
      options: {
        nps: "NPS, 0 to 10",
        csat: "CSAT, 1 to 5",
        ces: "CES, 1 to 7",
        stars: "Stars, 1 to 5",
        thumbs: "Thumb up (1) or down (0)",
        choice: "One of several",
        text: "Free text",
      },
    },
    question: { label: "Question", placeholder: "How was your trip?" },
    choices: { label: "Choices", help: "For “one of several”; the answer is the choice's id." },
    "choices[].id": { label: "Id" },
    "choices[].label": { label: "Text" },
    followUp: {
      label: "Then ask why",
      placeholder: "What could we do better?",
      help: "Conditions find what people write as the answer “comment”.",
    },
    via: {
      label: "Asked by",
      options: { email: "Email", push: "Push", "in-app": "In the app", link: "A link" },
    },
    arms: { label: "Ways out" },
    "arms[].id": { label: "Id" },
    "arms[].name": { label: "Name" },
    "arms[].when": { label: "If the answer" },
    saveAs: { label: "Keep the answer as", placeholder: "lastCsat", help: "An attribute of the person." },
    replyWithin: { label: "Wait for the answer" },
    class: {
      label: "Class",
      options: { promotional: "Promotional", service: "Service" },
      help: "Left open: the journey's class.",
    },
  },
};

export const fr: KindTexts = {
  name: "Enquête",
  tagline: "NPS, CSAT, CES, étoiles, texte",
  help: "Pose une question et attend la réponse. Chaque sortie est une condition sur la réponse ; qui ne répond pas à temps part par « sans réponse ».",
  fields: {
    ask: {
      label: "Type de question",
      options: {
        nps: "NPS, 0 à 10",
        csat: "CSAT, 1 à 5",
        ces: "CES, 1 à 7",
        stars: "Étoiles, 1 à 5",
        thumbs: "Pouce levé (1) ou baissé (0)",
        choice: "Un parmi plusieurs",
        text: "Texte libre",
      },
    },
    question: { label: "Question", placeholder: "Comment s’est passé votre voyage ?" },
    choices: {
      label: "Choix",
      help: "Pour « un parmi plusieurs » ; la réponse est l’identifiant du choix.",
    },
    "choices[].id": { label: "Identifiant" },
    "choices[].label": { label: "Texte" },
    followUp: {
      label: "Puis demander pourquoi",
      placeholder: "Que pourrions-nous améliorer ?",
      help: "Les conditions trouvent ce qui est écrit sous la réponse « comment ».",
    },
    via: {
      label: "Posée par",
      options: { email: "E-mail", push: "Push", "in-app": "Dans l’app", link: "Un lien" },
    },
    arms: { label: "Sorties" },
    "arms[].id": { label: "Identifiant" },
    "arms[].name": { label: "Nom" },
    "arms[].when": { label: "Si la réponse" },
    saveAs: { label: "Garder la réponse dans", placeholder: "lastCsat", help: "Un attribut de la personne." },
    replyWithin: { label: "Attendre la réponse" },
    class: {
      label: "Classe",
      options: { promotional: "Promotionnel", service: "Service" },
      help: "Vide : la classe du parcours.",
    },
  },
};

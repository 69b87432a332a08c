import { registerTexts } from "./i18n.ts";

registerTexts("sending", {
  en: {
    since: "since",
    waiting_zero: "no message waits",
    waiting_one: "one message waits",
    waiting_other: "{{count}} messages wait",
    why: {
      "by-hand": "Sending is paused",
      "clock-jump": "Sending is paused: the clock of this computer jumped",
      restored: "Sending is paused: this data folder was restored or copied",
      "disk-full": "Sending is paused: the disk is full",
    },
    forward: "it went forward by {{amount}}",
    back: "it went back by {{amount}}",
    resume: {
      "by-hand": "Resume sending",
      "clock-jump": "The clock is right",
      restored: "Resume sending",
      "disk-full": "There is room again",
    },
    pause: "Pause sending",
    ask: {
      title: "Pause all sending?",
      text: "People go on in their journeys, and every message waits until you resume. Messages that wait longer than their journey allows expire.",
    },
  },
  fr: {
    since: "depuis",
    waiting_zero: "aucun message n’attend",
    waiting_one: "un message attend",
    waiting_other: "{{count}} messages attendent",
    why: {
      "by-hand": "Les envois sont en pause",
      "clock-jump": "Les envois sont en pause : l’horloge de cet ordinateur a sauté",
      restored: "Les envois sont en pause : ce dossier de données a été restauré ou copié",
      "disk-full": "Les envois sont en pause : le disque est plein",
    },
    forward: "elle a avancé de {{amount}}",
    back: "elle a reculé de {{amount}}",
    resume: {
      "by-hand": "Reprendre les envois",
      "clock-jump": "L’horloge est juste",
      restored: "Reprendre les envois",
      "disk-full": "Il y a de nouveau de la place",
    },
    pause: "Suspendre les envois",
    ask: {
      title: "Suspendre tous les envois ?",
      text: "Les personnes avancent dans leurs parcours, et chaque message attend la reprise. Un message qui attend plus longtemps que son parcours ne le permet expire.",
    },
  },
});

import type { Locale } from "../../src-shared/problems.ts";
import type { FieldText } from "../../src-shared/nodes/define.ts";
import type { Field } from "./form-model.ts";

function text(key: string, textPath: string): Field {
  return { type: "text", key, textPath, optional: true };
}

const time = (key: string, textPath: string): Field => ({ type: "time", key, textPath, optional: true });

const event = (textPath: string): Field => ({
  type: "known-name",
  of: "event",
  key: "event",
  textPath,
  optional: false,
});
const filter = (textPath: string): Field => ({
  type: "condition",
  scope: "event",
  key: "where",
  textPath,
  optional: true,
});
const many = { optional: true, min: 0, max: Infinity } as const;

/** Settings of a journey (formats.md, Journey), by what they are about. Places are inside `settings`. */
export const SETTINGS_FIELDS: { part: "runs" | "ends" | "messages" | "time" | "outside"; fields: Field[] }[] =
  [
    {
      part: "runs",
      fields: [
        {
          type: "group",
          key: "reentry",
          textPath: "reentry",
          optional: true,
          fields: [
            {
              type: "choice",
              key: "mode",
              textPath: "reentry.mode",
              optional: false,
              fallback: "after-exit",
              options: ["never", "after-exit", "always"],
            },
            {
              type: "duration",
              signed: false,
              key: "coolDown",
              textPath: "reentry.coolDown",
              optional: true,
            },
          ],
        },
        { type: "known-name", of: "entry", key: "instanceKey", textPath: "instanceKey", optional: true },
      ],
    },
    {
      part: "ends",
      fields: [
        {
          ...many,
          type: "list",
          key: "goals",
          textPath: "goals",
          ids: true,
          fresh: { event: "", within: "P30D", exit: true },
          item: [
            text("name", "goals[].name"),
            event("goals[].event"),
            filter("goals[].where"),
            { type: "duration", signed: false, key: "within", textPath: "goals[].within", optional: true },
            { type: "switch", key: "exit", textPath: "goals[].exit", optional: true },
          ],
        },
        {
          ...many,
          type: "list",
          key: "exitWhen",
          textPath: "exitWhen",
          ids: false,
          fresh: { event: "" },
          item: [
            {
              type: "either",
              key: "",
              textPath: "exitWhen[]",
              optional: false,
              shapes: [
                {
                  has: "event",
                  fields: [event("exitWhen[].event"), filter("exitWhen[].where")],
                  fresh: { event: "" },
                },
                {
                  has: "when",
                  fields: [
                    {
                      type: "condition",
                      scope: undefined,
                      key: "when",
                      textPath: "exitWhen[].when",
                      optional: false,
                    },
                  ],
                  fresh: { when: { all: [] } },
                },
              ],
            },
          ],
        },
      ],
    },
    {
      part: "messages",
      fields: [
        {
          type: "choice",
          key: "class",
          textPath: "class",
          optional: true,
          options: ["promotional", "service"],
        },
        {
          type: "group",
          key: "quietHours",
          textPath: "quietHours",
          optional: true,
          fields: [time("from", "quietHours.from"), time("to", "quietHours.to")],
        },
        { type: "duration", signed: false, key: "lateness", textPath: "lateness", optional: true },
      ],
    },
    {
      part: "outside",
      fields: [
        {
          ...many,
          type: "list",
          key: "content",
          textPath: "content",
          ids: false,
          fresh: { id: "weather", url: "", freshFor: "PT15M", fallback: {} },
          item: [
            { type: "text", key: "id", textPath: "content[].id", optional: false },
            { type: "template", long: false, key: "url", textPath: "content[].url", optional: false },
            {
              type: "duration",
              signed: false,
              key: "freshFor",
              textPath: "content[].freshFor",
              optional: true,
            },
            {
              type: "duration",
              signed: false,
              key: "timeout",
              textPath: "content[].timeout",
              optional: true,
              folded: true,
            },
            { type: "json", key: "fallback", textPath: "content[].fallback", optional: true },
          ],
        },
      ],
    },
    {
      part: "time",
      fields: [
        { type: "zone", key: "timeZone", textPath: "timeZone", optional: true },
        text("locale", "locale"),
        { type: "day", key: "reviewBy", textPath: "reviewBy", optional: true },
      ],
    },
  ];

export const SETTINGS_TEXTS: Record<Locale, Record<string, FieldText>> = {
  en: {
    reentry: { label: "Coming back" },
    "reentry.mode": {
      label: "A person may enter again",
      options: { never: "never", "after-exit": "once they have left", always: "at any time" },
    },
    "reentry.coolDown": { label: "But not before", help: "Counted from the end of the run before." },
    instanceKey: {
      label: "One run per",
      placeholder: "properties.tripId",
      help: "A property of the entry event: two trips of one person are two runs. Empty means one run per person.",
    },
    goals: {
      label: "Goals",
      help: "Reaching one is counted, credited to the last message, and may end the run.",
    },
    "goals[].name": { label: "Name", placeholder: "Booked again" },
    "goals[].event": { label: "Reached by the event", placeholder: "booking" },
    "goals[].where": { label: "Only if" },
    "goals[].within": { label: "Within", help: "Counted from the entry. Empty: at any time." },
    "goals[].exit": { label: "Reaching it ends the run" },
    exitWhen: {
      label: "Exit rules",
      help: "A run ends the moment one of these holds, wherever the person stands.",
    },
    "exitWhen[]": { label: "What ends it", options: { event: "An event", when: "A condition" } },
    "exitWhen[].event": { label: "This event arrives", placeholder: "trip_cancelled" },
    "exitWhen[].where": { label: "Only if" },
    "exitWhen[].when": { label: "This becomes true" },
    content: {
      label: "Connected content",
      help: "Asked for when a message is about to leave, and read in its texts as content.NAME.",
    },
    "content[].id": { label: "Name", placeholder: "weather" },
    "content[].url": {
      label: "Address",
      placeholder: "https://api.example.com/now?city={{ person.city | default: 'Paris' }}",
    },
    "content[].freshFor": { label: "An answer is good for", help: "Other messages use it again so long." },
    "content[].timeout": { label: "Asked at most for", help: "5 seconds unless set, 30 at most." },
    "content[].fallback": {
      label: "Without an answer",
      help: "Shown instead, as JSON. Without a fallback the message is not sent.",
    },
    class: {
      label: "Class of its messages",
      options: {
        "": "Promotional, unless a step says otherwise",
        promotional: "Promotional",
        service: "Service",
      },
      help: "Promotional messages need a recorded consent and count towards the caps.",
    },
    quietHours: { label: "Quiet hours", help: "Messages wait until they end, where the person lives." },
    "quietHours.from": { label: "From" },
    "quietHours.to": { label: "To" },
    lateness: {
      label: "Too late after",
      help: "A message that could not be sent by then expires. One day unless set.",
    },
    timeZone: {
      label: "Time zone",
      placeholder: "Europe/Paris",
      help: "For people whose own zone is not known.",
    },
    locale: { label: "Language", placeholder: "en", help: "For people whose own language is not written." },
    reviewBy: { label: "Review by", placeholder: "2027-06-30" },
  },
  fr: {
    reentry: { label: "Revenir" },
    "reentry.mode": {
      label: "Une personne peut rentrer",
      options: { never: "jamais", "after-exit": "une fois sortie", always: "à tout moment" },
    },
    "reentry.coolDown": { label: "Mais pas avant", help: "Compté depuis la fin du passage précédent." },
    instanceKey: {
      label: "Un passage par",
      placeholder: "properties.tripId",
      help: "Une propriété de l’événement d’entrée : deux voyages d’une personne font deux passages. Vide : un passage par personne.",
    },
    goals: {
      label: "Objectifs",
      help: "En atteindre un est compté, porté au crédit du dernier message, et peut mettre fin au passage.",
    },
    "goals[].name": { label: "Nom", placeholder: "Nouvelle réservation" },
    "goals[].event": { label: "Atteint par l’événement", placeholder: "booking" },
    "goals[].where": { label: "Seulement si" },
    "goals[].within": { label: "Dans les", help: "Compté depuis l’entrée. Vide : à tout moment." },
    "goals[].exit": { label: "L’atteindre met fin au passage" },
    exitWhen: {
      label: "Règles de sortie",
      help: "Un passage prend fin dès que l’une est vraie, où que soit la personne.",
    },
    "exitWhen[]": { label: "Ce qui y met fin", options: { event: "Un événement", when: "Une condition" } },
    "exitWhen[].event": { label: "Cet événement arrive", placeholder: "trip_cancelled" },
    "exitWhen[].where": { label: "Seulement si" },
    "exitWhen[].when": { label: "Ceci devient vrai" },
    content: {
      label: "Contenu connecté",
      help: "Demandé au moment où un message va partir, et lu dans ses textes comme content.NOM.",
    },
    "content[].id": { label: "Nom", placeholder: "weather" },
    "content[].url": {
      label: "Adresse",
      placeholder: "https://api.example.com/now?city={{ person.city | default: 'Paris' }}",
    },
    "content[].freshFor": {
      label: "Une réponse vaut",
      help: "D’autres messages s’en resservent aussi longtemps.",
    },
    "content[].timeout": { label: "Attendue au plus", help: "5 secondes sauf précision, 30 au plus." },
    "content[].fallback": {
      label: "Sans réponse",
      help: "Montré à la place, en JSON. Sans texte de repli, le message ne part pas.",
    },
    class: {
      label: "Classe de ses messages",
      options: { "": "Promotionnel, sauf avis d’une étape", promotional: "Promotionnel", service: "Service" },
      help: "Les messages promotionnels demandent un accord enregistré et comptent dans les plafonds.",
    },
    quietHours: { label: "Heures calmes", help: "Les messages attendent leur fin, là où vit la personne." },
    "quietHours.from": { label: "De" },
    "quietHours.to": { label: "À" },
    lateness: {
      label: "Trop tard après",
      help: "Un message non envoyé d’ici là expire. Un jour sauf précision.",
    },
    timeZone: {
      label: "Fuseau horaire",
      placeholder: "Europe/Paris",
      help: "Pour qui n’a pas de fuseau connu.",
    },
    locale: { label: "Langue", placeholder: "fr", help: "Pour qui lit une langue non écrite." },
    reviewBy: { label: "À revoir avant", placeholder: "2027-06-30" },
  },
};

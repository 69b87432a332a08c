import type { Locale } from "../../src-shared/problems.ts";
import type { FieldText } from "../../src-shared/nodes/define.ts";
import type { Field } from "./form-model.ts";

function text(key: string, textPath: string): Field {
  return { type: "text", key, textPath, optional: true };
}

const time = (key: string, textPath: string): Field => ({ type: "time", key, textPath, optional: true });

/** Settings of a journey (formats.md, Journey), by what they are about. Places are inside `settings`. */
export const SETTINGS_FIELDS: { part: "runs" | "messages" | "time"; fields: Field[] }[] = [
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
          { type: "duration", key: "coolDown", textPath: "reentry.coolDown", optional: true },
        ],
      },
      text("instanceKey", "instanceKey"),
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
      { type: "duration", key: "lateness", textPath: "lateness", optional: true },
    ],
  },
  {
    part: "time",
    fields: [text("timeZone", "timeZone"), text("locale", "locale"), text("reviewBy", "reviewBy")],
  },
];

export const SETTINGS_TEXTS: Record<Locale, Record<string, FieldText>> = {
  en: {
    reentry: { label: "Coming back" },
    "reentry.mode": {
      label: "A person may enter again",
      options: { never: "never", "after-exit": "once she has left", always: "at any time" },
    },
    "reentry.coolDown": { label: "But not before", help: "Counted from the end of the run before." },
    instanceKey: {
      label: "One run per",
      placeholder: "properties.tripId",
      help: "A property of the entry event: two trips of one person are two runs. Empty means one run per person.",
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

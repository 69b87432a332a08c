import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Trigger",
  tagline: "an event, or by hand",
  help: "Where people enter the journey. An event trigger starts a run when the event arrives; a manual trigger starts one when you, or a program, ask for it.",
  fields: {
    on: { label: "Starts", options: { event: "When something happens", manual: "By hand" } },
    event: {
      label: "Event",
      placeholder: "trip_completed",
      help: "The name of the event exactly as your app or website sends it.",
    },
    where: { label: "Only if", help: "Look at the event's properties: others do not start a run." },
  },
};

export const fr: KindTexts = {
  name: "Déclencheur",
  tagline: "un événement, ou à la main",
  help: "L'endroit où les personnes entrent dans le parcours. Un événement démarre un passage à son arrivée ; un déclencheur manuel en démarre un quand vous, ou un programme, le demandez.",
  fields: {
    on: { label: "Démarre", options: { event: "Quand quelque chose arrive", manual: "À la main" } },
    event: {
      label: "Événement",
      placeholder: "trip_completed",
      help: "Le nom de l'événement, exactement comme votre app ou votre site l'envoie.",
    },
    where: {
      label: "Seulement si",
      help: "Regarde les propriétés de l'événement : les autres ne démarrent rien.",
    },
  },
};

import type { Locale } from "../../problems.ts";
import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Trigger",
  tagline: "event, segment, schedule, date, place",
  help: "Where people enter the journey: when something happens, when they come into a segment, at set times, at a date of their own, at a place, or by hand. A journey may have several.",
  fields: {
    on: {
      label: "Starts",
      options: {
        event: "When something happens",
        segment: "When people come into a segment",
        schedule: "At set times",
        date: "At a date of theirs",
        place: "At a place",
        manual: "By hand",
      },
    },
    event: {
      label: "Event",
      placeholder: "trip_completed",
      help: "The name of the event exactly as your app or website sends it.",
    },
    where: { label: "Only if", help: "Look at the event's properties: others do not start a run." },
    segment: { label: "Segment" },
    does: {
      label: "When the person",
      options: { enters: "comes in", leaves: "leaves", enter: "arrives", exit: "leaves", dwell: "stays" },
    },
    rrule: {
      label: "When",
      placeholder: "FREQ=DAILY;BYHOUR=9;BYMINUTE=0",
      help: "At that time where each person lives, or in the zone below. What is rarer is written as a rule (RFC 5545).",
    },
    timeZone: { label: "Time zone", help: "Left open: each person's own." },
    audience: { label: "Only people who", help: "Everybody, when left open." },
    attribute: { label: "Attribute with the date", placeholder: "birthday" },
    offset: { label: "Before or after", help: "-PT24H is 24 hours before, P1D a day after." },
    at: { label: "At", help: "Time of day where the person lives." },
    yearly: { label: "Every year" },
    place: { label: "Place", placeholder: "AUS" },
    dwell: { label: "Stays for" },
  },
};

export const fr: KindTexts = {
  name: "Déclencheur",
  tagline: "événement, segment, horaire, date, lieu",
  help: "L’endroit où les personnes entrent dans le parcours : quand quelque chose arrive, quand elles entrent dans un segment, à heures fixes, à une date qui leur est propre, en un lieu, ou à la main. Un parcours peut en avoir plusieurs.",
  fields: {
    on: {
      label: "Démarre",
      options: {
        event: "Quand quelque chose arrive",
        segment: "À l’entrée dans un segment",
        schedule: "À heures fixes",
        date: "À une date de la personne",
        place: "En un lieu",
        manual: "À la main",
      },
    },
    event: {
      label: "Événement",
      placeholder: "trip_completed",
      help: "Le nom de l’événement, exactement comme votre app ou votre site l’envoie.",
    },
    where: {
      label: "Seulement si",
      help: "Regarde les propriétés de l’événement : les autres ne démarrent rien.",
    },
    segment: { label: "Segment" },
    does: {
      label: "Quand la personne",
      options: { enters: "entre", leaves: "sort", enter: "arrive", exit: "part", dwell: "reste" },
    },
    rrule: {
      label: "Quand",
      placeholder: "FREQ=DAILY;BYHOUR=9;BYMINUTE=0",
      help: "À cette heure là où vit chaque personne, ou dans le fuseau ci-dessous. Ce qui est plus rare s’écrit en règle (RFC 5545).",
    },
    timeZone: { label: "Fuseau horaire", help: "Vide : celui de chaque personne." },
    audience: { label: "Seulement qui", help: "Vide : tout le monde." },
    attribute: { label: "Attribut qui porte la date", placeholder: "birthday" },
    offset: { label: "Avant ou après", help: "-PT24H : 24 heures avant ; P1D : un jour après." },
    at: { label: "À", help: "Heure du lieu où vit la personne." },
    yearly: { label: "Chaque année" },
    place: { label: "Lieu", placeholder: "AUS" },
    dwell: { label: "Reste pendant" },
  },
};

const english = {
  manual: "started by hand",
  pickEvent: "pick an event",
  filtered: "filtered",
  pickSegment: "pick a segment",
  enters: "comes into",
  leaves: "leaves",
  pickAttribute: "pick an attribute",
  before: "before:",
  after: "after:",
  pickPlace: "pick a place",
  enter: "arrives at",
  exit: "leaves",
  dwell: "stays at",
};

/** Words of the line on the canvas. */
export const SUMMARIES: Record<Locale, typeof english> = {
  en: english,
  fr: {
    manual: "lancé à la main",
    pickEvent: "choisissez un événement",
    filtered: "filtré",
    pickSegment: "choisissez un segment",
    enters: "entre dans",
    leaves: "quitte",
    pickAttribute: "choisissez un attribut",
    before: "avant :",
    after: "après :",
    pickPlace: "choisissez un lieu",
    enter: "arrive à",
    exit: "quitte",
    dwell: "reste à",
  },
};

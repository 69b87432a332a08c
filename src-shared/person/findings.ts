import type { Problem } from "../problem.ts";

interface Text {
  message: string;
  hint?: string;
}

/** A problem's texts in both languages, the shape of the product's catalogue of problems. */
export interface Finding {
  severity: Problem["severity"];
  en: Text;
  fr: Text;
}

/**
 * What can be wrong with a person, an event or a row of a people file, in both languages; `{name}` is filled from the
 * arguments. The shape is that of the product's problem catalogue, which takes these in.
 */
export const PERSON_FINDINGS = {
  "not-json": {
    severity: "error",
    en: { message: "This is not JSON: {detail}." },
    fr: { message: "Ce n’est pas du JSON : {detail}." },
  },
  "not-an-object": {
    severity: "error",
    en: { message: "An object is expected here, not {found}." },
    fr: { message: "Un objet est attendu ici, pas {found}." },
  },
  "forbidden-key": {
    severity: "error",
    en: { message: "The key “{key}” is not allowed.", hint: "Rename it." },
    fr: { message: "La clé « {key} » n’est pas permise.", hint: "Renommez-la." },
  },
  "too-deep": {
    severity: "error",
    en: { message: "Nested deeper than {limit} levels." },
    fr: { message: "Imbriqué sur plus de {limit} niveaux." },
  },
  "person-erased": {
    severity: "warning",
    en: {
      message: "This person was erased and is not taken in again.",
      hint: "Only a keyed hash of the id and the addresses is kept, to know this. Leave the person out of the file.",
    },
    fr: {
      message: "Cette personne a été effacée et n’est pas reprise.",
      hint: "Seule une empreinte à clé de l’identifiant et des adresses est gardée, pour le savoir. Retirez cette personne du fichier.",
    },
  },
  "bad-number": {
    severity: "error",
    en: { message: "A number here is too large to be kept." },
    fr: { message: "Un nombre est ici trop grand pour être conservé." },
  },
  "bad-shape": {
    severity: "error",
    en: { message: "Not as expected: {detail}." },
    fr: { message: "Forme inattendue : {detail}." },
  },
  "bad-id": {
    severity: "error",
    en: {
      message: "“{id}” cannot be an id.",
      hint: "Use 1 to 128 letters without accents, digits and the signs _ . : -",
    },
    fr: {
      message: "« {id} » ne peut pas être un identifiant.",
      hint: "De 1 à 128 lettres sans accent, chiffres et signes _ . : -",
    },
  },
  "missing-id": {
    severity: "error",
    en: { message: "The id is missing." },
    fr: { message: "L’identifiant manque." },
  },
  "duplicate-person": {
    severity: "error",
    en: { message: "Two people have the id “{id}”." },
    fr: { message: "Deux personnes ont l’identifiant « {id} »." },
  },
  "bad-date": {
    severity: "error",
    en: {
      message: "“{text}” is not a real date and time.",
      hint: "Write it with its zone, such as 2027-03-12T18:00:00Z.",
    },
    fr: {
      message: "« {text} » n’est pas une date et heure réelle.",
      hint: "Écrivez-la avec son fuseau, par exemple 2027-03-12T18:00:00Z.",
    },
  },
  "bad-email": {
    severity: "warning",
    en: { message: "“{text}” is not an email address; no email can be sent to it." },
    fr: { message: "« {text} » n’est pas une adresse électronique ; aucun courriel ne peut y être envoyé." },
  },
  "bad-phone": {
    severity: "warning",
    en: {
      message: "“{text}” is not a phone number; no SMS can be sent to it.",
      hint: "Write it with its country code, such as +15125550100.",
    },
    fr: {
      message: "« {text} » n’est pas un numéro de téléphone ; aucun SMS ne peut y être envoyé.",
      hint: "Écrivez-le avec l’indicatif du pays, par exemple +33612345678.",
    },
  },
  "unknown-zone": {
    severity: "warning",
    en: { message: "The time zone “{zone}” is unknown; the journey’s or the workspace’s is used instead." },
    fr: {
      message: "Le fuseau « {zone} » est inconnu ; celui du parcours ou de l’espace de travail le remplace.",
    },
  },
  "bad-consent": {
    severity: "error",
    en: { message: "“{text}” is not a consent.", hint: "Write granted or denied, or leave it empty." },
    fr: {
      message: "« {text} » n’est pas un consentement.",
      hint: "Écrivez granted ou denied, ou laissez vide.",
    },
  },
  "unnamed-column": {
    severity: "error",
    en: { message: "This column has no name." },
    fr: { message: "Cette colonne n’a pas de nom." },
  },
  "duplicate-column": {
    severity: "error",
    en: { message: "The column “{column}” appears twice." },
    fr: { message: "La colonne « {column} » figure deux fois." },
  },
  "bad-row": {
    severity: "error",
    en: { message: "The row has {found} cells where the header has {expected}." },
    fr: { message: "La ligne a {found} cellules alors que l’en-tête en a {expected}." },
  },
  "unclosed-quote": {
    severity: "error",
    en: { message: "A quoted cell is never closed." },
    fr: { message: "Une cellule entre guillemets n’est jamais refermée." },
  },
  "event-too-large": {
    severity: "error",
    en: { message: "The event has {bytes} bytes; at most {limit} are allowed." },
    fr: { message: "L’événement fait {bytes} octets ; {limit} au plus sont permis." },
  },
  "batch-too-large": {
    severity: "error",
    en: { message: "The batch has {bytes} bytes; at most {limit} are allowed." },
    fr: { message: "Le lot fait {bytes} octets ; {limit} au plus sont permis." },
  },
  "batch-too-long": {
    severity: "error",
    en: { message: "The batch has {count} events; at most {limit} are allowed." },
    fr: { message: "Le lot compte {count} événements ; {limit} au plus sont permis." },
  },
  "unknown-event-type": {
    severity: "error",
    en: { message: "“{type}” is not a type of event.", hint: "Use track, identify, alias or batch." },
    fr: {
      message: "« {type} » n’est pas un type d’événement.",
      hint: "Utilisez track, identify, alias ou batch.",
    },
  },
  "missing-message-id": {
    severity: "error",
    en: { message: "The event has no messageId.", hint: "It is what makes sending twice harmless." },
    fr: {
      message: "L’événement n’a pas de messageId.",
      hint: "C’est lui qui rend un double envoi sans effet.",
    },
  },
  "missing-person": {
    severity: "error",
    en: { message: "The event names nobody.", hint: "Give userId or anonymousId." },
    fr: { message: "L’événement ne désigne personne.", hint: "Donnez userId ou anonymousId." },
  },
} as const satisfies Record<string, Finding>;

export type PersonFinding = keyof typeof PERSON_FINDINGS;

/** Longest excerpt of user text put into a message. */
const EXCERPT = 80;

/** Builds the problem of a finding about persons, events and people files. */
export function finding(
  code: PersonFinding,
  path: string,
  args: Record<string, string | number> = {},
): Problem {
  return problemFrom(code, PERSON_FINDINGS[code], path, args);
}

/** Fills a finding's English texts; long arguments are cut, as they quote what a user wrote. */
export function problemFrom(
  code: string,
  texts: Finding,
  path: string,
  args: Record<string, string | number>,
): Problem {
  const shown = Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === "string" ? value.slice(0, EXCERPT) : value,
    ]),
  );
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(shown, name) ? String(shown[name]) : whole,
    );
  return {
    code,
    severity: texts.severity,
    message: fill(texts.en.message),
    path,
    ...(texts.en.hint === undefined ? {} : { hint: fill(texts.en.hint) }),
    ...(Object.keys(shown).length === 0 ? {} : { args: shown }),
  };
}

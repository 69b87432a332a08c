import { CHANNEL_FINDINGS } from "./channels/findings.ts";
import { DRAWING_FINDINGS } from "./compile/drawing-findings.ts";
import { COMPILE_FINDINGS } from "./compile/findings.ts";
import { SPLIT_FINDINGS } from "./compile/split-findings.ts";
import { STEP_FINDINGS } from "./compile/step-findings.ts";
import { CONDITION_FINDINGS } from "./conditions/findings.ts";
import { LIVE_EDIT_FINDINGS } from "./engine/live-edit-findings.ts";
import { PERSON_FINDINGS } from "./person/findings.ts";
import type { Locale, Severity } from "./problem.ts";

export interface ProblemText extends Record<Locale, { message: string; hint?: string }> {
  severity: Severity;
}

/**
 * Every problem code with its texts. A message says what is wrong, a hint how to mend it; `{name}` is filled from the
 * problem's args. Codes are part of the contract with scripts and never change their meaning.
 */
export const PROBLEM_TEXTS = {
  ...PERSON_FINDINGS,
  ...CONDITION_FINDINGS,
  ...COMPILE_FINDINGS,
  ...DRAWING_FINDINGS,
  ...STEP_FINDINGS,
  ...SPLIT_FINDINGS,
  ...LIVE_EDIT_FINDINGS,
  ...CHANNEL_FINDINGS,
  // Reading a file
  "not-json": text(
    "error",
    "This is not JSON: {detail}.",
    "Ce n’est pas du JSON : {detail}.",
    "Check the place named; a comma or a quote is often missing just before it.",
    "Vérifiez l’endroit indiqué ; il manque souvent une virgule ou un guillemet juste avant.",
  ),
  "not-utf8": text(
    "error",
    "The file is not UTF-8 text.",
    "Le fichier n’est pas du texte UTF-8.",
    "Save it again as UTF-8.",
    "Enregistrez-le de nouveau en UTF-8.",
  ),
  "too-large": text(
    "error",
    "The file is larger than {limit}.",
    "Le fichier dépasse {limit}.",
    "Split it into several.",
    "Divisez-le en plusieurs.",
  ),
  "too-deep": text(
    "error",
    "Nested deeper than {limit} levels.",
    "Imbriqué sur plus de {limit} niveaux.",
    "Flatten it.",
    "Aplatissez-le.",
  ),
  "string-too-long": text(
    "error",
    "A text is longer than {limit}.",
    "Un texte dépasse {limit}.",
    "Shorten it.",
    "Abrégez-le.",
  ),
  "duplicate-key": text(
    "error",
    "The key “{key}” occurs twice in one object.",
    "La clé « {key} » figure deux fois dans un objet.",
    "Keep one of them; which one was meant cannot be known.",
    "N’en gardez qu’une ; on ne peut deviner laquelle était voulue.",
  ),
  "forbidden-key": text(
    "error",
    "The key “{key}” is not allowed.",
    "La clé « {key} » n’est pas permise.",
    "Rename it; keys of this name can be abused.",
    "Renommez-la ; une clé de ce nom peut servir à nuire.",
  ),
  "not-finite": text(
    "error",
    "A number is too large to be kept.",
    "Un nombre est trop grand pour être gardé.",
    "Write it as text, or leave it out.",
    "Écrivez-le comme texte, ou retirez-le.",
  ),
  "event-dated-twice": text(
    "error",
    "The event has both “at” and “timestamp”.",
    "L’événement porte à la fois « at » et « timestamp ».",
    "In a scenario “at” says when it happens; leave “timestamp” out.",
    "Dans un scénario, « at » dit quand il a lieu ; retirez « timestamp ».",
  ),
  "event-of-another": text(
    "error",
    "The event is of {id}, the scenario of {persona}.",
    "L’événement est de {id}, le scénario de {persona}.",
    "A scenario follows one person; leave “userId” out.",
    "Un scénario suit une seule personne ; retirez « userId ».",
  ),
  "expects-unknown-step": text(
    "error",
    "The journey {journey} has no step {node}.",
    "Le parcours {journey} n’a pas d’étape {node}.",
    "Expectations and mocks name steps by their id.",
    "Attentes et simulacres nomment les étapes par leur identifiant.",
  ),
  "scenario-of-another": text(
    "error",
    "The scenario is of the journey {named}, not of {journey}.",
    "Le scénario est celui du parcours {named}, non de {journey}.",
    'Write "journey": "{journey}".',
    "Écrivez « journey » : « {journey} ».",
  ),
  "scenario-needs-persona": text(
    "error",
    "The scenario names the person {persona} by id only.",
    "Le scénario ne nomme la personne {persona} que par son identifiant.",
    "Write the persona into the scenario: what is kept stands on its own.",
    "Écrivez le persona dans le scénario : ce qui est conservé se suffit à lui-même.",
  ),
  "scenario-failed": text(
    "error",
    "The scenario “{name}” does not pass: {missed}",
    "Le scénario « {name} » ne passe pas : {missed}",
    "This journey is published only when all its scenarios pass; see Simulate, Scenarios.",
    "Ce parcours n’est publié que lorsque tous ses scénarios passent ; voir Simulation, Scénarios.",
  ),
  "not-a-journey": text(
    "error",
    "This is not a Parcours journey.",
    "Ce n’est pas un parcours Parcours.",
    'A journey file says "format": "parcours.journey".',
    'Un fichier de parcours dit "format": "parcours.journey".',
  ),
  "unknown-version": text(
    "error",
    "Format version {found} is not known here; this version reads {known}.",
    "La version de format {found} n’est pas connue ; cette version lit la {known}.",
    "Open it with a newer Parcours.",
    "Ouvrez-le avec un Parcours plus récent.",
  ),
  "invalid-value": text(
    "error",
    "Not usable: {detail}.",
    "Inutilisable : {detail}.",
    "Correct the value at the place named.",
    "Corrigez la valeur à l’endroit indiqué.",
  ),
  "duplicate-id": text(
    "error",
    "Two steps have the id “{id}”.",
    "Deux étapes ont l’identifiant « {id} ».",
    "Give one of them another id.",
    "Donnez un autre identifiant à l’une d’elles.",
  ),

  // Templates
  "template-syntax": text(
    "error",
    "The template cannot be read: {detail}.",
    "Le modèle est illisible : {detail}.",
    "Check the braces, the bars and the quotes.",
    "Vérifiez les accolades, les barres et les guillemets.",
  ),
  "no-fallback": text(
    "warning",
    "“{variable}” may be missing and has no fallback.",
    "« {variable} » peut manquer et n’a pas de repli.",
    "Write {open} {variable} | default: '…' {close}.",
    "Écrivez {open} {variable} | default: '…' {close}.",
  ),
  "unknown-variable": text(
    "error",
    "“{variable}” is not a variable a template may read.",
    "« {variable} » n’est pas une variable lisible par un modèle.",
    "Templates read person, entry, vars, answers, message, now and content.",
    "Les modèles lisent person, entry, vars, answers, message, now et content.",
  ),

  // Conditions and settings
  "unknown-node": text(
    "error",
    "There is no step “{id}”.",
    "Il n’y a pas d’étape « {id} ».",
    "Pick a step of this journey.",
    "Choisissez une étape de ce parcours.",
  ),
} satisfies Record<string, ProblemText>;

export type ProblemCode = keyof typeof PROBLEM_TEXTS;

function text(severity: Severity, en: string, fr: string, hintEn?: string, hintFr?: string): ProblemText {
  return {
    severity,
    en: hintEn === undefined ? { message: en } : { message: en, hint: hintEn },
    fr: hintFr === undefined ? { message: fr } : { message: fr, hint: hintFr },
  };
}

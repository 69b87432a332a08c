import { DRAWING_FINDINGS } from "./compile/drawing-findings.ts";
import { COMPILE_FINDINGS } from "./compile/findings.ts";
import { SPLIT_FINDINGS } from "./compile/split-findings.ts";
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
  ...SPLIT_FINDINGS,
  ...LIVE_EDIT_FINDINGS,
  // Reading a file
  "not-json": text(
    "error",
    "This is not JSON: {detail}.",
    "Ce n'est pas du JSON : {detail}.",
    "Check the place named; a comma or a quote is often missing just before it.",
    "Vérifiez l'endroit indiqué ; il manque souvent une virgule ou un guillemet juste avant.",
  ),
  "not-utf8": text(
    "error",
    "The file is not UTF-8 text.",
    "Le fichier n'est pas du texte UTF-8.",
    "Save it again as UTF-8.",
    "Enregistrez-le de nouveau en UTF-8.",
  ),
  "too-large": text("error", "The file is larger than {limit}.", "Le fichier dépasse {limit}."),
  "too-deep": text("error", "Nested deeper than {limit} levels.", "Imbriqué sur plus de {limit} niveaux."),
  "string-too-long": text("error", "A text is longer than {limit}.", "Un texte dépasse {limit}."),
  "duplicate-key": text(
    "error",
    "The key “{key}” occurs twice in one object.",
    "La clé « {key} » figure deux fois dans un objet.",
    "Keep one of them; which one was meant cannot be known.",
    "N'en gardez qu'une ; on ne peut deviner laquelle était voulue.",
  ),
  "forbidden-key": text(
    "error",
    "The key “{key}” is not allowed.",
    "La clé « {key} » n'est pas permise.",
    "Rename it; keys of this name can be abused.",
    "Renommez-la ; une clé de ce nom peut servir à nuire.",
  ),
  "not-finite": text(
    "error",
    "A number is too large to be kept.",
    "Un nombre est trop grand pour être gardé.",
  ),
  "event-dated-twice": text(
    "error",
    "The event has both “at” and “timestamp”.",
    "L'événement porte à la fois « at » et « timestamp ».",
    "In a scenario “at” says when it happens; leave “timestamp” out.",
    "Dans un scénario, « at » dit quand il a lieu ; retirez « timestamp ».",
  ),
  "event-of-another": text(
    "error",
    "The event is of {id}, the scenario of {persona}.",
    "L'événement est de {id}, le scénario de {persona}.",
    "A scenario follows one person; leave “userId” out.",
    "Un scénario suit une seule personne ; retirez « userId ».",
  ),
  "expects-unknown-step": text(
    "error",
    "The journey {journey} has no step {node}.",
    "Le parcours {journey} n'a pas d'étape {node}.",
    "Expectations and mocks name steps by their id.",
    "Attentes et simulacres nomment les étapes par leur identifiant.",
  ),
  "not-a-journey": text(
    "error",
    "This is not a Parcours journey.",
    "Ce n'est pas un parcours Parcours.",
    'A journey file says "format": "parcours.journey".',
    'Un fichier de parcours dit "format": "parcours.journey".',
  ),
  "unknown-version": text(
    "error",
    "Format version {found} is not known here; this version reads {known}.",
    "La version de format {found} n'est pas connue ; cette version lit la {known}.",
    "Open it with a newer Parcours.",
    "Ouvrez-le avec un Parcours plus récent.",
  ),
  "invalid-value": text("error", "Not usable: {detail}.", "Inutilisable : {detail}."),
  "duplicate-id": text(
    "error",
    "Two steps have the id “{id}”.",
    "Deux étapes ont l'identifiant « {id} ».",
    "Give one of them another id.",
    "Donnez un autre identifiant à l'une d'elles.",
  ),

  // Steps
  "unknown-kind": text(
    "error",
    "The step “{kind}” is not known to this version.",
    "L'étape « {kind} » n'est pas connue de cette version.",
    "It is kept as it is, but cannot run. Replace it or open the journey with a newer Parcours.",
    "Elle est gardée telle quelle mais ne peut fonctionner. Remplacez-la ou ouvrez le parcours avec un Parcours plus récent.",
  ),
  "unknown-key": text(
    "warning",
    "“{key}” is not known here and has no effect.",
    "« {key} » n'est pas connu ici et reste sans effet.",
    "It is kept in the file.",
    "La clé reste dans le fichier.",
  ),
  "missing-event": text(
    "error",
    "The trigger names no event.",
    "Le déclencheur ne nomme aucun événement.",
    "Write the event's name as your app sends it, for example trip_completed.",
    "Écrivez le nom de l'événement tel que votre app l'envoie, par exemple trip_completed.",
  ),
  "bad-duration": text(
    "error",
    "“{text}” is not a duration.",
    "« {text} » n'est pas une durée.",
    "Write it as ISO 8601: PT2H is two hours, P3D three days.",
    "Écrivez-la en ISO 8601 : PT2H pour deux heures, P3D pour trois jours.",
  ),
  "negative-duration": text(
    "error",
    "A wait cannot go back in time: “{text}”.",
    "Une attente ne peut remonter le temps : « {text} ».",
  ),
  "bad-window": text(
    "error",
    "The hours cannot be read.",
    "Les heures sont illisibles.",
    "Write them as HH:MM, for example 09:00.",
    "Écrivez-les HH:MM, par exemple 09:00.",
  ),
  "bad-time-zone": text(
    "error",
    "“{zone}” is not a time zone.",
    "« {zone} » n'est pas un fuseau horaire.",
    "Use an IANA name such as Europe/Paris.",
    "Utilisez un nom IANA comme Europe/Paris.",
  ),
  "bad-date": text(
    "error",
    "“{text}” is not a real date.",
    "« {text} » n'est pas une date réelle.",
    "Write it as ISO 8601, for example 2027-03-12.",
    "Écrivez-la en ISO 8601, par exemple 2027-03-12.",
  ),
  "no-timeout": text(
    "warning",
    "Nobody leaves this wait unless something happens.",
    "Personne ne quitte cette attente si rien n'arrive.",
    "Set “at the latest after” and connect “timed out”.",
    "Réglez « au plus tard après » et reliez « délai dépassé ».",
  ),
  "arm-without-cause": text(
    "error",
    "This way out names no event, no condition and no date.",
    "Cette sortie ne nomme ni événement, ni condition, ni date.",
    "Say what ends the wait.",
    "Dites ce qui met fin à l'attente.",
  ),
  "arm-without-condition": text(
    "error",
    "The way “{arm}” has no condition.",
    "La voie « {arm} » n'a pas de condition.",
    "Set a condition, or remove the way.",
    "Posez une condition, ou retirez la voie.",
  ),
  "weights-not-100": text(
    "error",
    "The shares add up to {sum} %, not to 100 %.",
    "Les parts font {sum} % au total, et non 100 %.",
    "Change them until they add up to 100.",
    "Modifiez-les jusqu'à ce qu'elles fassent 100.",
  ),
  "arm-without-share": text(
    "warning",
    "Nobody takes the way “{arm}”: its share is 0 %.",
    "Personne ne prend la voie « {arm} » : sa part est de 0 %.",
    "Give it a share, or remove it.",
    "Donnez-lui une part, ou retirez-la.",
  ),
  "control-takes-all": text(
    "warning",
    "The control group takes everybody.",
    "Le groupe témoin prend tout le monde.",
    "Make it smaller than 100 %.",
    "Réduisez-le à moins de 100 %.",
  ),
  "reserved-port": text(
    "error",
    "“{id}” is the name of a fixed way out.",
    "« {id} » est le nom d'une sortie fixe.",
    "Choose another id.",
    "Choisissez un autre identifiant.",
  ),
  "duplicate-port": text(
    "error",
    "Two ways out have the id “{id}”.",
    "Deux sorties ont l'identifiant « {id} ».",
  ),
  "message-without-content": text(
    "error",
    "The message has no text.",
    "Le message n'a pas de texte.",
    "Write at least one line.",
    "Écrivez au moins une ligne.",
  ),
  "email-without-subject": text("error", "The email has no subject.", "L'e-mail n'a pas d'objet."),
  "button-without-text": text("error", "A button has no text.", "Un bouton n'a pas de texte."),
  "unsafe-link": text(
    "error",
    "Links of the type “{scheme}:” are not allowed.",
    "Les liens de type « {scheme}: » ne sont pas permis.",
    "Use a web address or an app's deep link.",
    "Utilisez une adresse web ou un lien profond.",
  ),
  "bad-address": text("error", "This is not an address.", "Ce n'est pas une adresse."),
  "form-without-fields": text(
    "error",
    "The form asks nothing.",
    "Le formulaire ne demande rien.",
    "Add a field, or choose another style.",
    "Ajoutez un champ, ou choisissez un autre style.",
  ),
  "form-not-shown": text(
    "warning",
    "The fields of the form are not shown in this style.",
    "Les champs du formulaire ne sont pas montrés dans ce style.",
    "Choose the style “Form”, or remove the fields.",
    "Choisissez le style « Formulaire », ou retirez les champs.",
  ),
  "duplicate-field": text(
    "error",
    "Two fields have the id “{id}”.",
    "Deux champs ont l'identifiant « {id} ».",
  ),
  "field-without-label": text(
    "error",
    "A field of the form has no label.",
    "Un champ du formulaire n'a pas d'intitulé.",
  ),
  "too-few-choices": text(
    "error",
    "There are fewer than two choices.",
    "Il y a moins de deux choix.",
    "Add choices with ids of their own.",
    "Ajoutez des choix, chacun avec son identifiant.",
  ),
  "duplicate-choice": text(
    "error",
    "Two choices have the id “{id}”.",
    "Deux choix ont l'identifiant « {id} ».",
  ),
  "choice-without-text": text("error", "A choice has no text.", "Un choix n'a pas de texte."),
  "survey-without-question": text(
    "error",
    "The survey asks nothing.",
    "L'enquête ne demande rien.",
    "Write the question.",
    "Écrivez la question.",
  ),

  "bad-webhook-url": text(
    "error",
    "The address must begin with https:// and a fixed host.",
    "L'adresse doit commencer par https:// et un hôte fixe.",
    "Variables may stand behind the host only.",
    "Les variables ne peuvent suivre que l'hôte.",
  ),
  "bad-header": text(
    "error",
    "“{name}” cannot be a header.",
    "« {name} » ne peut être un en-tête.",
    "Use letters, digits and hyphens, and no line breaks in the value.",
    "Utilisez lettres, chiffres et tirets, sans saut de ligne dans la valeur.",
  ),
  "timeout-too-long": text(
    "error",
    "“{text}” is longer than the 30 seconds an answer may take.",
    "« {text} » dépasse les 30 secondes qu'une réponse peut prendre.",
  ),
  "nothing-to-set": text(
    "warning",
    "The step sets no attribute.",
    "L'étape ne pose aucun attribut.",
    "Name an attribute and its value.",
    "Nommez un attribut et sa valeur.",
  ),
  "jump-nowhere": text(
    "error",
    "The jump names no step and no journey.",
    "Le saut ne nomme ni étape ni parcours.",
  ),
  "jump-twice": text(
    "error",
    "The jump names both a step and a journey.",
    "Le saut nomme à la fois une étape et un parcours.",
    "Keep one of them.",
    "N'en gardez qu'un.",
  ),

  "missing-segment": text("error", "The trigger names no segment.", "Le déclencheur ne nomme aucun segment."),
  "missing-attribute": text(
    "error",
    "No attribute is named that holds the date.",
    "Aucun attribut portant la date n'est nommé.",
  ),
  "missing-place": text("error", "The trigger names no place.", "Le déclencheur ne nomme aucun lieu."),
  "missing-dwell": text(
    "error",
    "How long the person stays is not said.",
    "La durée de présence n'est pas dite.",
  ),
  "bad-recurrence": text(
    "error",
    "“{text}” is not a rule of recurrence.",
    "« {text} » n'est pas une règle de récurrence.",
    "Write it as in calendars: FREQ=DAILY;BYHOUR=9;BYMINUTE=0. At most once a minute.",
    "Écrivez-la comme dans les agendas : FREQ=DAILY;BYHOUR=9;BYMINUTE=0. Au plus une fois par minute.",
  ),
  "missing-date": text(
    "error",
    "The wait names no date.",
    "L'attente ne nomme aucune date.",
    "Name an attribute, a property of the entry event, or a date.",
    "Nommez un attribut, une propriété de l'événement d'entrée, ou une date.",
  ),
  "nothing-to-save": text(
    "warning",
    "This way out keeps an event and waits for none.",
    "Cette sortie garde un événement et n'en attend aucun.",
    "Name the event, or empty the field.",
    "Nommez l'événement, ou videz le champ.",
  ),
  "date-twice": text(
    "error",
    "The wait names more than one date.",
    "L'attente nomme plusieurs dates.",
    "Keep one of them.",
    "N'en gardez qu'une.",
  ),

  // Templates
  "template-syntax": text(
    "error",
    "The template cannot be read: {detail}.",
    "Le modèle est illisible : {detail}.",
  ),
  "no-fallback": text(
    "warning",
    "“{variable}” may be missing and has no fallback.",
    "« {variable} » peut manquer et n'a pas de repli.",
    "Write {open} {variable} | default: '…' {close}.",
    "Écrivez {open} {variable} | default: '…' {close}.",
  ),
  "unknown-variable": text(
    "error",
    "“{variable}” is not a variable a template may read.",
    "« {variable} » n'est pas une variable lisible par un modèle.",
    "Templates read person, entry, vars, answers, message, now and content.",
    "Les modèles lisent person, entry, vars, answers, message, now et content.",
  ),

  // Conditions and settings
  "unknown-node": text(
    "error",
    "There is no step “{id}”.",
    "Il n'y a pas d'étape « {id} ».",
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

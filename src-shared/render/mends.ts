import type { RenderErrorCode } from "./request.ts";

/**
 * What can be done about a message that could not be made, by the code of why (errors say how to mend them). A run keeps
 * to its version, so that a mended template helps whoever comes after it was published.
 */
const RENDER_MENDS: Record<RenderErrorCode, { en: string; fr: string }> = {
  "template-error": {
    en: "Correct the template at the place named and publish. If a value of the person is to blame, correct that and try this message again.",
    fr: "Corrigez le modèle à l’endroit indiqué et publiez. Si une donnée de la personne est en cause, corrigez-la et réessayez ce message.",
  },
  "template-timeout": {
    en: "Let the template’s loops run over fewer things and publish. If it is a list of the person’s, shorten that and try this message again.",
    fr: "Réduisez les boucles du modèle et publiez. S’il s’agit d’une liste de la personne, raccourcissez-la et réessayez ce message.",
  },
  "template-out-of-memory": {
    en: "Let the template build shorter texts and lists and publish. If values of the person are to blame, shorten them and try this message again.",
    fr: "Faites produire au modèle des textes et des listes plus courts et publiez. Si des données de la personne sont en cause, raccourcissez-les et réessayez ce message.",
  },
  "template-too-large": {
    en: "Shorten the message and publish. If a value of the person makes it long, shorten that and try this message again.",
    fr: "Raccourcissez le message et publiez. Si une donnée de la personne l’allonge, raccourcissez-la et réessayez ce message.",
  },
  "data-too-large": {
    en: "Shorten the long attributes of this person, by an import for one, then try this message again.",
    fr: "Raccourcissez les longs attributs de cette personne, par un import par exemple, puis réessayez ce message.",
  },
  "mjml-needs-worker": {
    en: "Install Parcours again: a part of it that builds email layouts is missing.",
    fr: "Réinstallez Parcours : la partie qui produit les mises en page d’e-mail manque.",
  },
};

/** What can be done, or undefined where the code is not one of a message that could not be made. */
export function mendFor(code: string | undefined): { en: string; fr: string } | undefined {
  return code !== undefined && Object.hasOwn(RENDER_MENDS, code)
    ? RENDER_MENDS[code as RenderErrorCode]
    : undefined;
}

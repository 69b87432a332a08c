import type { DesktopLanguage } from "../../src-shared/api/desktop.ts";

const en = {
  file: "File",
  newJourney: "New journey",
  open: "Open…",
  export: "Export…",
  close: "Close window",
  quit: "Quit Parcours",
  about: "About Parcours",
  edit: "Edit",
  undo: "Undo",
  redo: "Redo",
  cut: "Cut",
  copy: "Copy",
  paste: "Paste",
  selectAll: "Select all",
  settings: "Settings…",
  view: "View",
  journeys: "Journeys",
  live: "Live",
  outbox: "Outbox",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  actualSize: "Actual size",
  fullScreen: "Full screen",
  tools: "Developer tools",
  journeyFile: "Parcours journey",
  pdfFile: "PDF document",
  dirtyTitle: "Your last changes are not saved yet.",
  dirtyDetail: "Closing now loses them.",
  closeAnyway: "Close anyway",
  stay: "Stay",
  linkTitle: "A link asks Parcours to open something.",
  linkDetail: "It points to: {id}",
  linkOpen: "Open",
  cancel: "Cancel",
  serviceTitle: "The Parcours service could not start.",
  tryAgain: "Try again",
};

/** Texts of the shell itself; everything else is the page's. */
export type ShellTexts = Readonly<typeof en>;

const fr: ShellTexts = {
  file: "Fichier",
  newJourney: "Nouveau parcours",
  open: "Ouvrir…",
  export: "Exporter…",
  close: "Fermer la fenêtre",
  quit: "Quitter Parcours",
  about: "À propos de Parcours",
  edit: "Édition",
  undo: "Annuler",
  redo: "Rétablir",
  cut: "Couper",
  copy: "Copier",
  paste: "Coller",
  selectAll: "Tout sélectionner",
  settings: "Réglages…",
  view: "Affichage",
  journeys: "Parcours",
  live: "En direct",
  outbox: "Boîte d’envoi",
  zoomIn: "Agrandir",
  zoomOut: "Réduire",
  actualSize: "Taille réelle",
  fullScreen: "Plein écran",
  tools: "Outils de développement",
  journeyFile: "Parcours client",
  pdfFile: "Document PDF",
  dirtyTitle: "Vos dernières modifications ne sont pas encore enregistrées.",
  dirtyDetail: "Fermer maintenant les perd.",
  closeAnyway: "Fermer quand même",
  stay: "Rester",
  linkTitle: "Un lien demande à Parcours d’ouvrir quelque chose.",
  linkDetail: "Il désigne : {id}",
  linkOpen: "Ouvrir",
  cancel: "Annuler",
  serviceTitle: "Le service de Parcours n’a pas pu démarrer.",
  tryAgain: "Réessayer",
};

/** The shell's texts in a language. */
export function textsIn(language: DesktopLanguage): ShellTexts {
  return { en, fr }[language];
}

/** The language to start with, before the page says which one the person chose. */
export function languageOf(locale: string): DesktopLanguage {
  return locale.toLowerCase().startsWith("fr") ? "fr" : "en";
}

import { registerTexts } from "../app/i18n.ts";

registerTexts("actions", {
  en: {
    palette: "Commands",
    palettePlaceholder: "What do you want to do?",
    nothing: "Nothing of that name",
    found_one: "{{count}} fits",
    found_other: "{{count}} fit",
    sheet: "Keys and mouse",
    close: "Close",
  },
  fr: {
    palette: "Commandes",
    palettePlaceholder: "Que voulez-vous faire ?",
    nothing: "Rien de ce nom",
    found_one: "{{count}} résultat",
    found_other: "{{count}} résultats",
    sheet: "Clavier et souris",
    close: "Fermer",
  },
});

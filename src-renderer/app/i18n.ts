import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { withFrenchSpacesIn } from "../../src-shared/french-spaces.ts";
import type { Locale } from "../../src-shared/problems.ts";

/** Languages the product speaks, with their own names. */
export const LANGUAGES: readonly { locale: Locale; name: string }[] = [
  { locale: "en", name: "English" },
  { locale: "fr", name: "Français" },
];

const storageKey = "parcours.language";

/** Texts of one feature folder: keys to texts, nested as one likes. Plurals follow i18next (`key_one`, `key_other`). */
interface TextTree {
  [key: string]: string | TextTree;
}
/** The same keys in another language, so that a missing translation does not compile. */
type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

void i18next.use(initReactI18next).init({
  lng: firstLocale(),
  fallbackLng: "en",
  supportedLngs: LANGUAGES.map(({ locale }) => locale),
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});
document.documentElement.lang = currentLocale();

/** Adds the texts of a feature under a namespace of its own; `useTranslation(namespace)` reads them. */
export function registerTexts<T extends TextTree>(
  namespace: string,
  texts: { en: T; fr: NoInfer<SameKeys<T>> },
): void {
  i18next.addResourceBundle("en", namespace, texts.en, true, true);
  i18next.addResourceBundle("fr", namespace, withFrenchSpacesIn(texts.fr), true, true);
}

/** The language shown now, outside of components. */
function currentLocale(): Locale {
  return i18next.language === "fr" ? "fr" : "en";
}

/** The language shown now; the component is drawn again when it changes. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === "fr" ? "fr" : "en";
}

/** Switches the language of everything and remembers it on this machine. */
export function setLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale);
  document.documentElement.lang = locale;
  void i18next.changeLanguage(locale);
}

function firstLocale(): Locale {
  const chosen = localStorage.getItem(storageKey);
  if (chosen === "en" || chosen === "fr") return chosen;
  const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]);
  return wanted.find((tag): tag is Locale => tag === "en" || tag === "fr") ?? "en";
}

import type { Locale } from "../../src-shared/problems.ts";

/**
 * Keys pressed together, such as `Mod+Shift+Z`; `Mod` is Ctrl, on a Mac ⌘. The last part is a `KeyboardEvent.key`.
 * What a layout reaches with Shift (`?`, `/`, `+`) is written without it.
 */
export type Chord = string;

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Whether these keys were pressed, no more and no less. */
export function isPressed(chord: Chord, event: Pressed, mac: boolean = onMac()): boolean {
  const { key, mod, alt, shift } = partsOf(chord);
  if (event.key.toLowerCase() !== key.toLowerCase()) return false;
  const main = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  return main === mod && !other && event.altKey === alt && (isSymbol(key) || event.shiftKey === shift);
}

const english: Readonly<Record<string, string>> = {
  Mod: "Ctrl",
  Delete: "Del",
  Backspace: "⌫",
  Escape: "Esc",
  " ": "Space",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};
const names: Record<Locale, Readonly<Record<string, string>>> = {
  en: english,
  fr: {
    ...english,
    Shift: "Maj",
    Delete: "Suppr",
    Escape: "Échap",
    Enter: "Entrée",
    " ": "Espace",
    Home: "Origine",
    End: "Fin",
  },
};
const onMacNames: Readonly<Record<string, string>> = { Mod: "⌘", Shift: "⇧", Alt: "⌥" };

/** The keys as they are written on the keyboard, one by one. */
export function keyNames(chord: Chord, locale: Locale, mac: boolean = onMac()): string[] {
  const { key, mod, alt, shift } = partsOf(chord);
  return [...(mod ? ["Mod"] : []), ...(alt ? ["Alt"] : []), ...(shift ? ["Shift"] : []), key].map(
    (part) =>
      (mac ? onMacNames[part] : undefined) ??
      names[locale][part] ??
      (part.length === 1 ? part.toUpperCase() : part),
  );
}

/** The same as `aria-keyshortcuts` wants it. */
export function ariaKeys(chord: Chord, mac: boolean = onMac()): string {
  return chord.replace("Mod", mac ? "Meta" : "Control").replace(/ $/, "Space");
}

function partsOf(chord: Chord): { key: string; mod: boolean; alt: boolean; shift: boolean } {
  const parts = chord.split(/\+(?=.)/);
  return {
    key: parts.at(-1) ?? "",
    mod: parts.includes("Mod"),
    alt: parts.includes("Alt"),
    shift: parts.includes("Shift"),
  };
}

/** Where a symbol lies differs from layout to layout, and with it whether Shift is held. */
function isSymbol(key: string): boolean {
  return key.length === 1 && !/[a-z0-9 ]/i.test(key);
}

function onMac(): boolean {
  return typeof navigator !== "undefined" && /mac/i.test(navigator.platform);
}

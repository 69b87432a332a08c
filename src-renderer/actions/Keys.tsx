import { useLocale } from "../app/i18n.ts";
import { keyNames, type Chord } from "./chord.ts";

/** Keys as little caps. Decorative where the control itself carries `aria-keyshortcuts`. */
export function Keys({ chord }: { chord: Chord }) {
  const locale = useLocale();
  return (
    <span className="keys" aria-hidden>
      {keyNames(chord, locale).map((name) => (
        <kbd key={name} className="key">
          {name}
        </kbd>
      ))}
    </span>
  );
}

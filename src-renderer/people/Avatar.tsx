import css from "./people.module.css";
import { initials } from "./name.ts";

/** The initials of somebody on a colour of her own. Decorative: the name stands beside it. */
export function Avatar({ name, id, size = 34 }: { name: string; id: string; size?: number }) {
  const hue = [...id].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  return (
    <span
      className={css.avatar}
      aria-hidden
      style={{ width: size, height: size, fontSize: size * 0.38, background: `hsl(${hue} 48% 34%)` }}
    >
      {initials(name)}
    </span>
  );
}

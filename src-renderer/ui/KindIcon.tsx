import { colourOf } from "./kind-colour.ts";
import { iconOf } from "./kind-pictures.ts";

const masks = new Map<string, string>();

/** The icon as CSS takes it; made once per kind. */
function maskOf(kind: string): string {
  const svg = iconOf(kind);
  if (svg === undefined) return unknown;
  const made = masks.get(kind) ?? `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
  masks.set(kind, made);
  return made;
}

const unknown = `url("data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="2"><rect x="5" y="5" width="14" height="14" rx="3" stroke-dasharray="3 3"/></svg>',
)}")`;

interface Props {
  kind: string;
  /** Palette group of the kind, where the caller knows it. */
  group?: string;
  size?: number;
}

/** The picture of a node kind on its colour. Decorative: the name stands beside it. */
export function KindIcon({ kind, group, size = 26 }: Props) {
  return (
    <span
      className="kind-icon"
      aria-hidden
      style={{ width: size, height: size, background: colourOf(kind, group), borderRadius: size * 0.27 }}
    >
      <span style={{ maskImage: maskOf(kind) }} />
    </span>
  );
}

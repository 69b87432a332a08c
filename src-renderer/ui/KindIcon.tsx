import { colourOf } from "./kind-colour.ts";
import { iconOf } from "./kind-pictures.ts";

const images = new Map<string, string>();

/** The icon in white as CSS takes it; made once per kind. A picture, for a mask is drawn anew with every frame. */
function imageOf(kind: string): string {
  const svg = (iconOf(kind) ?? unknown).replaceAll("currentColor", "#fff");
  const made = images.get(kind) ?? `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
  images.set(kind, made);
  return made;
}

const unknown =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><rect x="5" y="5" width="14" height="14" rx="3" stroke-dasharray="3 3"/></svg>';

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
      style={
        {
          "--kind": colourOf(kind, group),
          width: size,
          height: size,
          backgroundImage: imageOf(kind),
          borderRadius: size * 0.27,
        } as React.CSSProperties
      }
    />
  );
}

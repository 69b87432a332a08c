import { colourOf } from "./kind-colour.ts";

// Every kind brings its own picture: adding a kind touches nothing here (architecture.md, rule 3).
const pictures = new Map(
  Object.entries(
    import.meta.glob<string>("../../src-shared/nodes/*/icon.svg", {
      query: "?raw",
      eager: true,
      import: "default",
    }),
  ).map(([path, svg]) => [
    path.split("/").at(-2) ?? "",
    `url("data:image/svg+xml,${encodeURIComponent(svg)}")`,
  ]),
);
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
      <span style={{ maskImage: pictures.get(kind) ?? unknown }} />
    </span>
  );
}

// Every kind brings its own picture: adding a kind touches nothing here (architecture.md, rule 3).
const pictures = new Map(
  Object.entries(
    import.meta.glob<string>("../../src-shared/nodes/*/icon.svg", {
      query: "?raw",
      eager: true,
      import: "default",
    }),
  ).map(([path, svg]) => [path.split("/").at(-2) ?? "", svg]),
);

/** The SVG of a kind's icon; undefined for a kind nobody knows. */
export function iconOf(kind: string): string | undefined {
  return pictures.get(kind);
}

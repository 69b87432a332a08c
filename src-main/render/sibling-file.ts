/** Bundled, threads lie beside this code as `render-<name>.js`; from source, Node reads the TypeScript itself. */
export function siblingFile(name: "guard" | "worker"): URL {
  return new URL(import.meta.url.endsWith(".ts") ? `./${name}.ts` : `./render-${name}.js`, import.meta.url);
}

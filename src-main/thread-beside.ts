/**
 * The file of a thread that lies beside the code that starts it. Bundled, all threads lie beside all code, under names of their
 * own; from source, Node reads the TypeScript itself.
 * @param url `import.meta.url` of the caller
 * @param name of the file beside it, without its ending
 * @param bundled its name in the bundle (electron.vite.config.ts)
 */
export function threadBeside(url: string, name: string, bundled = name): URL {
  return new URL(url.endsWith(".ts") ? `./${name}.ts` : `./${bundled}.js`, url);
}

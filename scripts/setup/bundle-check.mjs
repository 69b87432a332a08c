import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** `import … from "x"`, `import "x"`, `export … from "x"` at the start of a line, as the bundler writes them. */
const staticImport = /^(?:import|export)\b[^"'\n;]*?["']([^"'\n]+)["'];?$/gm;

/**
 * Two promises the bundler could break unnoticed: the command line and the render worker never load Electron, and no
 * entry loads MJML at start (it is large, and only the killable render worker may hold it).
 * @param {string} folder out/main
 * @returns {string[]} one line per broken promise
 */
export function checkBundle(folder) {
  const complaints = [];
  for (const entry of [
    "cli",
    "render-guard",
    "render-worker",
    "care-worker",
    "ahead-worker",
    "simulate-worker",
  ]) {
    if (closure(join(folder, `${entry}.js`)).packages.has("electron"))
      complaints.push(`out/main/${entry}.js loads electron, which is not there outside the desktop window.`);
  }
  for (const entry of [
    "cli",
    "render-guard",
    "render-worker",
    "ahead-worker",
    "simulate-worker",
    "service-process",
    "electron",
  ]) {
    if (closure(join(folder, `${entry}.js`)).files.some(holdsMjml))
      complaints.push(`out/main/${entry}.js loads MJML at start; import it lazily in the render worker.`);
  }
  // The look-out for MJML is only worth something if it recognises MJML where it is.
  if (!readdirSync(folder).some((name) => name.endsWith(".js") && holdsMjml(join(folder, name))))
    complaints.push(
      "No bundle holds MJML: either email cannot be rendered, or this check no longer sees it.",
    );
  return complaints;
}

/**
 * The bundler notes each module's origin in a comment, since out/main is not minified.
 * @param {string} file
 */
function holdsMjml(file) {
  return readFileSync(file, "utf8").includes("// node_modules/mjml-parser-xml/");
}

/**
 * Everything an entry loads before its first line runs.
 * @param {string} entry
 * @returns {{ files: string[], packages: Set<string> }}
 */
function closure(entry) {
  const packages = new Set();
  const files = new Set([entry]);
  for (const file of files) {
    for (const [, target] of readFileSync(file, "utf8").matchAll(staticImport)) {
      if (target === undefined) continue;
      if (!target.startsWith(".")) packages.add(target);
      else if (existsSync(join(dirname(file), target))) files.add(join(dirname(file), target));
    }
  }
  return { files: [...files], packages };
}

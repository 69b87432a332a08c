import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** `import … from "x"`, `import "x"`, `export … from "x"` at the start of a line, as the bundler writes them. */
const staticImport = /^(?:import|export)\b[^"'\n;]*?["']([^"'\n]+)["'];?$/gm;

/** Entries of electron.vite.config.ts that run without a window. */
export const headless = [
  "cli",
  "render-guard",
  "render-worker",
  "care-worker",
  "ahead-worker",
  "simulate-worker",
];
const desktop = ["service-process", "electron"];

/** The only file that may hold test levers; packages leave it out (electron-builder.yml). */
const leversFile = "cli-with-levers.js";
const leversName = "PARCOURS_TEST_LEVERS";

/**
 * Promises the bundler could break unnoticed: the command line and the render worker never load Electron, no entry
 * loads MJML at start (it is large, and only the killable render worker may hold it), and test levers are in no file
 * that is packaged.
 * @param {string} folder out/main
 * @returns {string[]} one line per broken promise
 */
export function checkBundle(folder) {
  const complaints = [];
  for (const entry of headless) {
    if (closure(join(folder, `${entry}.js`)).packages.has("electron"))
      complaints.push(`out/main/${entry}.js loads electron, which is not there outside the desktop window.`);
  }
  for (const entry of [...headless, ...desktop]) {
    if (closure(join(folder, `${entry}.js`)).files.some(holdsMjml))
      complaints.push(`out/main/${entry}.js loads MJML at start; import it lazily in the render worker.`);
  }
  const holders = readdirSync(folder).filter(
    (name) => name.endsWith(".js") && readFileSync(join(folder, name), "utf8").includes(leversName),
  );
  for (const name of holders)
    if (name !== leversFile)
      complaints.push(`out/main/${name} holds test levers, which belong into ${leversFile} alone.`);
  if (!holders.includes(leversFile)) complaints.push(`out/main/${leversFile} holds no test levers.`);
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

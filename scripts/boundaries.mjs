// npm run boundaries: who may import whom (.dependency-cruiser.cjs). Counts what was read against the files on disk,
// since a tool that reads nothing finds nothing.
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { at, nodePath, root, toolPath } from "./setup/checkout.mjs";
import { run } from "./setup/child.mjs";

const folders = ["src-shared", "src-main", "src-renderer"].filter((folder) => existsSync(at(folder)));
const { code, stdout, output } = await run(nodePath(), [
  toolPath("dependency-cruiser", "depcruise"),
  ...["--config", ".dependency-cruiser.cjs", "--output-type", "json", ...folders],
]);

/** @type {{ modules: { source: string }[], summary: { violations: { from: string, to: string, rule: { name: string }, comment?: string, cycle?: { name: string }[] }[], totalDependenciesCruised: number } } | undefined} */
let result;
try {
  result = JSON.parse(stdout);
} catch {
  console.log(output.slice(0, 4000));
}

if (result === undefined) fail(`dependency-cruiser gave no result (code ${code}).`);
else report(result);

/**
 * @param {NonNullable<typeof result>} found
 */
function report({ modules, summary }) {
  const read = new Set(modules.map(({ source }) => source));
  const unread = folders.flatMap((folder) => sources(at(folder))).filter((file) => !read.has(file));
  const own = modules.filter(({ source }) => source.startsWith("src-"));
  for (const { rule, from, to, cycle } of summary.violations)
    console.log(`${rule.name}: ${from} -> ${cycle ? cycle.map(({ name }) => name).join(" -> ") : to}`);
  if (own.length === 0) fail("No module was read: that is a broken tool, not a clean code base.");
  else if (unread.length > 0) fail(`Not read: ${unread.slice(0, 10).join(", ")} (${unread.length} files).`);
  else if (summary.violations.length > 0) fail(`${summary.violations.length} arrows point the wrong way.`);
  else
    console.log(
      `${own.length} modules, ${summary.totalDependenciesCruised} dependencies, every arrow in order.`,
    );
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

/**
 * @param {string} message
 */
function fail(message) {
  console.log(message);
  process.exitCode = 1;
}

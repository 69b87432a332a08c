// npm run types: every type project, and a look at what the pure ones really loaded. A package that pulls in Node's or
// the DOM's types would make `process` or `document` known in src-shared without anybody noticing.
import { readdirSync } from "node:fs";
import { nodePath, root, toolPath } from "./setup/checkout.mjs";
import { run } from "./setup/child.mjs";

const node = { name: "Node's types", pattern: /node_modules\/@types\/node\// };
const dom = { name: "the DOM's types", pattern: /\/lib\.dom[^/]*\.d\.ts$/ };

/** What a project must not load, even through a package. */
const forbidden = {
  "tsconfig.shared.json": [node, dom],
  "tsconfig.main.json": [dom],
  "tsconfig.renderer.json": [node],
};

const projects = readdirSync(root).filter(
  (name) => /^tsconfig\..+\.json$/.test(name) && name !== "tsconfig.base.json",
);
let failed = 0;
for (const project of projects.sort()) {
  const { code, output } = await run(nodePath(), [
    toolPath("typescript-native", "tsc"),
    ...["-p", project, "--listFiles", "--pretty", "false"],
  ]);
  const lines = output.trim().split("\n");
  const loaded = lines.filter((line) =>
    /^(\/|[A-Za-z]:[\\/]).*\.(ts|tsx|mts|cts|json|mjs|js)$/.test(line.trim()),
  );
  const words = lines.filter((line) => !loaded.includes(line));
  const leaks = (forbidden[/** @type {keyof typeof forbidden} */ (project)] ?? []).flatMap(
    ({ name, pattern }) => {
      const file = loaded.find((path) => pattern.test(path.replaceAll("\\", "/")));
      return file === undefined ? [] : [`${project}: ${name} came in with ${file}`];
    },
  );
  if (code === 0 && leaks.length === 0) {
    console.log(`${project}: ${loaded.filter((path) => !path.includes("node_modules")).length} files`);
    continue;
  }
  failed++;
  console.log([...words, ...leaks].filter((line) => line.trim() !== "").join("\n"));
}
if (failed > 0) {
  console.log(`${failed} of ${projects.length} type projects failed.`);
  process.exitCode = 1;
}

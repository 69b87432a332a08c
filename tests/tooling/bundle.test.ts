import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { checkBundle, headless } from "../../scripts/setup/bundle-check.mjs";

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const mjml = "// node_modules/mjml-parser-xml/lib/index.js\nexport const parse = 1;\n";

function check(files: Record<string, string>): string[] {
  const made = mkdtempSync(join(tmpdir(), "parcours-bundle-"));
  folder = made;
  const all = {
    ...Object.fromEntries(headless.map((entry) => [`${entry}.js`, "export {};\n"])),
    "cli-with-levers.js": 'process.env["PARCOURS_TEST_LEVERS"];\nawait import("./cli.js");\n',
    "render-worker.js": 'await import("./lib-1.js");\n',
    "service-process.js": "export {};\n",
    "electron.js": 'import { app } from "electron";\n',
    "lib-1.js": mjml,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(made, name), text);
  return checkBundle(made);
}

it("passes bundles that keep Electron and MJML where they belong", () => {
  expect(check({})).toEqual([]);
});

it("sees Electron behind a chunk of the command line", () => {
  const found = check({
    "cli.js": 'import { a } from "./chunk.js";\n',
    "chunk.js": 'import { app } from "electron";\n',
  });
  expect(found).toEqual([expect.stringContaining("cli.js loads electron")]);
});

it("sees MJML loaded at start", () => {
  const found = check({ "render-worker.js": 'import { t as parse } from "./lib-1.js";\n' });
  expect(found).toEqual([expect.stringContaining("render-worker.js loads MJML at start")]);
});

it("sees test levers in what is packaged", () => {
  const lever = 'process.env["PARCOURS_TEST_LEVERS"];\n';
  expect(check({ "service-process.js": lever })).toEqual([
    expect.stringContaining("service-process.js holds test levers"),
  ]);
  expect(check({ "cli.js": 'import "./chunk.js";\n', "chunk.js": lever })).toEqual([
    expect.stringContaining("chunk.js holds test levers"),
  ]);
});

it("leaves the one file with test levers out of packages", () => {
  const packaged = readFileSync(join(import.meta.dirname, "../../electron-builder.yml"), "utf8");
  expect(packaged).toContain('  - "!out/main/cli-with-levers.js"\n');
});

it("sees that it sees nothing", () => {
  expect(check({ "cli-with-levers.js": "export {};\n" })).toEqual([
    expect.stringContaining("holds no test levers"),
  ]);
  expect(check({ "lib-1.js": "export const parse = 1;\n" })).toEqual([
    expect.stringContaining("No bundle holds MJML"),
  ]);
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { checkBundle } from "../../scripts/setup/bundle-check.mjs";

let folder: string;
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const mjml = "// node_modules/mjml-parser-xml/lib/index.js\nexport const parse = 1;\n";

function check(files: Record<string, string>): string[] {
  folder = mkdtempSync(join(tmpdir(), "parcours-bundle-"));
  const all = {
    "cli.js": "export {};\n",
    "render-guard.js": "export {};\n",
    "care-worker.js": "export {};\n",
    "render-worker.js": 'await import("./lib-1.js");\n',
    "service-process.js": "export {};\n",
    "electron.js": 'import { app } from "electron";\n',
    "lib-1.js": mjml,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  return checkBundle(folder);
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

it("sees that it sees nothing", () => {
  expect(check({ "lib-1.js": "export const parse = 1;\n" })).toEqual([
    expect.stringContaining("No bundle holds MJML"),
  ]);
});

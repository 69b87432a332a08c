import { afterEach, expect, it, vi } from "vitest";
import { runIn, scratchCheckout } from "./scratch.ts";

// Each test starts compilers; how long that takes is the machine's affair.
vi.setConfig({ testTimeout: 120_000 });

let remove: (() => void) | undefined;
afterEach(() => remove?.());

function boundaries(files: Record<string, string>) {
  const checkout = scratchCheckout(files);
  remove = checkout.remove;
  return runIn(checkout.folder, ["scripts/boundaries.mjs"]);
}

const clean = {
  "src-shared/time/zone.ts": "export const zone = 1;\n",
  "src-shared/nodes/wait/wait.ts": 'import { zone } from "../../time/zone.ts";\nexport const wait = zone;\n',
  "src-shared/nodes/registry.ts": 'import { wait } from "./wait/wait.ts";\nexport const kinds = [wait];\n',
  "src-shared/engine/step.ts": 'import { kinds } from "../nodes/registry.ts";\nexport const step = kinds;\n',
  "src-main/service/run.ts":
    'import { step } from "../../src-shared/engine/step.ts";\nexport const run = step;\n',
  "src-renderer/app/App.tsx":
    'import type { step } from "../../src-shared/engine/step.ts";\nexport type A = typeof step;\n',
};

/** An arrow in the wrong direction, and the rule that must name it. */
const wrong: [rule: string, path: string, text: string][] = [
  ["shared-imports-nobody", "src-shared/engine/bad.ts", 'import "../../src-main/service/run.ts";\n'],
  ["shared-has-no-platform", "src-shared/engine/bad.ts", 'import "node:fs";\n'],
  ["shared-without-electron-or-interface", "src-shared/engine/bad.ts", 'import "react";\n'],
  [
    "renderer-sees-shared-only",
    "src-renderer/app/bad.ts",
    'import type { run } from "../../src-main/service/run.ts";\nexport type B = typeof run;\n',
  ],
  ["renderer-has-no-node", "src-renderer/app/bad.ts", 'import "node:path";\n'],
  ["main-does-not-see-the-page", "src-main/service/bad.ts", 'import "../../src-renderer/app/App.tsx";\n'],
  ["service-on-top", "src-main/channels/bad.ts", 'import "../service/run.ts";\n'],
  ["electron-in-its-folder", "src-main/service/bad.ts", 'import { app } from "electron";\nvoid app;\n'],
  ["mjml-in-the-render-worker", "src-main/service/bad.ts", 'void import("mjml");\n'],
  ["time-at-the-bottom", "src-shared/time/bad.ts", 'import "../engine/step.ts";\n'],
  ["conditions-below-nodes", "src-shared/conditions/bad.ts", 'import "../nodes/registry.ts";\n'],
  ["kinds-apart", "src-shared/nodes/push/bad.ts", 'import "../wait/wait.ts";\n'],
  ["kinds-through-the-registry", "src-shared/engine/bad.ts", 'import "../nodes/wait/wait.ts";\n'],
  ["engine-below-hosts", "src-shared/engine/bad.ts", 'import "../simulate/persona.ts";\n'],
  ["resolvable", "src-main/service/bad.ts", 'import "./nowhere.ts";\n'],
  ["no-circular", "src-shared/time/zone.ts", 'import "./zone2.ts";\nexport const zone = 1;\n'],
  ["named-folders", "src-main/utils/bad.ts", 'import "../service/run.ts";\n'],
];

const others = {
  "src-shared/simulate/persona.ts": "export const persona = 1;\n",
  "src-shared/time/zone2.ts": 'import "./zone.ts";\n',
};

it("lets the arrows of the architecture pass and counts what it read", () => {
  const { code, output } = boundaries(clean);
  expect(output).toContain("6 modules");
  expect(code).toBe(0);
});

it("names every arrow that points the wrong way", () => {
  const files: Record<string, string> = { ...clean, ...others };
  for (const [, path, text] of wrong) files[path] = (path in clean ? "" : (files[path] ?? "")) + text;
  const { code, output } = boundaries(files);
  for (const [rule, path] of wrong)
    expect(output).toMatch(new RegExp(`^${rule}: ${path.replaceAll(".", "\\.")} -> `, "m"));
  expect(code).toBe(1);
});

it("fails when nothing was read", () => {
  const { code, output } = boundaries({
    "src-shared/README.md": "",
    "src-main/README.md": "",
    "tests/a.ts": "",
  });
  expect(output).toContain("No module was read");
  expect(code).toBe(1);
});

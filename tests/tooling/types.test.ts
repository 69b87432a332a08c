import { afterEach, expect, it, vi } from "vitest";
import { runIn, scratchCheckout } from "./scratch.ts";

// Each test starts compilers; how long that takes is the machine's affair.
vi.setConfig({ testTimeout: 120_000 });

let remove: (() => void) | undefined;
afterEach(() => remove?.());

/** Every project has one harmless file, so that what is found comes from the file under test. */
function types(files: Record<string, string>) {
  const checkout = scratchCheckout({
    "src-shared/a.ts": "export const a = 1;\n",
    "src-main/a.ts": "export const a = process.pid;\n",
    "src-main/electron/preload.ts": "export const a = document.title;\n",
    "src-shared/a.test.ts": "export const a = process.pid;\n",
    "src-renderer/a.ts": "export const a = document.title;\n",
    "tests/a.ts": "export const a = [document.title, process.pid];\n",
    ...files,
  });
  remove = checkout.remove;
  return runIn(checkout.folder, ["scripts/types.mjs"]);
}

it("gives each folder the world it runs in", () => {
  const { code, output } = types({});
  expect(output).not.toContain("error");
  expect(code).toBe(0);
});

it("knows neither Node nor the DOM where they are not", () => {
  const { code, output } = types({
    "src-shared/node.ts": "export const a = process.pid;\n",
    "src-shared/dom.ts": "export const a = document.title;\n",
    "src-main/dom.ts": "export const a = document.title;\n",
    "src-renderer/node.ts": "export const a = process.pid;\n",
  });
  expect(output).toMatch(/src-shared\/node\.ts.*Cannot find name 'process'/);
  expect(output).toMatch(/src-shared\/dom\.ts.*Cannot find name 'document'/);
  expect(output).toMatch(/src-main\/dom\.ts.*Cannot find name 'document'/);
  expect(output).toMatch(/src-renderer\/node\.ts.*Cannot find name 'process'/);
  expect(code).toBe(1);
});

it("gives the core no Node even where a file or a library asks for it, and sees the DOM come in", () => {
  const { code, output } = types({
    "src-shared/node.ts": '/// <reference types="node" />\nexport const a = process.pid;\n',
    "src-shared/dom.ts": '/// <reference lib="dom" />\nexport const a = document.title;\n',
  });
  expect(output).toMatch(/src-shared\/node\.ts.*Cannot find name 'process'/);
  expect(output).toContain("tsconfig.shared.json: the DOM's types came in");
  expect(code).toBe(1);
});

it("sees Node's types come in past the type roots", () => {
  const { code, output } = types({
    "src-shared/node.ts":
      '/// <reference path="../node_modules/@types/node/index.d.ts" />\nexport const a = 1;\n',
    "src-renderer/node.ts":
      '/// <reference path="../node_modules/@types/node/index.d.ts" />\nexport const a = 1;\n',
  });
  expect(output).toContain("tsconfig.shared.json: Node's types came in");
  expect(output).toContain("tsconfig.renderer.json: Node's types came in");
  expect(code).toBe(1);
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findBannedCalls } from "./banned-calls.ts";

const root = join(import.meta.dirname, "../..");
const sources = ["src-main", "src-renderer", "src-shared"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name)),
);

describe("the product's own code", () => {
  it("is looked at, the shell included", () => {
    expect(sources).toEqual(
      expect.arrayContaining(["src-main/electron/window.ts", "src-renderer/transport.ts"]),
    );
  });

  it("does nothing that is banned", () => {
    const found = sources.flatMap((file) =>
      findBannedCalls(file, readFileSync(join(root, file), "utf8")).map((ban) => `${file}: ${ban}`),
    );
    expect(found).toEqual([]);
  });
});

const shellFile = "src-main/electron/other.ts";

it.each<[string, string, string]>([
  [
    shellFile,
    'import { shell } from "electron";',
    "import of electron's shell outside src-main/electron/open-external.ts",
  ],
  [
    shellFile,
    'import { shell as s } from "electron";',
    "import of electron's shell outside src-main/electron/open-external.ts",
  ],
  [shellFile, 'import * as e from "electron";', "import of electron as a whole"],
  [shellFile, 'import e from "electron";', "import of electron as a whole"],
  [shellFile, 'import { remote } from "electron";', "import of electron's remote"],
  [shellFile, 'import { net } from "electron";', "import of electron's net"],
  [
    shellFile,
    'import { BrowserWindow } from "electron";',
    "import of electron's BrowserWindow outside src-main/electron/window.ts",
  ],
  [
    shellFile,
    'import { ipcMain } from "electron";',
    "import of electron's ipcMain outside src-main/electron/ipc.ts",
  ],
  [
    "src-main/service/a.ts",
    'import { app } from "electron";',
    "import of electron outside src-main/electron",
  ],
  [
    "src-renderer/a.tsx",
    'import { ipcRenderer } from "electron";',
    "import of electron outside src-main/electron",
  ],
  [shellFile, 'const e = await import("electron");', "loading of electron"],
  [shellFile, 'const e = require("electron");', "loading of electron"],
  [shellFile, 'import "@electron/remote";', "import of @electron/remote"],
  [shellFile, 'import vm from "node:vm";', "import of node:vm"],
  [shellFile, "const o = { nodeIntegration: true };", "nodeIntegration: true"],
  [shellFile, 'const o = { "webSecurity": false };', "webSecurity: false"],
  [shellFile, "const o = { contextIsolation: !1 };", "contextIsolation must be a literal"],
  [shellFile, "const o = { sandbox };", "sandbox must be a literal"],
  [shellFile, "const o = { webviewTag: true };", "webviewTag: true"],
  [shellFile, 'const o = { enableBlinkFeatures: "x" };', "enableBlinkFeatures must be a literal"],
  [shellFile, 'eval("1");', "eval"],
  [shellFile, 'new Function("return 1");', "Function"],
  [shellFile, 'globalThis.eval("1");', "globalThis.eval"],
  [shellFile, 'setTimeout("x()", 1);', "setTimeout of text"],
  [shellFile, 'contents.executeJavaScript("1");', "executeJavaScript"],
  [shellFile, 'window.loadFile("x.html");', "loadFile"],
  [shellFile, 'app.commandLine.appendSwitch("no-sandbox");', "appendSwitch"],
  [shellFile, 'ipc.sendSync("x");', "sendSync"],
  ["src-renderer/a.tsx", "const a = <webview src='x' />;", "<webview>"],
])("in %s finds %s", (file, text, ban) => {
  expect(findBannedCalls(file, text)).toEqual([ban]);
});

it.each([
  'import type { IpcRendererEvent } from "electron";',
  'import { type WebContents, app } from "electron";',
  "const o = { nodeIntegration: false, webSecurity: true };",
  'const text = "eval(1) shell.openExternal(x) nodeIntegration: true"; // eval(text)',
  "setTimeout(() => done(), 1);",
  'const m = await import("mjml");',
])("lets %s be", (text) => {
  expect(findBannedCalls(shellFile, text)).toEqual([]);
});

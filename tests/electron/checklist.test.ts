import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { channels } from "../../src-main/electron/channels.ts";
import { startShell } from "../../src-main/electron/shell.ts";
import { findBannedCalls } from "./banned-calls.ts";
import { ask, fake, FakeContents, fakeApp, sender } from "./fake-electron.ts";

vi.mock("electron", async () => (await import("./fake-electron.ts")).electron);

// Electron's security checklist (electronjs.org/docs/latest/tutorial/security), item by item, each with the check that
// proves it on the whole shell as it is put together. The other files of this folder test the parts in depth.

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "parcours-checklist-"));

beforeAll(async () => {
  const rendererDir = join(folder, "renderer");
  mkdirSync(rendererDir);
  writeFileSync(join(rendererDir, "index.html"), "<html><head></head></html>");
  await startShell({
    dataDir: join(folder, "data"),
    rendererDir,
    argv: ["parcours"],
    workingDirectory: folder,
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

function preferences(): Record<string, unknown> {
  const [window, ...others] = fake.windows;
  expect(others).toEqual([]);
  return window?.options.webPreferences ?? {};
}

function bans(code: string): string[] {
  return findBannedCalls("src-main/electron/other.ts", code);
}

function serve(url: string): Response {
  const handler = fake.served.get("app");
  if (!handler) throw new Error("the app scheme is not served");
  return handler({ url, method: "GET" } as Request);
}

function shellSources(): { file: string; text: string }[] {
  return readdirSync(join(root, "src-main/electron"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `src-main/electron/${name}`)
    .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
}

/** A page made by anybody, to show that confinement does not depend on the window factory. */
function anyPage(): FakeContents {
  const contents = new FakeContents();
  fakeApp.emit("web-contents-created", {}, contents);
  return contents;
}

const checklist: Record<string, () => unknown> = {
  "1. Only load secure content": () => {
    expect(fake.windows[0]?.loaded).toEqual(["app://parcours/"]);
    expect(serve("app://parcours/").headers.get("Content-Security-Policy")).not.toMatch(/http:|ws:/);
  },
  "2. No Node.js integration": () => {
    expect(preferences()).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  },
  "3. Context isolation": () => expect(preferences()["contextIsolation"]).toBe(true),
  "4. Process sandboxing": () => {
    expect(preferences()["sandbox"]).toBe(true);
    expect(fake.calls).toContain("enableSandbox");
  },
  "5. Permission requests are handled": () => {
    const answers: unknown[] = [];
    fake.session.handlers["request"]?.(
      ...([{}, "media", (answer: unknown) => answers.push(answer)] as never[]),
    );
    answers.push(fake.session.handlers["check"]?.(...([{}, "media", ""] as never[])));
    expect(answers).toEqual([false, false]);
  },
  "6. Web security is on": () => {
    expect(preferences()["webSecurity"]).toBe(true);
    expect(bans("const o = { webSecurity: false };")).not.toEqual([]);
  },
  "7. A Content-Security-Policy": () => {
    expect(serve("app://parcours/").headers.get("Content-Security-Policy")).toMatch(
      /^default-src 'none'; script-src 'self';/,
    );
  },
  "8. No insecure content": () => expect(preferences()["allowRunningInsecureContent"]).toBe(false),
  "9. No experimental features": () => expect(preferences()["experimentalFeatures"]).toBe(false),
  "10. No enableBlinkFeatures": () => {
    expect(preferences()).not.toHaveProperty("enableBlinkFeatures");
    expect(bans("const o = { enableBlinkFeatures: 'X' };")).not.toEqual([]);
  },
  "11. No webview with allowpopups": () => {
    expect(preferences()["webviewTag"]).toBe(false);
    expect(findBannedCalls("src-renderer/a.tsx", "const a = <webview allowpopups />;")).toEqual([
      "<webview>",
    ]);
  },
  "12. Webview options are verified": () => expect(anyPage().isPrevented("will-attach-webview")).toBe(true),
  "13. Navigation is limited": () => {
    const url = "https://evil.example/";
    expect(anyPage().isPrevented("will-navigate", { url })).toBe(true);
    expect(anyPage().isPrevented("will-frame-navigate", { url, isMainFrame: false })).toBe(true);
    expect(anyPage().isPrevented("will-redirect", { url })).toBe(true);
  },
  "14. New windows are denied": () => {
    expect(anyPage().openHandler?.({ url: "https://example.com/" })).toEqual({ action: "deny" });
    expect(bans('import { BrowserWindow } from "electron";')).not.toEqual([]);
  },
  "15. openExternal is never given untrusted content": async () => {
    for (const url of ["file:///etc/passwd", "javascript:alert(1)", "smb://host/share"]) {
      expect(await ask(channels.openExternal, [{ url, clicked: true }])).toBe(false);
    }
    expect(await ask(channels.openExternal, [{ url: "https://example.com/", clicked: false }])).toBe(false);
    expect(fake.external).toEqual([]);
    expect(bans('import { shell } from "electron";')).not.toEqual([]);
  },
  "16. A current version of Electron": () => {
    const read = (file: string) =>
      JSON.parse(readFileSync(join(root, file), "utf8")) as Record<string, unknown>;
    const wanted = (read("package.json")["devDependencies"] as Record<string, string>)["electron"] ?? "";
    const installed = String(read("node_modules/electron/package.json")["version"]);
    // A caret takes every fix of the release line; the line itself must not be a pre-release.
    expect(wanted).toMatch(/^\^\d+\.\d+\.\d+$/);
    expect(installed).toMatch(/^\d+\.\d+\.\d+$/);
    expect(installed.split(".")[0]).toBe(wanted.slice(1).split(".")[0]);
  },
  "17. The sender of every message is validated": async () => {
    expect(fake.asked.size).toBeGreaterThan(3);
    const stranger = sender({ frame: { origin: "https://evil.example", url: "https://evil.example/" } });
    for (const channel of fake.asked.keys()) {
      await expect(ask(channel, [], stranger)).rejects.toThrow("sender-refused");
    }
    expect(bans('import { ipcMain } from "electron";')).not.toEqual([]);
  },
  "18. No file:// protocol": () => {
    expect([...fake.served.keys()]).toEqual(["app"]);
    expect(serve("file:///etc/passwd").status).toBe(403);
    expect(bans('window.loadFile("x");')).toEqual(["loadFile"]);
  },
  "19. Fuses are set": () => {
    const packaging = readFileSync(join(root, "electron-builder.yml"), "utf8");
    const fuses: Record<string, string> = {};
    for (const [, name = "", value = ""] of packaging.matchAll(/^ {2}(\w+): (true|false)$/gm))
      fuses[name] = value;
    expect(fuses).toMatchObject({
      runAsNode: "false",
      enableNodeOptionsEnvironmentVariable: "false",
      enableNodeCliInspectArguments: "false",
      enableCookieEncryption: "true",
      enableEmbeddedAsarIntegrityValidation: "true",
      onlyLoadAppFromAsar: "true",
    });
  },
  "20. No Electron API reaches the page": () => {
    const preload = shellSources().find(({ file }) => file.endsWith("/preload.ts"))?.text ?? "";
    expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1);
    // What is handed over is checked member by member in preload.test.ts; here: nowhere else is anything handed over.
    expect(bans('import { contextBridge } from "electron";')).not.toEqual([]);
    expect(shellSources().flatMap(({ file, text }) => findBannedCalls(file, text))).toEqual([]);
  },
};

it("covers every item of the list once", () => {
  expect(Object.keys(checklist).map((title) => Number.parseInt(title))).toEqual(
    Array.from({ length: 20 }, (_item, index) => index + 1),
  );
});

it.each(Object.entries(checklist))("%s", async (_title, check) => {
  expect.hasAssertions();
  await check();
});

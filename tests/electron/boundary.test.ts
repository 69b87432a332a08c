import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createPreviewStore } from "../../src-main/http/previews.ts";
import type { FileMap } from "../../src-main/http/file-map.ts";
import { createIpc } from "../../src-main/electron/ipc.ts";
import { confine } from "../../src-main/electron/navigation.ts";
import { openExternal } from "../../src-main/electron/open-external.ts";
import { denyPermissions } from "../../src-main/electron/permissions.ts";
import { registerScheme, serveApp } from "../../src-main/electron/protocol.ts";
import { sealSecret, secretStorage, unsealSecret } from "../../src-main/electron/secrets.ts";
import { ask, fake, FakeContents, sender, tell } from "./fake-electron.ts";

vi.mock("electron", async () => (await import("./fake-electron.ts")).electron);

const hostileUrls = [
  "https://evil.example/",
  "http://127.0.0.1:8080/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "blob:app://parcours/1",
  "about:blank",
  "app://parcours.evil/",
  "app://evil/",
  "app://parcours@evil/",
  "app://parcours/other.html",
  "app://preview/",
  "chrome://gpu/",
  "devtools://devtools/bundled/inspector.html",
  "parcours:journey/a",
];

describe("navigation", () => {
  const contents = new FakeContents();
  confine(contents as never);
  const preview = `app://preview/preview/${randomBytes(32).toString("base64url")}`;

  it.each(hostileUrls)("goes nowhere with %s", (url) => {
    expect(contents.isPrevented("will-navigate", { url, isMainFrame: true })).toBe(true);
    expect(contents.isPrevented("will-frame-navigate", { url, isMainFrame: true })).toBe(true);
    expect(contents.isPrevented("will-frame-navigate", { url, isMainFrame: false })).toBe(true);
    expect(contents.isPrevented("will-redirect", { url, isMainFrame: true })).toBe(true);
    expect(contents.openHandler?.({ url })).toEqual({ action: "deny" });
  });

  it("reloads the app, frames previews, and never the other way round", () => {
    const start = "app://parcours/#at=/journeys/a";
    expect(contents.isPrevented("will-navigate", { url: start })).toBe(false);
    expect(contents.isPrevented("will-frame-navigate", { url: start, isMainFrame: true })).toBe(false);
    expect(contents.isPrevented("will-frame-navigate", { url: start, isMainFrame: false })).toBe(true);
    expect(contents.isPrevented("will-frame-navigate", { url: preview, isMainFrame: false })).toBe(false);
    expect(contents.isPrevented("will-frame-navigate", { url: preview, isMainFrame: true })).toBe(true);
  });

  it("opens no window and attaches no webview", () => {
    expect(contents.openHandler?.({ url: "app://parcours/" })).toEqual({ action: "deny" });
    expect(contents.isPrevented("will-attach-webview")).toBe(true);
  });
});

describe("permissions", () => {
  denyPermissions(fake.session.typed());
  const { handlers } = fake.session;

  it.each([
    "media",
    "geolocation",
    "notifications",
    "clipboard-read",
    "openExternal",
    "fileSystem",
    "usb",
    "new-one",
  ])("refuses %s when asked and when checked", (permission) => {
    const decided: unknown[] = [];
    handlers["request"]?.(...([{}, permission, (answer: unknown) => decided.push(answer), {}] as never[]));
    expect(decided).toEqual([false]);
    expect(handlers["check"]?.(...([{}, permission, "app://parcours", {}] as never[]))).toBe(false);
  });

  it("hands out no device, no screen and no download", () => {
    expect(handlers["device"]?.(...([{ deviceType: "usb" }] as never[]))).toBe(false);
    const streams: unknown[] = [];
    handlers["display"]?.(...([{}, (answer: unknown) => streams.push(answer)] as never[]));
    expect(streams).toEqual([{}]);
    const preventDefault = vi.fn();
    fake.session.emit("will-download", { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe("the app protocol", () => {
  const previews = createPreviewStore();
  const file = (text: string, type: string) => ({
    body: Buffer.from(text),
    type,
    etag: '"x"',
    immutable: false,
  });
  const files: FileMap = new Map([
    ["/index.html", file("<html><head></head></html>", "text/html; charset=utf-8")],
    ["/assets/app-AbCd1234.js", file("export {};", "text/javascript; charset=utf-8")],
  ]);
  registerScheme();
  serveApp(fake.session.typed(), files, previews);
  const get = (url: string, method = "GET") => {
    const handler = fake.served.get("app");
    if (!handler) throw new Error("the app scheme is not served");
    return handler({ url, method } as Request);
  };

  it("is standard and secure, and bypasses nothing", () => {
    expect(fake.schemes).toEqual([
      { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  it("serves the page with its policy as a header and a fresh nonce", async () => {
    const [first, second] = [get("app://parcours/"), get("app://parcours/index.html?x#y")];
    const policy = first.headers.get("Content-Security-Policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(await first.text()).toContain(`content="${nonce}"`);
    expect(second.headers.get("Content-Security-Policy")).not.toBe(policy);
    expect(policy.split("; ")).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "frame-src app://preview",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy).not.toMatch(/unsafe|http:|https:|\*/);
  });

  it.each([
    "app://parcours/../secret.txt",
    "app://parcours/%2e%2e/secret.txt",
    "app://parcours//etc/passwd",
    "app://parcours/constructor",
    "app://evil/index.html",
    "app://parcours.evil/index.html",
    "app://preview/index.html",
    "app://preview/preview/unknown",
    "file:///etc/passwd",
  ])("knows nothing at %s", (url) => {
    expect([403, 404]).toContain(get(url).status);
  });

  it("takes GET alone", () => {
    for (const method of ["POST", "PUT", "HEAD", "OPTIONS"])
      expect(get("app://parcours/", method).status).toBe(405);
  });

  it("serves previews on their own origin, in a sandbox", async () => {
    const path = previews.register({ html: "<p>Hi</p>", allowImages: false });
    const answer = get(`app://preview${path}`);
    expect(await answer.text()).toBe("<p>Hi</p>");
    const policy = answer.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toMatch(/^sandbox; default-src 'none'/);
    expect(policy).toContain("frame-ancestors app://parcours");
    expect(get(`app://parcours${path}`).status).toBe(404);
  });
});

describe("opening addresses outside", () => {
  beforeEach(() => fake.external.splice(0));

  it.each(["https://example.com/a?b=c#d", "mailto:sara@example.com?subject=Hi"])(
    "opens %s on a click",
    async (url) => {
      expect(await openExternal(url, true)).toBe(true);
      expect(fake.external).toEqual([url]);
      expect(await openExternal(url, false)).toBe(false);
      expect(fake.external).toEqual([url]);
    },
  );

  it.each([
    ...hostileUrls.filter((url) => !url.startsWith("https:")),
    "http://example.com/",
    "https://user:password@example.com/",
    "https://",
    "https://example.com/\r\nX: y",
    "https://example.com/\u202Egnp.exe",
    "smb://host/share",
    "ms-msdt:/id",
    "\\\\host\\share",
    "C:\\Windows\\System32\\calc.exe",
    "https://example.com/" + "a".repeat(2_000),
    "",
  ])("refuses %j", async (url) => {
    expect(await openExternal(url, true)).toBe(false);
    expect(fake.external).toEqual([]);
  });
});

describe("messages from pages", () => {
  let now = 0;
  const ipc = createIpc(() => now);
  const rule = { schema: z.strictObject({ text: z.string() }), size: 100, perMinute: 3 };
  const taken: string[] = [];
  ipc.handle("ask", rule, ({ text }) => text.toUpperCase());
  ipc.on("tell", rule, ({ text }) => taken.push(text));
  const good = { text: "hello" };

  beforeEach(() => {
    now += 60_000;
    taken.length = 0;
  });

  it("answers the app's own page", async () => {
    expect(await ask("ask", [good])).toBe("HELLO");
    tell("tell", [good]);
    expect(taken).toEqual(["hello"]);
  });

  it.each<[string, object | null]>([
    ["a frame that is gone", null],
    ["a subframe of the app", { parent: {} }],
    ["a preview", { origin: "app://preview", url: "app://preview/preview/x", parent: {} }],
    ["a preview as top frame", { origin: "app://preview", url: "app://preview/preview/x" }],
    ["a web page", { origin: "https://evil.example", url: "https://evil.example/" }],
    ["a page on loopback", { origin: "http://127.0.0.1:1", url: "http://127.0.0.1:1/" }],
    ["an opaque origin", { origin: "null" }],
    ["another page of the app's origin", { url: "app://parcours/other.html" }],
    ["a page whose origin only looks alike", { origin: "app://parcours.evil" }],
  ])("hears nothing from %s", async (_name, frame) => {
    await expect(ask("ask", [good], sender({ frame }))).rejects.toThrow("sender-refused");
    const port = { close: vi.fn() };
    tell("tell", [good], sender({ frame, ports: [port] }));
    expect(taken).toEqual([]);
    expect(port.close).toHaveBeenCalledOnce();
  });

  it.each<[string, string, unknown[]]>([
    ["the wrong shape", "input-refused", [{ text: 1 }]],
    ["unknown keys", "input-refused", [{ text: "a", more: 1 }]],
    ["nothing", "input-refused", []],
    ["two arguments", "input-refused", [good, good]],
    ["a long text", "too-large", [{ text: "x".repeat(100) }]],
    ["many entries", "too-large", [{ text: "a", list: Array.from({ length: 100 }, () => 0) }]],
    ["a map", "too-large", [new Map([["text", "a"]])]],
    ["bytes", "too-large", [new Uint8Array(4)]],
  ])("refuses %s as %s", async (_name, code, payload) => {
    await expect(ask("ask", payload)).rejects.toThrow(code);
    tell("tell", payload);
    expect(taken).toEqual([]);
  });

  it("stops a flood for the rest of the minute", async () => {
    for (let count = 0; count < 3; count += 1) expect(await ask("ask", [good])).toBe("HELLO");
    await expect(ask("ask", [good])).rejects.toThrow("too-often");
    now += 60_000;
    expect(await ask("ask", [good])).toBe("HELLO");
  });
});

describe("secrets", () => {
  it("are sealed with the keychain and opened again", () => {
    const sealed = sealSecret("s3cret");
    if (!sealed.ok) throw new Error(sealed.code);
    expect(sealed.sealed).not.toContain("s3cret");
    expect(unsealSecret(sealed.sealed)).toEqual({ ok: true, secret: "s3cret" });
    expect(unsealSecret("AAAA")).toEqual({ ok: false, code: "unreadable" });
  });

  it("are refused where the back-end is plain text or absent", () => {
    const platform = Object.getOwnPropertyDescriptor(process, "platform");
    Object.defineProperty(process, "platform", { ...platform, value: "linux" });
    fake.answers.backend = "basic_text";
    expect([secretStorage(), sealSecret("s"), unsealSecret("AAAA")]).toEqual(
      Array.from({ length: 3 }, () => ({ ok: false, code: "plain-text-only" })),
    );
    fake.answers.backend = "gnome_libsecret";
    fake.answers.encryption = false;
    expect(sealSecret("s")).toEqual({ ok: false, code: "no-keychain" });
    fake.answers.encryption = true;
    if (platform) Object.defineProperty(process, "platform", platform);
  });
});

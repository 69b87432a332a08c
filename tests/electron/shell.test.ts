import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { menuCommands } from "../../src-shared/api/desktop.ts";
import { channels } from "../../src-main/electron/channels.ts";
import { readJourneyFile, writeJourneyFile } from "../../src-main/electron/journey-files.ts";
import { dataDirArgument, parseDeepLink, readLaunch } from "../../src-main/electron/launch.ts";
import { menuTemplate } from "../../src-main/electron/menu.ts";
import { startShell } from "../../src-main/electron/shell.ts";
import { languageOf, textsIn } from "../../src-main/electron/texts.ts";
import { ask, fake, fakeApp, sender, tell } from "./fake-electron.ts";

vi.mock("electron", async () => (await import("./fake-electron.ts")).electron);

const folder = mkdtempSync(join(tmpdir(), "parcours-shell-"));
const dataDir = join(folder, "data");
const rendererDir = join(folder, "renderer");
const journey = join(folder, "trip.journey.json");

const start = (argv: string[] = []) =>
  startShell({ dataDir, rendererDir, argv: ["parcours", ...argv], workingDirectory: folder });

const page = () => {
  const window = fake.windows[0];
  if (!window) throw new Error("no window was made");
  return window;
};
const received = (channel: string) =>
  page()
    .webContents.sent.filter((sent) => sent.channel === channel)
    .map((sent) => sent.message);

beforeAll(async () => {
  mkdirSync(rendererDir);
  writeFileSync(join(rendererDir, "index.html"), "<html><head></head></html>");
  writeFileSync(journey, '{"name":"é"}\n');
  await start([journey, "parcours:run/r1"]);
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  fake.boxes.length = 0;
  fake.calls.length = 0;
  fake.answers.box = 0;
});

describe("starting", () => {
  it("makes one window with every security setting written out", () => {
    expect(fake.windows).toHaveLength(1);
    const { preload, ...settings } = page().options.webPreferences ?? {};
    expect(settings).toEqual({
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
    expect(preload).toMatch(/preload\.cjs$/);
    expect(page().loaded).toEqual(["app://parcours/"]);
    expect(page().webContents.openHandler?.({ url: "app://parcours/" })).toEqual({ action: "deny" });
  });

  it("ties the instance lock to the data folder, and leaves it to the first", async () => {
    expect(fake.paths.get("userData")).toBe(join(dataDir, "window"));
    fake.answers.lock = false;
    await start();
    fake.answers.lock = true;
    expect(fake.calls).toContain("quit");
    expect([fake.windows.length, fake.children.length]).toEqual([1, 1]);
  });

  it("speaks the system's language until the page says otherwise", () => {
    expect(fake.menus.at(-1)?.[0]?.label).toBe("Fichier");
    tell(channels.language, ["en"]);
    expect(fake.menus.at(-1)?.[0]?.label).toBe("File");
    const count = fake.menus.length;
    tell(channels.language, ["xx"]);
    expect(fake.menus).toHaveLength(count);
  });
});

describe("what comes from outside", () => {
  it("keeps a file from the command line until the page listens", async () => {
    tell(channels.ready, [channels.openedFile]);
    await vi.waitFor(() =>
      expect(received(channels.openedFile)).toEqual([
        { ok: true, file: { name: "trip.journey.json", text: '{"name":"é"}\n' } },
      ]),
    );
  });

  it("comes forward for a second instance and takes its files", async () => {
    const before = page().focused;
    fakeApp.emit("second-instance", {}, ["parcours", "--allow-file-access", "trip.journey.json"], folder);
    expect(page().focused).toBe(before + 1);
    await vi.waitFor(() => expect(received(channels.openedFile)).toHaveLength(2));
  });

  it("takes files from the system's own event", async () => {
    const preventDefault = vi.fn();
    fakeApp.emit("open-file", { preventDefault }, join(folder, "absent.journey.json"));
    expect(preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() =>
      expect(received(channels.openedFile).at(-1)).toEqual({
        ok: false,
        code: "unreadable",
        name: "absent.journey.json",
      }),
    );
  });

  it("opens a link only after a yes", async () => {
    tell(channels.ready, [channels.link]);
    const preventDefault = vi.fn();
    fakeApp.emit("open-url", { preventDefault }, "parcours:journey/after-trip");
    await vi.waitFor(() => expect(fake.boxes).toHaveLength(1));
    expect(fake.boxes[0]?.detail).toContain("after-trip");
    expect(received(channels.link)).toEqual([]);
    fake.answers.box = 1;
    fakeApp.emit("open-url", { preventDefault }, "parcours:journey/after-trip");
    await vi.waitFor(() => expect(received(channels.link)).toEqual([{ to: "journey", id: "after-trip" }]));
    fakeApp.emit("open-url", { preventDefault }, "parcours:journey/a?publish=1");
    expect(fake.boxes).toHaveLength(2);
  });

  it.each([
    ["parcours:journey/after-trip", { to: "journey", id: "after-trip" }],
    ["parcours://run/r:1/", { to: "run", id: "r:1" }],
    ["parcours:send/s_1", { to: "send", id: "s_1" }],
    ["parcours:journey/", undefined],
    ["parcours:journey/a/b", undefined],
    ["parcours:journey/a?do=publish", undefined],
    ["parcours:journey/a#x", undefined],
    ["parcours:journey/%2e%2e", undefined],
    ["parcours:publish/a", undefined],
    ["parcours:constructor/a", undefined],
    [`parcours:journey/${"a".repeat(129)}`, undefined],
    ["xparcours:journey/a", undefined],
    ["https://example.com/journey/a", undefined],
  ])("reads the link %s", (text, link) => {
    expect(parseDeepLink(text)).toEqual(link);
  });

  it("reads a command line by what its arguments are", () => {
    const argv = [
      ".",
      "--flag=x.journey.json",
      "b.JOURNEY",
      "/abs/c.journey.json",
      "notes.txt",
      "parcours:run/1",
    ];
    expect(readLaunch(argv, "/home/sara")).toEqual({
      files: ["/home/sara/b.JOURNEY", "/abs/c.journey.json"],
      links: [{ to: "run", id: "1" }],
    });
    expect(dataDirArgument(["x", "--data-dir", "/d"])).toBe("/d");
    expect(dataDirArgument(["x", "--data-dir=/d e"])).toBe("/d e");
    expect(dataDirArgument(["x"])).toBeUndefined();
  });
});

describe("files", () => {
  it("opens and saves only where the person points", async () => {
    expect(await ask(channels.openFile, [])).toEqual({ ok: false, code: "cancelled" });
    fake.answers.open = { canceled: false, filePaths: [journey] };
    expect(await ask(channels.openFile, [])).toMatchObject({ ok: true, file: { name: "trip.journey.json" } });
    const target = join(folder, "saved.journey.json");
    fake.answers.save = { canceled: false, filePath: target };
    const text = '{"name":"Après"}\n';
    expect(await ask(channels.saveFile, [{ name: "x.journey.json", text }])).toEqual({
      ok: true,
      file: { name: "saved.journey.json" },
    });
    expect(readFileSync(target, "utf8")).toBe(text);
    expect(readdirSync(folder).filter((name) => name.includes("saved"))).toEqual(["saved.journey.json"]);
    for (const name of ["../x", "a/b", "a\\b", ""]) {
      await expect(ask(channels.saveFile, [{ name, text }])).rejects.toThrow("input-refused");
    }
    fake.answers.save = { canceled: false, filePath: join(folder, "absent", "x.journey.json") };
    expect(await ask(channels.saveFile, [{ name: "x", text }])).toMatchObject({
      ok: false,
      code: "unwritable",
    });
  });

  it("prints the page to a PDF where the person chose, and to nowhere else", async () => {
    fake.answers.save = { canceled: true, filePath: "" };
    expect(await ask(channels.savePdf, [{ name: "trip.pdf" }])).toEqual({ ok: false, code: "cancelled" });
    const contents = fake.windows.at(-1)?.webContents;
    expect(contents?.printed).toEqual([]);
    const target = join(folder, "trip.pdf");
    fake.answers.save = { canceled: false, filePath: target };
    expect(await ask(channels.savePdf, [{ name: "trip.pdf" }])).toEqual({
      ok: true,
      file: { name: "trip.pdf" },
    });
    expect(contents?.printed).toMatchObject([{ preferCSSPageSize: true, printBackground: true }]);
    expect(readFileSync(target, "latin1")).toBe("%PDF-1.7\n");
    await expect(ask(channels.savePdf, [{ name: "../x.pdf" }])).rejects.toThrow("input-refused");

    fake.answers.prints = false;
    fake.answers.save = { canceled: false, filePath: join(folder, "not.pdf") };
    expect(await ask(channels.savePdf, [{ name: "not.pdf" }])).toEqual({
      ok: false,
      code: "unwritable",
      name: "not.pdf",
    });
    fake.answers.prints = true;
    expect(readdirSync(folder)).not.toContain("not.pdf");
  });

  it("refuses what is too large or not UTF-8, and writes back what it read", async () => {
    const large = join(folder, "large.journey.json");
    writeFileSync(large, Buffer.alloc(20 * 1024 * 1024 + 1, 0x20));
    expect(await readJourneyFile(large)).toMatchObject({ ok: false, code: "too-large" });
    const bytes = join(folder, "bytes.journey.json");
    writeFileSync(bytes, Buffer.from([0x7b, 0xff, 0x7d]));
    expect(await readJourneyFile(bytes)).toMatchObject({ ok: false, code: "not-text" });
    expect(await readJourneyFile(folder)).toMatchObject({ ok: false, code: "unreadable" });
    const copy = join(folder, "copy.journey.json");
    const read = await readJourneyFile(journey);
    await writeJourneyFile(copy, read.ok ? read.file.text : "");
    expect(readFileSync(copy)).toEqual(readFileSync(journey));
  });
});

describe("the page's requests", () => {
  it("passes a port to the service once it is up, and reports each state", () => {
    tell(channels.ready, [channels.serviceState]);
    const child = fake.children[0];
    child?.emit("message", { say: "up" });
    expect(received(channels.serviceState)).toEqual(["starting", "up"]);
    const port = { close: vi.fn() };
    tell(channels.servicePort, [null], sender({ ports: [port] }));
    expect(child?.posted.at(-1)).toEqual({ message: { say: "connect" }, ports: [port] });
  });

  it("gives previews an address on their own origin", async () => {
    const url = await ask(channels.preview, [{ html: "<p>1</p>", allowImages: false }]);
    expect(url).toMatch(/^app:\/\/preview\/preview\/[A-Za-z0-9_-]{43}$/);
    const answer = fake.served.get("app")?.({ url, method: "GET" } as Request);
    expect(await answer?.text()).toBe("<p>1</p>");
  });

  it("opens addresses outside only on a click", async () => {
    const url = "https://example.com/";
    expect(await ask(channels.openExternal, [{ url, clicked: false }])).toBe(false);
    expect(await ask(channels.openExternal, [{ url, clicked: true }])).toBe(true);
    expect(fake.external).toEqual([url]);
  });

  it("asks before unsaved work is lost, and stays on no", async () => {
    const close = () => {
      const preventDefault = vi.fn();
      page().emit("close", { preventDefault });
      return preventDefault.mock.calls.length;
    };
    expect(close()).toBe(0);
    tell(channels.dirty, [true]);
    expect(close()).toBe(1);
    await vi.waitFor(() => expect(fake.boxes).toHaveLength(1));
    expect(page().destroyed).toBe(false);
    tell(channels.dirty, [false]);
    expect(close()).toBe(0);
    tell(channels.dirty, [true]);
    fake.answers.box = 1;
    close();
    await vi.waitFor(() => expect(page().destroyed).toBe(true));
  });

  it("closes the service before it ends", async () => {
    const preventDefault = vi.fn();
    fakeApp.emit("will-quit", { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(fake.children[0]?.posted.at(-1)?.message).toEqual({ say: "close" });
    expect(fake.calls).not.toContain("quit");
    fake.children[0]?.emit("exit", 0);
    await vi.waitFor(() => expect(fake.calls).toContain("quit"));
    fakeApp.emit("will-quit", { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe("the menu", () => {
  const build = (language: "en" | "fr", platform: NodeJS.Platform, tools = false) => {
    const sent: string[] = [];
    const items = menuTemplate({ language, platform, tools, send: (command) => sent.push(command) });
    const leaves = items.flatMap((item) => (Array.isArray(item.submenu) ? item.submenu : [item]));
    return { sent, leaves: leaves.filter((leaf) => leaf.type !== "separator") };
  };

  it.each(["linux", "darwin", "win32"] as const)(
    "sends each command once on %s, in both languages",
    (platform) => {
      const english = build("en", platform);
      for (const leaf of english.leaves) (leaf.click as (() => void) | undefined)?.();
      expect([...english.sent].sort()).toEqual([...menuCommands].sort());
      const french = build("fr", platform);
      expect(french.leaves.map((leaf) => leaf.id ?? leaf.role)).toEqual(
        english.leaves.map((leaf) => leaf.id ?? leaf.role),
      );
      for (const leaf of [...english.leaves, ...french.leaves]) expect(leaf.label).toBeTruthy();
      expect(french.leaves.some((leaf, at) => leaf.label === english.leaves[at]?.label)).toBe(false);
    },
  );

  it("offers developer tools in development only, and leaves undo's keys to the page", () => {
    const roles = (tools: boolean) => build("en", "linux", tools).leaves.map((leaf) => leaf.role);
    expect(roles(false)).not.toContain("toggleDevTools");
    expect(roles(true)).toContain("toggleDevTools");
    const undo = build("en", "linux").leaves.filter((leaf) => leaf.id === "undo" || leaf.id === "redo");
    expect(undo.map((leaf) => leaf.registerAccelerator)).toEqual([false, false]);
  });

  it("knows both languages whole", () => {
    expect(Object.keys(textsIn("fr"))).toEqual(Object.keys(textsIn("en")));
    expect([languageOf("fr-CA"), languageOf("de"), languageOf("FR")]).toEqual(["fr", "en", "fr"]);
  });
});

import { beforeAll, describe, expect, it, vi } from "vitest";
import type { DesktopBridge } from "../../src-shared/api/desktop.ts";
import { servicePortMessage } from "../../src-shared/api/service-port.ts";
import { channels } from "../../src-main/electron/channels.ts";

const shell = vi.hoisted(() => ({
  exposed: [] as { name: string; value: unknown }[],
  invoked: [] as { channel: string; payload: unknown[] }[],
  sent: [] as { channel: string; payload: unknown[] }[],
  posted: [] as { channel: string; ports: unknown[] }[],
  listeners: new Map<string, (event: unknown, message: unknown) => void>(),
  onWindowMessage: (_event: unknown): void => undefined,
}));

vi.mock("electron", () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: unknown) => void shell.exposed.push({ name, value }),
  },
  ipcRenderer: {
    invoke: (channel: string, ...payload: unknown[]) => {
      shell.invoked.push({ channel, payload });
      return Promise.resolve(true);
    },
    send: (channel: string, ...payload: unknown[]) => void shell.sent.push({ channel, payload }),
    postMessage: (channel: string, _message: unknown, ports: unknown[]) =>
      void shell.posted.push({ channel, ports }),
    on: (channel: string, listener: (event: unknown, message: unknown) => void) =>
      void shell.listeners.set(channel, listener),
    off: (channel: string) => void shell.listeners.delete(channel),
  },
}));

const page = {
  location: { origin: "app://parcours" },
  addEventListener: (_name: string, listener: (event: unknown) => void) => {
    shell.onWindowMessage = listener;
  },
};

let bridge: DesktopBridge;
beforeAll(async () => {
  vi.stubGlobal("window", page);
  vi.stubGlobal("navigator", { userActivation: { isActive: false } });
  await import("../../src-main/electron/preload.ts");
  bridge = shell.exposed[0]?.value as DesktopBridge;
});

describe("the preload script", () => {
  it("exposes named functions and version numbers, and nothing of Electron", () => {
    expect(shell.exposed.map(({ name }) => name)).toEqual(["parcours"]);
    const { versions, ...functions } = bridge;
    expect(Object.values(functions).every((member) => typeof member === "function")).toBe(true);
    expect(Object.keys(functions).sort()).toEqual([
      "onLink",
      "onMenu",
      "onOpenFile",
      "onService",
      "openExternal",
      "openFile",
      "previewUrl",
      "saveFile",
      "savePdf",
      "setDirty",
      "setLanguage",
    ]);
    expect(Object.values(versions).every((version) => typeof version === "string")).toBe(true);
  });

  it("lets no page choose a channel or slip in more than was asked", async () => {
    await bridge.openFile();
    await (bridge.saveFile as (request: object) => Promise<unknown>)({
      name: "a",
      text: "b",
      path: "/etc/x",
    });
    await (bridge.savePdf as (request: object) => Promise<unknown>)({ name: "a.pdf", path: "/etc/x" });
    await bridge.previewUrl({ html: "x", allowImages: false });
    expect(shell.invoked).toEqual([
      { channel: channels.openFile, payload: [] },
      { channel: channels.saveFile, payload: [{ name: "a", text: "b" }] },
      { channel: channels.savePdf, payload: [{ name: "a.pdf" }] },
      { channel: channels.preview, payload: [{ html: "x", allowImages: false }] },
    ]);
  });

  it("says itself whether the person clicked", async () => {
    await bridge.openExternal("https://example.com/");
    expect(shell.invoked.at(-1)).toEqual({
      channel: channels.openExternal,
      payload: [{ url: "https://example.com/", clicked: false }],
    });
  });

  it("hands listeners the message without the event, and stops on request", () => {
    const heard: unknown[][] = [];
    const stop = bridge.onLink((...heardNow: unknown[]) => heard.push(heardNow));
    expect(shell.sent.at(-1)).toEqual({ channel: channels.ready, payload: [channels.link] });
    shell.listeners.get(channels.link)?.({ sender: "electron's own" }, { to: "run", id: "r" });
    expect(heard).toEqual([[{ to: "run", id: "r" }]]);
    stop();
    expect(shell.listeners.has(channels.link)).toBe(false);
  });

  it("carries on the page's own port and nobody else's", () => {
    const own = { source: page, origin: "app://parcours", data: servicePortMessage, ports: ["port"] };
    for (const wrong of [
      { source: {} },
      { origin: "app://preview" },
      { origin: "null" },
      { data: "parcours:other" },
      { ports: [] },
    ]) {
      shell.onWindowMessage({ ...own, ...wrong });
    }
    expect(shell.posted).toEqual([]);
    shell.onWindowMessage(own);
    expect(shell.posted).toEqual([{ channel: channels.servicePort, ports: ["port"] }]);
  });
});

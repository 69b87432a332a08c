import { join } from "node:path";
import { BrowserWindow } from "electron";
import { startUrl } from "./origins.ts";

/**
 * The only place that makes windows. Every security setting is written out, defaults included, so that neither a new
 * Electron nor a caller can change one unseen (reliability.md, Electron shell).
 */
export function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: "Parcours",
    webPreferences: {
      preload: join(import.meta.dirname, "../preload/preload.cjs"),
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
    },
  });
  window.once("ready-to-show", () => window.show());
  return window;
}

/** Shows the app in a window made by {@link createWindow}. */
export function loadApp(window: BrowserWindow): Promise<void> {
  return window.loadURL(startUrl);
}

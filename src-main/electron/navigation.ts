import type { App, WebContents } from "electron";
import { isPreviewUrl, isStartUrl } from "./origins.ts";

/**
 * Keeps a page where it is: no navigation but a reload of the app, no redirect, no other window, no webview. Frames
 * may show previews and nothing else. Links go out through the shell, on a click (open-external.ts).
 */
export function confine(contents: WebContents): void {
  contents.on("will-frame-navigate", (details) => {
    const allowed = details.isMainFrame ? isStartUrl(details.url) : isPreviewUrl(details.url);
    if (!allowed) details.preventDefault();
  });
  contents.on("will-navigate", (details) => {
    if (!isStartUrl(details.url)) details.preventDefault();
  });
  contents.on("will-redirect", (details) => details.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

/** Confines every page the app will ever have, whoever makes it. */
export function confineAll(app: App): void {
  app.on("web-contents-created", (_event, contents) => confine(contents));
}

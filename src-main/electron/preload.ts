import { contextBridge, ipcRenderer } from "electron";
import type { IpcRendererEvent } from "electron";
import type { DesktopBridge, Unsubscribe } from "../../src-shared/api/desktop.ts";
import { servicePortMessage } from "../../src-shared/api/service-port.ts";
import { channels } from "./channels.ts";

// Runs in the page's sandbox, apart from the page's own scripts. It hands over named functions and nothing else: no
// ipcRenderer, no event objects, no channel names (reliability.md, Electron shell).

function listen<Message>(channel: string, listener: (message: Message) => void): Unsubscribe {
  const receive = (_event: IpcRendererEvent, message: Message) => listener(message);
  ipcRenderer.on(channel, receive);
  return () => void ipcRenderer.off(channel, receive);
}

/** Listeners for what may have been waiting say that they are there, once each. */
function listenFromNow<Message>(channel: string, listener: (message: Message) => void): Unsubscribe {
  const stop = listen(channel, listener);
  ipcRenderer.send(channels.ready, channel);
  return stop;
}

const bridge: DesktopBridge = {
  versions: { electron: process.versions.electron ?? "", chrome: process.versions["chrome"] ?? "" },
  openFile: () => ipcRenderer.invoke(channels.openFile),
  saveFile: ({ name, text, encoding }) =>
    ipcRenderer.invoke(channels.saveFile, encoding === undefined ? { name, text } : { name, text, encoding }),
  savePdf: ({ name }) => ipcRenderer.invoke(channels.savePdf, { name }),
  setDirty: (dirty) => ipcRenderer.send(channels.dirty, dirty),
  setLanguage: (language) => ipcRenderer.send(channels.language, language),
  openExternal: (url) =>
    ipcRenderer.invoke(channels.openExternal, { url, clicked: navigator.userActivation.isActive }),
  previewUrl: ({ html, allowImages }) => ipcRenderer.invoke(channels.preview, { html, allowImages }),
  onMenu: (listener) => listen(channels.menu, listener),
  onOpenFile: (listener) => listenFromNow(channels.openedFile, listener),
  onLink: (listener) => listenFromNow(channels.link, listener),
  onService: (listener) => listenFromNow(channels.serviceState, listener),
};

contextBridge.exposeInMainWorld("parcours", bridge);

// A port cannot pass through the bridge's functions; the page posts it to its own window and it is carried on here.
window.addEventListener("message", (event) => {
  const [port] = event.ports;
  const isOwn = event.source === window && event.origin === window.location.origin;
  if (!isOwn || event.data !== servicePortMessage || !port) return;
  ipcRenderer.postMessage(channels.servicePort, null, [port]);
});

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, Menu, session } from "electron";
import type { BrowserWindow } from "electron";
import type { DeepLink, DesktopLanguage, MenuCommand } from "../../src-shared/api/desktop.ts";
import { readFileMap } from "../http/file-map.ts";
import { createPreviewStore } from "../http/previews.ts";
import { channels } from "./channels.ts";
import { confirmClose, confirmLink, offerRetry, openJourney, saveJourney, savePdf } from "./dialogs.ts";
import { createIpc } from "./ipc.ts";
import { readJourneyFile } from "./journey-files.ts";
import { parseDeepLink, readLaunch } from "./launch.ts";
import type { Launch } from "./launch.ts";
import { createMailbox } from "./mailbox.ts";
import { menuTemplate } from "./menu.ts";
import { confineAll } from "./navigation.ts";
import { openExternal } from "./open-external.ts";
import { previewOrigin } from "./origins.ts";
import { acceptPageRequests } from "./page-requests.ts";
import { denyPermissions } from "./permissions.ts";
import { registerScheme, serveApp } from "./protocol.ts";
import { createSupervisor } from "./service-supervisor.ts";
import { languageOf, textsIn } from "./texts.ts";
import { createWindow, loadApp } from "./window.ts";

/** What the process was started with. */
interface ShellOptions {
  dataDir: string;
  /** Folder of the built page. */
  rendererDir: string;
  argv: readonly string[];
  workingDirectory: string;
}

/**
 * Puts the desktop shell together: one instance per data folder, one window, the service in its own process. Resolves
 * once the window shows the app, or at once when another instance already has the data folder and was told to come
 * forward (reliability.md, Electron shell and Storage).
 */
export async function startShell({
  dataDir,
  rendererDir,
  argv,
  workingDirectory,
}: ShellOptions): Promise<void> {
  registerScheme();
  app.enableSandbox();
  // The lock belongs to this folder, so that two data folders are two instances and one is one.
  const windowDir = join(dataDir, "window");
  mkdirSync(windowDir, { recursive: true, mode: 0o700 });
  app.setPath("userData", windowDir);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  confineAll(app);
  const previews = createPreviewStore();
  let window: BrowserWindow | undefined;
  let language: DesktopLanguage = "en";
  let dirty = false;
  const texts = () => textsIn(language);
  const send = (channel: string, message: unknown) => window?.webContents.send(channel, message);
  const mailbox = createMailbox(send);

  const openFile = async (path: string) => mailbox.post(channels.openedFile, await readJourneyFile(path));
  const openLink = async (link: DeepLink) => {
    if (window && (await confirmLink(window, texts(), link))) mailbox.post(channels.link, link);
  };
  const early: Launch = readLaunch(argv.slice(1), workingDirectory);
  const accept = ({ files, links }: Launch) => {
    for (const file of files) void openFile(file);
    for (const link of links) {
      if (window) void openLink(link);
      else early.links.push(link);
    }
  };
  app.on("open-file", (event, path) => {
    event.preventDefault();
    accept({ files: [path], links: [] });
  });
  app.on("open-url", (event, url) => {
    event.preventDefault();
    const link = parseDeepLink(url);
    if (link) accept({ files: [], links: [link] });
  });
  app.on("second-instance", (_event, otherArgv, otherDirectory) => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
    accept(readLaunch(otherArgv.slice(1), otherDirectory));
  });

  const supervisor = createSupervisor({
    dataDir,
    onState: (state) => {
      if (mailbox.isOpen(channels.serviceState)) send(channels.serviceState, state);
    },
    onFailure: (reason) => {
      if (!window) return app.quit();
      void offerRetry(window, texts(), reason).then((again) => (again ? supervisor.start() : app.quit()));
    },
  });

  const showMenu = () => {
    const items = menuTemplate({
      language,
      platform: process.platform,
      tools: !app.isPackaged,
      send: (command: MenuCommand) => send(channels.menu, command),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(items));
  };

  const open = async () => {
    const opened = createWindow();
    window = opened;
    // A reloaded page starts from nothing: it listens again and its unsaved work is gone or saved.
    opened.webContents.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
      if (!isMainFrame || isSameDocument) return;
      mailbox.close();
      dirty = false;
    });
    opened.on("close", (event) => {
      if (!dirty) return;
      event.preventDefault();
      void confirmClose(opened, texts()).then((close) => {
        if (close) opened.destroy();
      });
    });
    opened.on("closed", () => {
      window = undefined;
      mailbox.close();
    });
    await loadApp(opened);
  };

  let stopped = false;
  app.on("will-quit", (event) => {
    if (stopped) return;
    event.preventDefault();
    void supervisor.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
  app.on("window-all-closed", () => app.quit());

  await app.whenReady();
  language = languageOf(app.getLocale());
  denyPermissions(session.defaultSession);
  serveApp(session.defaultSession, readFileMap(rendererDir), previews);
  if (app.isPackaged) app.setAsDefaultProtocolClient("parcours");
  acceptPageRequests(createIpc(), {
    openFile: async () => (window ? openJourney(window, texts()) : { ok: false, code: "cancelled" }),
    saveFile: async (request) =>
      window ? saveJourney(window, texts(), request) : { ok: false, code: "cancelled" },
    savePdf: async (request) =>
      window ? savePdf(window, texts(), request) : { ok: false, code: "cancelled" },
    setDirty: (next) => {
      dirty = next;
    },
    setLanguage: (next) => {
      language = next;
      showMenu();
    },
    openExternal,
    previewUrl: (document) => previewOrigin + previews.register(document),
    connectService: ({ ports }) => {
      for (const port of ports) supervisor.connect(port);
    },
    ready: (channel) => {
      mailbox.open(channel);
      // A state is not a letter: the page learns the present one, and from then on each change.
      if (channel === channels.serviceState) send(channel, supervisor.state);
    },
  });
  showMenu();
  supervisor.start();
  await open();
  accept({ files: early.files, links: early.links.splice(0) });
}

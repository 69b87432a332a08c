import { EventEmitter } from "node:events";
import { vi } from "vitest";
import type { menuTemplate } from "../../src-main/electron/menu.ts";
import type { denyPermissions } from "../../src-main/electron/permissions.ts";

/**
 * A stand-in for the `electron` module that records what the shell registers, so that tests can fire at it with
 * hostile addresses, permissions and senders. It decides nothing: every answer comes from the shell.
 */

type Handler = (...parameters: never[]) => unknown;
type MenuItem = ReturnType<typeof menuTemplate>[number];
type Session = Parameters<typeof denyPermissions>[0];
/** What a window is made with, as far as tests look at it. */
interface WindowOptions {
  webPreferences?: Record<string, unknown>;
}

/** A page as the shell sees it. */
export class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  readonly sent: { channel: string; message: unknown }[] = [];
  readonly printed: object[] = [];

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  send(channel: string, message: unknown): void {
    this.sent.push({ channel, message });
  }

  printToPDF(options: object): Promise<Buffer> {
    this.printed.push(options);
    return fake.answers.prints ? Promise.resolve(Buffer.from("%PDF-1.7\n")) : Promise.reject(new Error("no"));
  }

  /** Fires an event with `preventDefault` and says whether it was called. */
  isPrevented(name: string, details: object = {}): boolean {
    const preventDefault = vi.fn();
    this.emit(name, { ...details, preventDefault }, {}, {});
    return preventDefault.mock.calls.length > 0;
  }
}

/** The service's process as the shell sees it. */
class FakeChild extends EventEmitter {
  readonly posted: { message: unknown; ports: unknown[] }[] = [];
  killed = false;

  postMessage(message: unknown, ports: unknown[] = []): void {
    this.posted.push({ message, ports });
  }

  kill(): boolean {
    this.killed = true;
    this.emit("exit", 143);
    return true;
  }
}

class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly options: WindowOptions;
  readonly loaded: string[] = [];
  focused = 0;
  destroyed = false;

  constructor(options: WindowOptions) {
    super();
    this.options = options;
    fake.windows.push(this);
    app.emit("web-contents-created", {}, this.webContents);
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }

  isMinimized(): boolean {
    return false;
  }

  focus(): void {
    this.focused += 1;
  }

  destroy(): void {
    this.destroyed = true;
    this.emit("closed");
  }
}

class FakeSession extends EventEmitter {
  readonly handlers: Record<string, Handler> = {};
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Response) => {
      fake.served.set(scheme, handler);
    },
  };

  setPermissionRequestHandler(handler: Handler): void {
    this.handlers["request"] = handler;
  }

  setPermissionCheckHandler(handler: Handler): void {
    this.handlers["check"] = handler;
  }

  setDevicePermissionHandler(handler: Handler): void {
    this.handlers["device"] = handler;
  }

  setDisplayMediaRequestHandler(handler: Handler): void {
    this.handlers["display"] = handler;
  }

  /** This session under the type the shell takes. */
  typed(): Session {
    return this as unknown as Session;
  }
}

/** Everything the shell did, and what the machine answers. */
export const fake = {
  windows: [] as FakeWindow[],
  children: [] as FakeChild[],
  forked: [] as { file: string; args: string[]; options: Record<string, unknown> }[],
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  served: new Map<string, (request: Request) => Response>(),
  asked: new Map<string, Handler>(),
  taken: new Map<string, Handler>(),
  external: [] as string[],
  menus: [] as MenuItem[][],
  paths: new Map<string, string>(),
  calls: [] as string[],
  boxes: [] as { message: string; detail?: string }[],
  session: new FakeSession(),
  /** What the machine and the person answer. */
  answers: {
    lock: true,
    box: 0,
    open: { canceled: true, filePaths: [] as string[] },
    save: { canceled: true, filePath: "" },
    prints: true,
    encryption: true,
    backend: "gnome_libsecret",
  },
};

const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  whenReady: () => Promise.resolve(),
  enableSandbox: () => void fake.calls.push("enableSandbox"),
  setPath: (name: string, path: string) => void fake.paths.set(name, path),
  requestSingleInstanceLock: () => fake.answers.lock,
  quit: () => void fake.calls.push("quit"),
  exit: () => void fake.calls.push("exit"),
  getLocale: () => "fr-CA",
  setAsDefaultProtocolClient: () => void fake.calls.push("setAsDefaultProtocolClient"),
});

/** The app object, to fire its events. */
export const fakeApp = app;

/** The module that takes the place of `electron`. */
export const electron = {
  app,
  BrowserWindow: FakeWindow,
  Menu: {
    buildFromTemplate: (items: MenuItem[]) => items,
    setApplicationMenu: (items: MenuItem[]) => void fake.menus.push(items),
  },
  protocol: {
    registerSchemesAsPrivileged: (schemes: typeof fake.schemes) => void fake.schemes.push(...schemes),
  },
  session: { defaultSession: fake.session },
  ipcMain: {
    handle: (channel: string, handler: Handler) => void fake.asked.set(channel, handler),
    on: (channel: string, handler: Handler) => void fake.taken.set(channel, handler),
  },
  shell: {
    openExternal: (url: string) => {
      fake.external.push(url);
      return Promise.resolve();
    },
  },
  dialog: {
    showOpenDialog: () => Promise.resolve(fake.answers.open),
    showSaveDialog: () => Promise.resolve(fake.answers.save),
    showMessageBox: (_window: unknown, box: { message: string; detail?: string }) => {
      fake.boxes.push(box);
      return Promise.resolve({ response: fake.answers.box });
    },
  },
  utilityProcess: {
    fork: (file: string, args: string[], options: Record<string, unknown>) => {
      const child = new FakeChild();
      fake.forked.push({ file, args, options });
      fake.children.push(child);
      return child;
    },
  },
  safeStorage: {
    isEncryptionAvailable: () => fake.answers.encryption,
    getSelectedStorageBackend: () => fake.answers.backend,
    encryptString: (text: string) => Buffer.from(`sealed:${text}`),
    decryptString: (sealed: Buffer) => {
      const text = sealed.toString("utf8");
      if (!text.startsWith("sealed:")) throw new Error("not ours");
      return text.slice("sealed:".length);
    },
  },
};

/** A sender as the app's own page in the top frame; change any of it to make a stranger. */
export function sender(changes: { frame?: object | null; ports?: unknown[] } = {}) {
  const frame = { origin: "app://parcours", url: "app://parcours/#at=/journeys", parent: null };
  return {
    senderFrame: changes.frame === null ? null : { ...frame, ...changes.frame },
    sender: new FakeContents(),
    ports: changes.ports ?? [],
  };
}

/** Asks the shell as a page would. */
export async function ask(channel: string, payload: unknown[], from: object = sender()): Promise<unknown> {
  const handler = fake.asked.get(channel) as ((event: object, ...payload: unknown[]) => unknown) | undefined;
  if (!handler) throw new Error(`nobody answers ${channel}`);
  return handler(from, ...payload);
}

/** Tells the shell something as a page would. */
export function tell(channel: string, payload: unknown[], from: object = sender()): void {
  const handler = fake.taken.get(channel) as ((event: object, ...payload: unknown[]) => void) | undefined;
  if (!handler) throw new Error(`nobody takes ${channel}`);
  handler(from, ...payload);
}

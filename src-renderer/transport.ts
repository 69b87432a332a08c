import { createORPCClient, DynamicLink } from "@orpc/client";
import type { ClientContext, ClientLink } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import ReconnectingWebSocket from "partysocket/ws";
import type { ApiClient } from "../src-shared/api/contract.ts";
import type { DesktopBridge, PreviewDocument, ServiceState, Unsubscribe } from "../src-shared/api/desktop.ts";
import { servicePortMessage } from "../src-shared/api/service-port.ts";
import { readFragment } from "./fragment.ts";

declare global {
  interface Window {
    /** Put there by the desktop shell's preload script; absent in a browser. */
    readonly parcours?: DesktopBridge;
  }
}

/**
 * How the page stands with the service. `updating` takes minutes and needs nobody; `closed` tries again by itself;
 * `refused` does not, because the token in the address belongs to an earlier launch and only a new address helps.
 */
export type ConnectionStatus = "connecting" | "updating" | "open" | "closed" | "refused";

/** A connection to the service, whatever carries it. */
export interface Connection<Client = ApiClient> {
  readonly client: Client;
  readonly kind: "desktop" | "browser";
  /** The shell's own abilities: files, menu, links. Undefined in a browser. */
  readonly desktop: DesktopBridge | undefined;
  /** Tells the status now and at each change. Open subscriptions end when it leaves `open`: subscribe again then. */
  onStatus(listener: (status: ConnectionStatus) => void): Unsubscribe;
  /** Registers a message with the preview origin; the address goes into a frame. Rejects while there is no service. */
  previewUrl(document: PreviewDocument): Promise<string>;
  close(): void;
}

/** What the transport takes from the browser's window; tests hand in their own. */
export interface Page {
  readonly location: Pick<Location, "hash" | "host" | "origin">;
  readonly parcours?: DesktopBridge;
  readonly WebSocket: typeof WebSocket;
  fetch(url: string, init: RequestInit): Promise<Response>;
  postMessage(message: unknown, targetOrigin: string, transfer?: Transferable[]): void;
}

/**
 * Connects the page to the service: over a MessagePort in the desktop window, over a WebSocket in a browser. This is
 * the only file of the page that knows which (architecture.md, rule 5).
 */
export function createClient(page: Page = window): Connection {
  return connect<ApiClient>(page);
}

/** The same for any contract, which is how the transports are tested on their own. */
export function connect<Client extends object>(page: Page): Connection<Client> {
  const carrier = page.parcours ? connectDesktop(page, page.parcours) : connectBrowser(page);
  // The client's type comes from the caller's contract; the link is untyped by nature.
  const client = createORPCClient(carrier.link) as unknown as Client;
  return { ...carrier, client };
}

type Carrier = Omit<Connection, "client"> & { link: ClientLink<ClientContext> };

function createStatus() {
  let current: ConnectionStatus = "connecting";
  const listeners = new Set<(status: ConnectionStatus) => void>();
  return {
    get: () => current,
    set: (next: ConnectionStatus) => {
      if (next === current) return;
      current = next;
      for (const listener of [...listeners]) listener(next);
    },
    on: (listener: (status: ConnectionStatus) => void) => {
      listeners.add(listener);
      listener(current);
      return () => void listeners.delete(listener);
    },
  };
}

function connectBrowser(page: Page): Carrier {
  const { origin, host, hash } = page.location;
  const { token } = readFragment(hash);
  const status = createStatus();
  const socket = new ReconnectingWebSocket(`ws://${host}/ws`, ["parcours", `bearer.${token}`], {
    WebSocket: page.WebSocket,
    minReconnectionDelay: 300,
    maxReconnectionDelay: 5_000,
    reconnectionDelayGrowFactor: 1.6,
  });
  const post = (path: string, body: unknown) =>
    page.fetch(origin + path, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });

  // A browser does not tell a page why an upgrade failed. Asking over HTTP tells a stale token, where trying on is
  // useless and would lock everybody out, from a service that is merely away.
  let probing = false;
  const probe = async () => {
    if (probing) return;
    probing = true;
    try {
      if ((await post("/session", {})).status !== 401) return;
      socket.close();
      status.set("refused");
    } catch {
      // The service is away: the socket keeps trying.
    } finally {
      probing = false;
    }
  };
  socket.addEventListener("open", () => status.set("open"));
  socket.addEventListener("close", () => {
    if (status.get() === "refused") return;
    const opened = status.get() === "open";
    status.set("closed");
    if (!opened) void probe();
  });

  const link = new SocketLink({
    websocket: {
      // Between two attempts the socket counts as connecting: a call waits for the next attempt instead of failing.
      get readyState() {
        if (socket.readyState === socket.OPEN) return 1;
        return socket.shouldReconnect ? 0 : 3;
      },
      send: (message) => void socket.send(message as string | ArrayBufferView<ArrayBuffer>),
      addEventListener: socket.addEventListener.bind(socket) as WebSocket["addEventListener"],
      removeEventListener: socket.removeEventListener.bind(socket) as WebSocket["removeEventListener"],
    },
  });
  return {
    link,
    kind: "browser",
    desktop: undefined,
    onStatus: status.on,
    previewUrl: async (document) => {
      const answer = await post("/preview", document);
      if (!answer.ok) throw new Error(`The preview was refused (${answer.status}).`);
      return ((await answer.json()) as { url: string }).url;
    },
    close: () => socket.close(),
  };
}

const STATUS_OF_SERVICE = {
  starting: "connecting",
  updating: "updating",
  up: "open",
  down: "closed",
} as const satisfies Record<ServiceState, ConnectionStatus>;

function connectDesktop(page: Page, bridge: DesktopBridge): Carrier {
  const status = createStatus();
  let port: MessagePort | undefined;
  let link: ClientLink<ClientContext> | undefined;
  let waiting: (() => void)[] = [];
  const drop = () => {
    // A port does not report its own closing; the link must hear of it to end the calls that were under way.
    port?.dispatchEvent(new Event("close"));
    port?.close();
    port = undefined;
    link = undefined;
  };
  const open = () => {
    drop();
    const { port1, port2 } = new MessageChannel();
    page.postMessage(servicePortMessage, page.location.origin, [port2]);
    port = port1;
    link = new PortLink({ port: port1 });
    port1.start();
    for (const resume of waiting) resume();
    waiting = [];
  };
  const unsubscribe = bridge.onService((state) => {
    if (state === "up") open();
    else drop();
    status.set(STATUS_OF_SERVICE[state]);
  });
  return {
    link: new DynamicLink(async () => {
      while (!link) await new Promise<void>((resume) => waiting.push(resume));
      return link;
    }),
    kind: "desktop",
    desktop: bridge,
    onStatus: status.on,
    previewUrl: (document) => bridge.previewUrl(document),
    close: () => {
      unsubscribe();
      drop();
    },
  };
}

import type { MessageEvent, MessagePortMain } from "electron";
import type { AnyRouter, Context } from "@orpc/server";
import { RPCHandler } from "@orpc/server/message-port";
import { serviceOrder } from "./service-messages.ts";
import type { ServiceReport } from "./service-messages.ts";

/** The service as this process needs it. */
export interface HostedService {
  router: AnyRouter;
  createContext(): Context;
  close(): Promise<void>;
}

/** The utility process's line to the main process: Electron's `process.parentPort`. */
export interface ParentLine {
  on(event: "message", listener: (message: MessageEvent) => void): unknown;
  postMessage(message: ServiceReport): void;
}

/**
 * Runs the service in its own process: opens it when told the data folder, serves the API on every port that is handed
 * over, and closes it when told (architecture.md, rule 6). Ports that arrive while it opens are served afterwards.
 * @param open opens the service; calls back when that takes minutes, because the data folder is brought up to date first
 * @param exit ends the process with a code
 */
export function hostService(
  line: ParentLine,
  open: (dataDir: string, onUpdate: () => void) => Promise<HostedService>,
  exit: (code: number) => void,
): void {
  let opening: Promise<{ service: HostedService; handler: RPCHandler<Context> } | undefined> | undefined;

  const start = async (dataDir: string) => {
    try {
      const service = await open(dataDir, () => line.postMessage({ say: "updating" }));
      line.postMessage({ say: "up" });
      return { service, handler: new RPCHandler<Context>(service.router) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      line.postMessage({ say: "failed", reason: reason.slice(0, 2_000) });
      return undefined;
    }
  };

  const connect = async (ports: readonly MessagePortMain[]) => {
    const running = await opening;
    for (const port of ports) {
      if (!running) {
        port.close();
        continue;
      }
      running.handler.upgrade(port, { context: running.service.createContext() });
      port.start();
    }
  };

  const close = async () => {
    const running = await opening;
    await running?.service.close();
    exit(0);
  };

  line.on("message", ({ data, ports }) => {
    const order = serviceOrder.parse(data);
    switch (order.say) {
      case "open":
        opening ??= start(order.dataDir);
        return;
      case "connect":
        return void connect(ports);
      case "close":
        return void close().catch(() => exit(1));
      case "secret":
      case "no-secret":
        // For whoever asked the keychain (keychain.ts).
        return;
    }
  });
}

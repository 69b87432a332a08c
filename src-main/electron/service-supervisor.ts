import { join } from "node:path";
import { utilityProcess } from "electron";
import type { MessagePortMain, UtilityProcess } from "electron";
import type { ServiceState } from "../../src-shared/api/desktop.ts";
import { answerKeychain } from "./answer-keychain.ts";
import { serviceReport } from "./service-messages.ts";
import type { ServiceOrder } from "./service-messages.ts";

/** More crashes than this within a minute are not chance: then a person decides. */
const crashesForgiven = 3;
/** How long the service may take to close its database before it is ended. */
const closeMs = 5_000;

/** Keeps the service process alive and passes ports to it. */
interface ServiceSupervisor {
  readonly state: ServiceState;
  start(): void;
  /** Hands a page's port to the service; the port of a service that is not up is closed. */
  connect(port: MessagePortMain): void;
  /** Closes the service and waits until its process is gone. */
  stop(): Promise<void>;
}

/**
 * Creates the supervisor. A service process that ends by itself is started again, its data safe in its transactions;
 * one that reports that it cannot run, or that keeps crashing, is reported instead.
 * @param now monotonic clock in milliseconds
 */
export function createSupervisor(options: {
  dataDir: string;
  onState: (state: ServiceState) => void;
  onFailure: (reason: string) => void;
  now?: () => number;
}): ServiceSupervisor {
  const now = options.now ?? (() => performance.now());
  let state: ServiceState = "down";
  let child: UtilityProcess | undefined;
  let stopping = false;
  let failure: string | undefined;
  let crashes: number[] = [];

  const enter = (next: ServiceState) => {
    state = next;
    options.onState(next);
  };

  const ended = (process: UtilityProcess, code: number) => {
    if (child !== process) return;
    child = undefined;
    enter("down");
    if (stopping) return;
    const at = now();
    crashes = [...crashes.filter((crash) => at - crash < 60_000), at];
    const reason = failure ?? (crashes.length > crashesForgiven ? `exit code ${code}` : undefined);
    if (reason === undefined) return start();
    options.onFailure(reason);
  };

  const start = () => {
    if (child || stopping) return;
    failure = undefined;
    enter("starting");
    const process = utilityProcess.fork(join(import.meta.dirname, "service-process.js"), [], {
      serviceName: "Parcours service",
      stdio: "inherit",
      // No flags from outside: what starts the service is written here.
      execArgv: [],
    });
    child = process;
    process.on("message", (message: unknown) => {
      const report = serviceReport.parse(message);
      if (child !== process) return;
      if (report.say === "up") return enter("up");
      if (report.say === "updating") return enter("updating");
      if (report.say !== "failed") return process.postMessage(answerKeychain(report));
      failure = report.reason;
      process.kill();
    });
    process.on("exit", (code) => ended(process, code));
    process.postMessage({ say: "open", dataDir: options.dataDir } satisfies ServiceOrder);
  };

  return {
    get state() {
      return state;
    },
    start: () => {
      crashes = [];
      start();
    },
    connect: (port) => {
      if (child && state === "up") child.postMessage({ say: "connect" } satisfies ServiceOrder, [port]);
      else port.close();
    },
    stop: () => {
      stopping = true;
      const running = child;
      if (!running) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => running.kill(), closeMs);
        running.on("exit", () => {
          clearTimeout(timer);
          resolve();
        });
        running.postMessage({ say: "close" } satisfies ServiceOrder);
      });
    },
  };
}

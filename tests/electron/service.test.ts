import { EventEmitter } from "node:events";
import { MessageChannel } from "node:worker_threads";
import type { MessagePort as NodePort } from "node:worker_threads";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { RouterClient } from "@orpc/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createSampleRouter } from "../../src-main/http/testing/fixture.ts";
import type { SampleRouter } from "../../src-main/http/testing/fixture.ts";
import { hostService } from "../../src-main/electron/service-host.ts";
import type { ParentLine } from "../../src-main/electron/service-host.ts";
import { createSupervisor } from "../../src-main/electron/service-supervisor.ts";
import type { ServiceReport } from "../../src-main/electron/service-messages.ts";
import { fake } from "./fake-electron.ts";

vi.mock("electron", async () => (await import("./fake-electron.ts")).electron);

/** A port in the shape of Electron's MessagePortMain over one of Node's. */
class PortMain extends EventEmitter {
  readonly port: NodePort;
  closed = false;

  constructor(port: NodePort) {
    super();
    this.port = port;
    port.on("message", (data: unknown) => this.emit("message", { data }));
    port.on("close", () => this.emit("close"));
  }

  start(): void {
    this.port.start();
  }

  close(): void {
    this.closed = true;
    this.port.close();
  }

  postMessage(message: unknown): void {
    this.port.postMessage(message);
  }
}

class Line extends EventEmitter {
  readonly reports: ServiceReport[] = [];

  postMessage(message: ServiceReport): void {
    this.reports.push(message);
  }

  say(data: unknown, ports: unknown[] = []): void {
    this.emit("message", { data, ports });
  }
}

function host(open: Parameters<typeof hostService>[1]) {
  const line = new Line();
  const exits: number[] = [];
  hostService(line as unknown as ParentLine, open, (code) => exits.push(code));
  return { line, exits };
}

function sampleService() {
  const { router, state } = createSampleRouter();
  const service = {
    router,
    createContext: () => ({ transport: "ipc" }),
    close: vi.fn(() => Promise.resolve()),
  };
  return { service, state };
}

describe("the service process", () => {
  it("serves the API on the ports it is given, early ones included, until it is told to close", async () => {
    const { service, state } = sampleService();
    const opened: string[] = [];
    const { line, exits } = host((dataDir) => {
      opened.push(dataDir);
      return Promise.resolve(service);
    });
    line.say({ say: "open", dataDir: "/data" });
    const { port1, port2 } = new MessageChannel();
    line.say({ say: "connect" }, [new PortMain(port2)]);
    const client = createORPCClient<RouterClient<SampleRouter>>(
      // Node's port has the methods the link uses; only the types of its events differ from the browser's.
      new RPCLink({ port: port1 as unknown as MessagePort }),
    );
    port1.start();
    expect(await client.transport()).toBe("ipc");
    const lines = await client.listen();
    expect((await lines.next()).value).toBe("ready");
    await client.say({ text: "one" });
    expect((await lines.next()).value).toBe("one");
    port1.close();
    await vi.waitFor(() => expect(state.openSubscriptions).toBe(0));
    line.say({ say: "close" });
    await vi.waitFor(() => expect(exits).toEqual([0]));
    expect(service.close).toHaveBeenCalledOnce();
    expect([opened, line.reports]).toEqual([["/data"], [{ say: "up" }]]);
  });

  it("says that it is bringing the data folder up to date, before it is up", async () => {
    const { service } = sampleService();
    const { line } = host((_dataDir, onUpdate) => {
      onUpdate();
      return Promise.resolve(service);
    });
    line.say({ say: "open", dataDir: "/data" });
    await vi.waitFor(() => expect(line.reports).toEqual([{ say: "updating" }, { say: "up" }]));
  });

  it("says why it cannot run, and closes the ports of a service that is not there", async () => {
    const { line, exits } = host(() => Promise.reject(new Error("The data folder is in use.")));
    const { port2 } = new MessageChannel();
    const port = new PortMain(port2);
    line.say({ say: "open", dataDir: "/data" });
    line.say({ say: "connect" }, [port]);
    await vi.waitFor(() => expect(port.closed).toBe(true));
    expect(line.reports).toEqual([{ say: "failed", reason: "The data folder is in use." }]);
    line.say({ say: "close" });
    await vi.waitFor(() => expect(exits).toEqual([0]));
  });

  it("takes no orders it does not know", () => {
    const { line } = host(() => Promise.reject(new Error("never asked")));
    expect(() => line.say({ say: "run", code: "x" })).toThrow();
    expect(line.reports).toEqual([]);
  });
});

describe("its supervisor", () => {
  let now = 0;
  beforeEach(() => {
    fake.children.length = 0;
    fake.forked.length = 0;
    now += 60_000;
  });
  const supervise = () => {
    const states: string[] = [];
    const failures: string[] = [];
    const supervisor = createSupervisor({
      dataDir: "/data",
      onState: (state) => states.push(state),
      onFailure: (reason) => failures.push(reason),
      now: () => now,
    });
    return { supervisor, states, failures };
  };
  const newest = () => {
    const child = fake.children.at(-1);
    if (!child) throw new Error("no service process was started");
    return child;
  };

  it("starts the service without flags, tells it the data folder and passes ports once it is up", () => {
    const { supervisor, states } = supervise();
    supervisor.start();
    expect(fake.forked[0]?.file).toMatch(/service-process\.js$/);
    expect(fake.forked[0]?.options).toMatchObject({ execArgv: [] });
    expect(newest().posted).toEqual([{ message: { say: "open", dataDir: "/data" }, ports: [] }]);
    const early = { close: vi.fn() };
    supervisor.connect(early as never);
    expect(early.close).toHaveBeenCalledOnce();
    newest().emit("message", { say: "updating" });
    newest().emit("message", { say: "up" });
    const port = { close: vi.fn() };
    supervisor.connect(port as never);
    expect(newest().posted.at(-1)).toEqual({ message: { say: "connect" }, ports: [port] });
    expect([states, supervisor.state]).toEqual([["starting", "updating", "up"], "up"]);
  });

  it("starts a crashed service again, but not for ever", () => {
    const { supervisor, states, failures } = supervise();
    supervisor.start();
    for (let crash = 0; crash < 3; crash += 1) {
      newest().emit("message", { say: "up" });
      newest().emit("exit", 139);
    }
    expect([fake.children.length, failures]).toEqual([4, []]);
    newest().emit("exit", 139);
    expect([fake.children.length, failures, states.at(-1)]).toEqual([4, ["exit code 139"], "down"]);
    supervisor.start();
    expect(fake.children).toHaveLength(5);
  });

  it("forgives crashes that are far apart", () => {
    const { supervisor, failures } = supervise();
    supervisor.start();
    for (let crash = 0; crash < 12; crash += 1) {
      now += 30_000;
      newest().emit("exit", 1);
    }
    expect([fake.children.length, failures]).toEqual([13, []]);
  });

  it("reports a service that cannot run instead of trying again", () => {
    const { supervisor, failures } = supervise();
    supervisor.start();
    newest().emit("message", { say: "failed", reason: "The data folder is in use." });
    expect(newest().killed).toBe(true);
    expect([fake.children.length, failures, supervisor.state]).toEqual([
      1,
      ["The data folder is in use."],
      "down",
    ]);
  });

  it("closes the service and waits for it", async () => {
    const { supervisor, failures } = supervise();
    supervisor.start();
    let gone = false;
    const stopping = supervisor.stop().then(() => {
      gone = true;
    });
    expect(newest().posted.at(-1)).toEqual({ message: { say: "close" }, ports: [] });
    await Promise.resolve();
    expect(gone).toBe(false);
    newest().emit("exit", 0);
    await stopping;
    expect([fake.children.length, failures]).toEqual([1, []]);
    await supervisor.stop();
  });
});

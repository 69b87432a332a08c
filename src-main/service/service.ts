import { createRouterClient } from "@orpc/server";
import type { RouterClient } from "@orpc/server";
import Database from "better-sqlite3";
import packageJson from "../../package.json" with { type: "json" };
import type { ChannelDirectory } from "../channels/channel.ts";
import { createCourier } from "../channels/delivery/courier.ts";
import { timersOn } from "../channels/delivery/timers.ts";
import { scriptedSinks } from "../channels/sinks/from-environment.ts";
import { ensureLinkKey } from "../links/keys.ts";
import { createRenderer } from "../render/render-sync.ts";
import { createOutbound } from "../outbound/outbound.ts";
import type { Outbound } from "../outbound/outbound.ts";
import { createContentKeeper } from "../scheduler/content.ts";
import { steppedClock, systemClock } from "../scheduler/clock.ts";
import type { Clock } from "../scheduler/clock.ts";
import type { Resolve } from "../outbound/target.ts";
import { startScheduler } from "../scheduler/wake.ts";
import type { Scheduler } from "../scheduler/wake.ts";
import { createWorldSource } from "../scheduler/world-source.ts";
import { wrapDatabase } from "../store/db.ts";
import type { ReadableDb } from "../store/db.ts";
import { migrate } from "../store/migrate.ts";
import { openForReading, openStore } from "../store/open.ts";
import { startBackups } from "./backup-schedule.ts";
import { bringForward } from "../store/agenda.ts";
import { createChanges } from "./changes.ts";
import type { Changes } from "./changes.ts";
import type { ServiceContext, Writer } from "./context.ts";
import { fetchContent } from "./fetch-content.ts";
import { openOutside } from "./outside.ts";
import { router } from "./router.ts";
import { keySealer } from "./secrets/sealer.ts";
import type { Sealer } from "./secrets/sealer.ts";
import { openVault } from "./secrets/vault.ts";
import type { Vault } from "./secrets/vault.ts";
import { tellBatch, tellMoved } from "./tell.ts";
import { warmingUp } from "./warm-up.ts";

/** How a data folder is opened. */
export interface ServiceOptions {
  dataDir: string;
  /** `virtual` stands at `from` until somebody moves it; nothing then happens by itself later than that. */
  clock?: "system" | "virtual" | undefined;
  /** Epoch ms; needed for a virtual clock. */
  from?: number | undefined;
  /** Overrides the workspace's seed. */
  seed?: number | undefined;
  /** Zone of the machine, for tests; otherwise the system's. */
  timeZone?: string | undefined;
  /** Reads beside a running writer and writes nothing. An empty folder reads as an empty workspace. */
  readOnly?: boolean | undefined;
  /** Work what is due as soon as it is due. Off for drivers that decide themselves when to work. Default: on. */
  autoRun?: boolean | undefined;
  /** Back up once a day on the machine's clock. Default: as `autoRun`. */
  backUp?: boolean | undefined;
  /** Channels that reach outside. Default: those that are set up and switched on; a fresh workspace has none. */
  channels?: ChannelDirectory | undefined;
  /** Keeps secrets safe; a key beside the database unless the shell has something better. */
  sealer?: Sealer | undefined;
  /** Finds addresses of names, for tests; otherwise the system's. */
  resolve?: Resolve | undefined;
  /** The way out, for tests; otherwise one of its own. */
  outbound?: Outbound | undefined;
  /** Told about failures that concern everybody, such as a full disk. */
  onError?: ((error: unknown) => void) | undefined;
}

/** An open workspace. */
export interface Service {
  router: typeof router;
  context: ServiceContext;
  /** The context of the calls of one connection; every transport has the same. */
  createContext(transport?: "ipc" | "http" | "ws"): ServiceContext;
  /** The API without any transport. */
  client: RouterClient<typeof router>;
  close(): Promise<void>;
}

/**
 * Opens a data folder and puts the service together: store, clock, scheduler, router. Knows nothing of Electron or HTTP.
 * @throws StoreError when the folder cannot be used (`in-use`, `newer-schema`, `damaged`…)
 */
export async function openService(options: ServiceOptions): Promise<Service> {
  const clock = makeClock(options);
  const changes = createChanges();
  const vault = await openVault(options.dataDir, options.sealer ?? keySealer(options.dataDir, process.env));
  return options.readOnly === true
    ? openReader(options, clock, changes, vault)
    : openWriter(options, clock, changes, vault);
}

function openWriter(options: ServiceOptions, clock: Clock, changes: Changes, vault: Vault): Service {
  // Backups are named by the real time, whatever the workspace's clock says.
  const store = openStore(options.dataDir, Date.now());
  ensureLinkKey(store.db);
  const renderer = createRenderer();
  const timeZone = options.timeZone ?? systemTimeZone();
  const timers = timersOn(clock);
  const { db } = store;
  const outside = openOutside({ db, writable: db, vault, changes, resolve: options.resolve });
  const channels = options.channels ?? scriptedSinks(process.env, clock, timers) ?? outside;
  const outbound = options.outbound ?? createOutbound({ local: () => [] });
  const content = createContentKeeper({
    get: (request, signal) => fetchContent(outbound, request, signal),
    now: () => clock.now(),
    arrived: (people) => {
      db.transaction(() => {
        for (const id of people) bringForward(db, id, clock.now());
      });
    },
  });
  const source = createWorldSource(db, {
    render: renderer.render,
    content: content.find,
    seed: options.seed,
    timeZone,
    channels,
  });
  const { worlds, stop: stopWarmingUp } = warmingUp(source, renderer);
  const onError = options.onError ?? warnOrThrow;
  const stored = { db: store.db, lock: store.lock, clock, worlds };
  const courier = createCourier({
    ...stored,
    channels,
    timers,
    onError,
  });
  const parts = { ...stored, courier, content };
  const scheduler: Scheduler =
    options.autoRun === false
      ? { wake: () => undefined, settled: async () => undefined, stop: async () => undefined }
      : startScheduler(parts, {
          onBatch: (batch) => {
            tellBatch(changes, batch);
            courier.wake();
          },
          onGuard: () => changes.tell("workspace"),
          onError,
        });
  courier.onMoved((moved) => {
    tellMoved(changes, moved);
    // An answer lets runs go on, and what they wait for next may be due sooner than the scheduler wakes.
    scheduler.wake();
  });
  if (options.autoRun !== false) courier.start();
  const writer: Writer = { ...parts, scheduler };
  const backups =
    (options.backUp ?? options.autoRun !== false) && clock.mode === "system"
      ? startBackups(store.db, options.dataDir, {
          now: Date.now,
          onDone: () => changes.tell("workspace"),
          onError,
        })
      : undefined;
  const context = makeContext(options, {
    db,
    clock,
    changes,
    channels,
    vault,
    outside,
    timeZone,
    writer: () => writer,
  });
  scheduler.wake();
  return {
    router,
    context,
    createContext: () => context,
    client: createRouterClient(router, { context }),
    close: async () => {
      await backups?.stop();
      await content.stop();
      await scheduler.stop();
      await courier.stop();
      outside.close();
      changes.close();
      stopWarmingUp();
      renderer.close();
      if (options.outbound === undefined) outbound.close();
      store.close();
    },
  };
}

function openReader(options: ServiceOptions, clock: Clock, changes: Changes, vault: Vault): Service {
  const db = openForReading(options.dataDir) ?? emptyWorkspace();
  const refuse = (): Writer => {
    throw new Error("this workspace was opened for reading only");
  };
  const timeZone = options.timeZone ?? systemTimeZone();
  const outside = openOutside({ db, vault, changes, resolve: options.resolve });
  const channels = options.channels ?? scriptedSinks(process.env, clock, timersOn(clock)) ?? outside;
  const context = makeContext(options, {
    db,
    clock,
    changes,
    channels,
    vault,
    outside,
    timeZone,
    writer: refuse,
  });
  return {
    router,
    context,
    createContext: () => context,
    client: createRouterClient(router, { context }),
    close: async () => {
      outside.close();
      changes.close();
      db.close();
    },
  };
}

function makeContext(
  options: ServiceOptions,
  parts: Omit<ServiceContext, "dataDir" | "version" | "pages">,
): ServiceContext {
  return { ...parts, dataDir: options.dataDir, version: packageJson.version, pages: {} };
}

function makeClock(options: ServiceOptions): Clock {
  if (options.clock !== "virtual") return systemClock();
  if (options.from === undefined) throw new TypeError("a virtual clock needs the instant it starts at");
  return steppedClock(options.from);
}

/** What reading finds where nothing was ever written: the same tables, empty, and nothing on disk. */
function emptyWorkspace(): ReadableDb {
  const raw = new Database(":memory:");
  migrate(raw, undefined, 0);
  return wrapDatabase(raw);
}

/** Zone of this machine; the last fallback before UTC. */
export function systemTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * What nobody listens to must not pass in silence: the disk's failures, which the scheduler tries again after, are
 * warned of; everything else is a defect and ends the process.
 */
function warnOrThrow(error: unknown): void {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (error instanceof Error && code.startsWith("SQLITE_")) return process.emitWarning(error);
  setImmediate(() => {
    throw error;
  });
}

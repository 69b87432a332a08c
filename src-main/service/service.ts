import { join } from "node:path";
import { createRouterClient } from "@orpc/server";
import type { RouterClient } from "@orpc/server";
import type { Restoring } from "../../src-shared/api/care.ts";
import packageJson from "../../package.json" with { type: "json" };
import type { ChannelDirectory } from "../channels/channel.ts";
import { createCourier } from "../channels/delivery/courier.ts";
import { timersOn } from "../channels/delivery/timers.ts";
import { standInChannels } from "../channels/sinks/stand-in.ts";
import { ensureLinkKey } from "../links/keys.ts";
import { createRenderer } from "../render/render-sync.ts";
import { createContentKeeper } from "../scheduler/content.ts";
import { steppedClock, systemClock } from "../scheduler/clock.ts";
import type { Clock } from "../scheduler/clock.ts";
import type { Resolve } from "../outbound/target.ts";
import { createSimulator } from "../simulate/simulator.ts";
import { Ahead } from "../scheduler/ahead/ahead.ts";
import { startScheduler } from "../scheduler/wake.ts";
import type { Scheduler } from "../scheduler/wake.ts";
import { createWorldSource } from "../scheduler/world-source.ts";
import { bringForward } from "../store/agenda.ts";
import { emptyWorkspace } from "../store/empty.ts";
import { DATABASE_FILE } from "../store/database-file.ts";
import { StoreError } from "../store/errors.ts";
import { takeLock } from "../store/lock.ts";
import { openDamaged, openForReading, openStore } from "../store/open.ts";
import type { Store, Update } from "../store/open.ts";
import { hasRoom, needRoom, noRoom } from "../store/room.ts";
import { startBackups } from "./backup-schedule.ts";
import { newestGoodBackup } from "./backups.ts";
import { createChanges } from "./changes.ts";
import type { Changes } from "./changes.ts";
import type { ServiceContext, Writer } from "./context.ts";
import { contentFetcher } from "./content-keys.ts";
import { openOutside } from "./outside.ts";
import { createHealth } from "./health.ts";
import type { Health } from "./health.ts";
import { oneAtATime, restoreBackup } from "./restore-backup.ts";
import { router } from "./router.ts";
import { keySealer } from "../secrets/sealer.ts";
import type { Sealer } from "../secrets/sealer.ts";
import { openVault } from "../secrets/vault.ts";
import type { Vault } from "../secrets/vault.ts";
import { tellBatch, tellMoved } from "./tell.ts";
import { warnOrThrow } from "./warn-or-throw.ts";
import { watchFile } from "./watch-file.ts";
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
  /** Open a damaged file for reading instead of refusing it: for hosts in which somebody looks at it. */
  rescue?: boolean | undefined;
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
  /** Told before a large file of an older version is brought up to date. */
  onUpdate?: ((update: Update) => void) | undefined;
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
  // One for all: whoever listens goes on hearing after a backup took the database's place.
  const changes = createChanges();
  let current = await openOnce(options, changes);
  const { context } = current;
  if (options.readOnly !== true)
    context.restore = oneAtATime(async (file) => {
      const tell = (restoring: Restoring | undefined): void => {
        context.restoring = restoring;
        changes.tell("workspace");
      };
      try {
        await restoreBackup(options.dataDir, file, tell, async (work) => {
          const { clock, pages, restore, restored, restoring } = context;
          await current.close();
          try {
            work();
          } finally {
            current = await openOnce({ ...options, from: clock.now() }, changes);
            Object.assign(context, current.context, { pages, restore, restored, restoring });
          }
          for (const done of restored) await done();
        });
      } finally {
        tell(undefined);
      }
      for (const topic of ["workspace", "journeys", "people", "events", "runs", "sends"] as const)
        changes.tell(topic);
    });
  return {
    ...current,
    close: async () => {
      await current.close();
      changes.close();
    },
  };
}

async function openOnce(options: ServiceOptions, changes: Changes): Promise<Service> {
  const clock = makeClock(options);
  const vault = await openVault(options.dataDir, options.sealer ?? keySealer(options.dataDir, process.env));
  const health = createHealth(Date.now, () => changes.tell("workspace"));
  if (options.readOnly === true) return openReader(options, clock, changes, health, vault);
  // Backups are named by the real time, whatever the workspace's clock says.
  let store: Store | undefined;
  try {
    store = openStore(options.dataDir, Date.now(), options.onUpdate);
    return openWriter(store, options, clock, changes, health, vault);
  } catch (thrown) {
    store?.close();
    const error = asDamage(thrown, options.dataDir);
    if (options.rescue !== true || health.hear(error) !== "damaged") throw error;
    return openRescue(options, clock, changes, health, vault);
  }
}

/** A setting that cannot be read, without which nothing can run, is damage to the file like any other. */
function asDamage(error: unknown, dataDir: string): unknown {
  if (!(error instanceof StoreError) || error.code !== "unparsable") return error;
  return new StoreError("damaged", join(dataDir, DATABASE_FILE), error.message, error);
}

/** A damaged file: what can be read is shown, nothing is written, and the newest sound backup is looked for. */
function openRescue(
  options: ServiceOptions,
  clock: Clock,
  changes: Changes,
  health: Health,
  vault: Vault,
): Service {
  // Held, so that nobody else begins to write to the file.
  const lock = takeLock(options.dataDir);
  void offerBackup(options.dataDir, health);
  const service = openReader(options, clock, changes, health, vault);
  return {
    ...service,
    close: async () => {
      await service.close();
      lock.release();
    },
  };
}

async function offerBackup(dataDir: string, health: Health): Promise<void> {
  const backup = await newestGoodBackup(dataDir);
  if (backup !== undefined) health.offer(backup.name);
}

function openWriter(
  store: Store,
  options: ServiceOptions,
  clock: Clock,
  changes: Changes,
  health: Health,
  vault: Vault,
): Service {
  ensureLinkKey(store.db);
  const renderer = createRenderer();
  // Its thread starts with the first sketch.
  const sketches = createRenderer();
  const simulator = createSimulator();
  const timeZone = options.timeZone ?? systemTimeZone();
  const timers = timersOn(clock);
  const { db } = store;
  const { outbound, outside } = openOutside({ db, writable: db, vault, changes, resolve: options.resolve });
  const channels = options.channels ?? standInChannels(clock, timers) ?? outside;
  const content = createContentKeeper({
    get: contentFetcher({ db, vault, outbound }),
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
  const tell = options.onError ?? warnOrThrow;
  const failed = (error: unknown): void => {
    const before = health.current().is;
    const heard = health.hear(error);
    if (heard === "damaged") {
      stopWatching();
      void scheduler.stop();
      void courier.stop();
      void content.stop();
      void offerBackup(options.dataDir, health);
    }
    // A full disk is found full again every few seconds: that is told once.
    if (heard === undefined || heard !== before) tell(error);
  };
  const stored = { db: store.db, lock: store.lock, clock, worlds };
  const courier = createCourier({
    ...stored,
    channels,
    timers,
    onError: failed,
    needRoom: () => needRoom(options.dataDir),
    mayWork: () => scheduler.mayWork(),
  });
  const ahead = new Ahead(store.db.file, worlds, clock);
  const parts = { ...stored, courier, content, ahead };
  const scheduler: Scheduler =
    options.autoRun === false
      ? {
          wake: () => undefined,
          mayWork: () => true,
          settled: async () => undefined,
          stop: async () => undefined,
        }
      : startScheduler(parts, {
          onBatch: (batch) => {
            tellBatch(changes, batch);
            courier.wake();
          },
          onGuard: () => {
            changes.tell("workspace");
            // Not at once: it may be the courier that looked.
            setImmediate(courier.wake);
          },
          onError: failed,
          needRoom: () => {
            if (health.current().is === "ok") return needRoom(options.dataDir);
            // A trial decides: the scheduler may have nothing to write by which it would show.
            if (!hasRoom(store.db, options.dataDir)) throw noRoom(options.dataDir);
            health.roomAgain();
          },
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
          onError: failed,
        })
      : undefined;
  const stopWatching =
    options.autoRun !== false && clock.mode === "system"
      ? watchFile(store.db, Date.now, failed)
      : () => undefined;
  const context = makeContext(options, {
    db,
    clock,
    changes,
    channels,
    vault,
    outside,
    timeZone,
    health,
    sketches,
    simulator,
    writer: () => {
      const state = health.current();
      if (state.is === "damaged") throw new StoreError("damaged", store.db.file, state.detail);
      return writer;
    },
  });
  scheduler.wake();
  return {
    router,
    context,
    createContext: () => context,
    client: createRouterClient(router, { context }),
    close: async () => {
      stopWatching();
      await backups?.stop();
      await content.stop();
      await scheduler.stop();
      await courier.stop();
      await ahead.stop();
      outside.close();
      stopWarmingUp();
      renderer.close();
      sketches.close();
      await simulator.close();
      store.close();
    },
  };
}

function openReader(
  options: ServiceOptions,
  clock: Clock,
  changes: Changes,
  health: Health,
  vault: Vault,
): Service {
  const state = health.current();
  const db =
    (state.is === "damaged" ? openDamaged(options.dataDir) : openForReading(options.dataDir)) ??
    emptyWorkspace();
  const refuse = (): Writer => {
    if (state.is === "damaged")
      throw new StoreError("damaged", join(options.dataDir, DATABASE_FILE), state.detail);
    throw new Error("this workspace was opened for reading only");
  };
  const timeZone = options.timeZone ?? systemTimeZone();
  const sketches = createRenderer();
  const simulator = createSimulator();
  const { outside } = openOutside({ db, vault, changes, resolve: options.resolve });
  const channels = options.channels ?? standInChannels(clock, timersOn(clock)) ?? outside;
  const context = makeContext(options, {
    db,
    clock,
    changes,
    channels,
    vault,
    health,
    outside,
    timeZone,
    sketches,
    simulator,
    writer: refuse,
  });
  return {
    router,
    context,
    createContext: () => context,
    client: createRouterClient(router, { context }),
    close: async () => {
      outside.close();
      sketches.close();
      await simulator.close();
      db.close();
    },
  };
}

function makeContext(
  options: ServiceOptions,
  parts: Omit<ServiceContext, "dataDir" | "version" | "pages" | "restore" | "restored" | "restoring">,
): ServiceContext {
  return {
    ...parts,
    dataDir: options.dataDir,
    version: packageJson.version,
    pages: {},
    restore: () => Promise.reject(new Error("this workspace was opened for reading only")),
    restored: [],
  };
}

function makeClock(options: ServiceOptions): Clock {
  if (options.clock !== "virtual") return systemClock();
  if (options.from === undefined) throw new TypeError("a virtual clock needs the instant it starts at");
  return steppedClock(options.from);
}

/** Zone of this machine; the last fallback before UTC. */
export function systemTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

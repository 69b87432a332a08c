import type { Restoring } from "../../src-shared/api/care.ts";
import type { ChannelDirectory } from "../channels/channel.ts";
import type { Courier } from "../channels/delivery/courier.ts";
import type { Clock } from "../scheduler/clock.ts";
import type { Scheduler } from "../scheduler/wake.ts";
import type { SchedulerParts } from "../scheduler/work.ts";
import type { Renderer } from "../render/render-sync.ts";
import type { Simulator } from "../simulate/simulator.ts";
import type { ReadableDb } from "../store/db.ts";
import type { Directory } from "../channels/directory.ts";
import type { Changes } from "./changes.ts";
import type { Vault } from "../secrets/vault.ts";
import type { Health } from "./health.ts";

/** What only the writer of a data folder has. */
export interface Writer extends SchedulerParts {
  scheduler: Scheduler;
  courier: Courier;
}

/** What every handler is given. A type rather than an interface, so that transports can take it as a plain record. */
export type ServiceContext = {
  db: ReadableDb;
  clock: Clock;
  changes: Changes;
  /** Channels that reach outside as set up now. */
  channels: ChannelDirectory;
  vault: Vault;
  /** The channels that can reach outside, as they are set up now. */
  outside: Directory;
  dataDir: string;
  /** Version of the program. */
  version: string;
  /** Zone of the machine. */
  timeZone: string;
  /** Renders what is only looked at, in a thread of its own: what kills it there holds up no message. */
  sketches: Pick<Renderer, "render">;
  /** Walks personas through journeys, in a thread of its own. */
  simulator: Simulator;
  /** Where the pages people reach from messages are served at the moment, or why they are not. Kept by their host. */
  pages: { local?: string; trouble?: string };
  /** Whether the file can be worked with. */
  health: Health;
  /**
   * Puts a backup in the place of the database and goes on with it: this very context then speaks of the restored one, so
   * that all connections follow. One that cannot be used leaves everything as it was.
   * @throws StoreError what keeps the backup from being used
   */
  restore(file: string): Promise<void>;
  /** How far the backup is that is being put in place. */
  restoring?: Restoring | undefined;
  /** Called after a backup took the database's place. */
  restored: (() => Promise<void>)[];
  /**
   * @throws Error when the service was opened for reading only: a handler that writes must not be called then
   * @throws StoreError `damaged` when the file is: nothing is written any more
   */
  writer(): Writer;
};

import { createDirectory } from "../channels/directory.ts";
import type { Directory } from "../channels/directory.ts";
import { createOutbound } from "../outbound/outbound.ts";
import type { Outbound } from "../outbound/outbound.ts";
import type { Resolve } from "../outbound/target.ts";
import { readLocalTargets } from "../store/channel-settings.ts";
import type { ReadableDb, WritableDb } from "../store/db.ts";
import { findDevice, markDeviceGone } from "../store/devices.ts";
import type { Changes } from "./changes.ts";
import type { Vault } from "../secrets/vault.ts";

/** What a workspace reaches outside with. */
interface OutsideParts {
  db: ReadableDb;
  /** Absent when the workspace was opened for reading only. */
  writable?: WritableDb;
  vault: Vault;
  changes: Changes;
  /** Finds addresses of names; the system's unless a test says otherwise. */
  resolve?: Resolve | undefined;
}

/** The way out, and the channels that take it. */
interface Outside {
  /** For whatever else the workspace asks for outside: the same rules, and the same local targets. */
  outbound: Outbound;
  /** Closing it closes the way out. */
  outside: Directory;
}

/**
 * Puts the one way out of a workspace and its channels together. Other machines are on the real time, whatever the
 * workspace's clock says.
 */
export function openOutside({ db, writable, vault, changes, resolve }: OutsideParts): Outside {
  const outbound = createOutbound({
    local: () => readLocalTargets(db),
    ...(resolve === undefined ? {} : { resolve }),
  });
  const outside = createDirectory({
    db,
    vault,
    outbound,
    devices: {
      find: (personId, deviceId) => findDevice(db, personId, deviceId),
      gone: (personId, device) => {
        if (writable !== undefined && markDeviceGone(writable, personId, device, Date.now()))
          changes.tell("people", [personId]);
      },
    },
    now: Date.now,
  });
  return { outbound, outside };
}

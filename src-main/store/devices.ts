import type { Device } from "../../src-shared/person/person.ts";
import { traceInstant } from "../../src-shared/engine/trace.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { findPerson, savePerson } from "./people.ts";

/** A person's device by its id; undefined when she has no such device, or none any more. */
export function findDevice(db: ReadableDb, personId: string, deviceId: string): Device | undefined {
  return findPerson(db, personId)?.devices.find(({ id }) => id === deviceId);
}

/**
 * Notes that a push service no longer knows a device: it does not count as reachable from now on. One transaction of the
 * person's; a device that registered again meanwhile has another token, and stays as it is.
 * @param now epoch ms
 * @returns whether something changed
 */
export function markDeviceGone(db: WritableDb, personId: string, gone: Device, now: number): boolean {
  return db.transaction(() => {
    const person = findPerson(db, personId);
    const found = person?.devices.find(({ id, token }) => id === gone.id && token === gone.token);
    if (person === undefined || found === undefined || found.gone !== undefined) return false;
    const devices = person.devices.map((device) =>
      device === found ? { ...device, gone: traceInstant(now) } : device,
    );
    savePerson(db, { ...person, devices }, now);
    return true;
  });
}

import type { ReadableDb, WritableDb } from "../../store/db.ts";

/**
 * Rate limits by what is stored: for each limit the instant at which it lets the next message through, kept in the
 * transaction that commits the attempt, so that neither a restart nor a clock that jumps lets more through at once.
 */

/** When a limit lets the next message through, epoch ms; the past when it does now. */
export function freeAt(db: ReadableDb, name: string): number {
  return (
    db.get<{ freeAt: number }>("SELECT free_at AS freeAt FROM pace WHERE name = ?", name)?.freeAt ?? -Infinity
  );
}

/** Uses one place of a limit: the next is free after an even share of the minute. */
export function usePlace(db: WritableDb, name: string, perMinute: number, now: number): void {
  db.run(
    "INSERT INTO pace (name, free_at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at",
    name,
    Math.max(freeAt(db, name), now) + 60_000 / perMinute,
  );
}

/** Limits that let nothing through now, with the instant from which they do. */
export function restingPaces(db: ReadableDb, now: number): { name: string; freeAt: number }[] {
  return db.all("SELECT name, free_at AS freeAt FROM pace WHERE free_at > ?", now);
}

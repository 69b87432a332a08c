import type { ReadableDb, WritableDb } from "../../store/db.ts";
import { endPauses } from "../../store/deliveries.ts";
import type { Attempt } from "../channel.ts";

/** How often a channel that is down is asked whether it works again (domain.md, Delivery). */
const PROBE_MS = 60_000;
/** Failures in a row, of whichever messages, after which a channel counts as down though it did not say so. */
const FAILURES_IN_A_ROW = 5;

/** What is known against a channel. Instants are epoch ms. */
export interface Trouble {
  channel: string;
  /** Failures in a row. */
  failures: number;
  /** Set while it counts as down. */
  downSince: number | null;
  /** When one message may try it. */
  probeAt: number | null;
  reason: string;
  detail: string | null;
}

const COLUMNS = "channel, failures, down_since AS downSince, probe_at AS probeAt, reason, detail";

/** What is known against a channel; undefined while all is well. */
export function troubleOf(db: ReadableDb, channel: string): Trouble | undefined {
  return db.get<Trouble>(`SELECT ${COLUMNS} FROM channel_trouble WHERE channel = ?`, channel);
}

/** What is known against each channel, by name. */
export function listTroubles(db: ReadableDb): Trouble[] {
  return db.all<Trouble>(`SELECT ${COLUMNS} FROM channel_trouble ORDER BY channel`);
}

/** When a channel may be asked, epoch ms: any time, or one message a minute while it is down. */
export function mayAskAt(trouble: Trouble | undefined): number {
  return trouble?.downSince == null ? -Infinity : (trouble.probeAt ?? -Infinity);
}

/** Notes that a message is on its way to find out whether the channel works again. */
export function noteProbe(db: WritableDb, channel: string, now: number): void {
  db.run(
    "UPDATE channel_trouble SET probe_at = ? WHERE channel = ? AND down_since IS NOT NULL",
    now + PROBE_MS,
    channel,
  );
}

/**
 * Somebody changed how these channels are set up: one message may try each of them now, and what pauses after a failure
 * under the former setup no longer waits, for that failure says nothing about the new one.
 */
export function tryAnew(db: WritableDb, channels: readonly string[], now: number): void {
  for (const channel of channels) {
    db.run(
      "UPDATE channel_trouble SET probe_at = ? WHERE channel = ? AND down_since IS NOT NULL AND probe_at > ?",
      now,
      channel,
      now,
    );
    endPauses(db, channel, now);
  }
}

/**
 * Notes what an answer says about the channel. Taken or refused for good, the channel works, and whatever waited for it
 * goes. `down`, or five failures in a row of whichever messages, open the breaker: messages stay queued, and one a
 * minute goes to see.
 * @returns whether the breaker opened or closed by it
 */
export function noteAnswer(db: WritableDb, channel: string, attempt: Attempt, now: number): boolean {
  const before = troubleOf(db, channel);
  if (attempt.outcome === "accepted" || attempt.outcome === "terminal") {
    if (before === undefined) return false;
    db.run("DELETE FROM channel_trouble WHERE channel = ?", channel);
    return before.downSince !== null;
  }
  const failures = (before?.failures ?? 0) + 1;
  const saysDown = attempt.outcome === "retryable" && attempt.down === true;
  const isDown = before?.downSince != null || failures >= FAILURES_IN_A_ROW || saysDown;
  const pause = Math.max(PROBE_MS, saysDown ? (attempt.retryAfterMs ?? 0) : 0);
  db.run(
    "INSERT INTO channel_trouble (channel, failures, down_since, probe_at, reason, detail) VALUES (?, ?, ?, ?, ?, ?) " +
      "ON CONFLICT (channel) DO UPDATE SET failures = excluded.failures, down_since = excluded.down_since, " +
      "probe_at = excluded.probe_at, reason = excluded.reason, detail = excluded.detail",
    channel,
    failures,
    isDown ? (before?.downSince ?? now) : null,
    isDown ? Math.max(before?.probeAt ?? 0, now + pause) : null,
    attempt.reason,
    // What a channel says of one message may name its reader; of itself it names nobody.
    saysDown ? (attempt.detail ?? null) : null,
  );
  return isDown && before?.downSince == null;
}

import { performance } from "node:perf_hooks";
import type { Send } from "../../../src-shared/engine/run.ts";
import { finishContent } from "../../links/finish.ts";
import { createLinks } from "../../links/links.ts";
import { failpoint } from "../../failpoints.ts";
import type { ReadableDb } from "../../store/db.ts";
import { beginAttempt, nextQueued, nextReview, setReview } from "../../store/deliveries.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import { StoreError } from "../../store/errors.ts";
import type { Attempt, Channel, ChannelDirectory, OutgoingMessage } from "../channel.ts";
import { DEFAULT_LIMITS } from "../channel.ts";
import { ask } from "./ask.ts";
import { mayAskAt, noteProbe, troubleOf } from "./breaker.ts";
import { reviewInstant } from "./enqueue.ts";
import { freeAt, restingPaces, usePlace } from "./pace.ts";
import { forPerson, mayGo } from "./person-part.ts";
import type { CourierStore, Moved } from "./person-part.ts";
import { recordAnswers } from "./record.ts";
import { recoverAttempts } from "./recover.ts";
import { timersOn } from "./timers.ts";
import type { Timers } from "./timers.ts";

/** What a courier is made from. */
export interface CourierOptions extends CourierStore {
  channels: ChannelDirectory;
  /** On the store's clock; shared with sinks that sleep on it. Absent = timers of its own. */
  timers?: Timers | undefined;
  /** Told about failures that concern everybody; work is tried again after a minute or the next wake. */
  onError: (error: unknown) => void;
  /** Asked before anything is taken up. @throws StoreError `disk-full` when there is no room to note what comes of it */
  needRoom?: (() => void) | undefined;
  /** Asked before that: false while nothing may go by the clock. After a sleep what is overdue is held by it first. */
  mayWork?: (() => boolean) | undefined;
}

/** Carries claimed messages outside, after the claim is committed. */
export interface Courier {
  readonly timers: Timers;
  /** Works by itself from now on, whenever something is due by the machine's clock. */
  start(): void;
  /** Calls back after each commit with what it changed. */
  onMoved(listener: (moved: Moved) => void): void;
  /** Something new is there: look now. Without {@link start} it does nothing. */
  wake(): void;
  /**
   * Carries what is due now and waits for the answers, until nothing moves any more at this instant.
   * @returns whether anything did
   * @throws StoreError `lease-lost`, and whatever the disk refuses
   */
  drive(): Promise<boolean>;
  /** The next instant at which it has something to do by the clock, epoch ms. */
  nextAt(): number | undefined;
  /** Whether any channel reaches outside, so that there can be anything to do. */
  isLive(): boolean;
  /** Takes nothing up any more, gives calls under way a moment to end, and writes down what came of them. */
  stop(): Promise<void>;
}

/** How long one transaction takes messages up, and how long the courier sleeps at most. */
const BATCH_MS = 50;
const LONGEST_NAP_MS = 60_000;
/** How long calls under way may go on when the program ends. */
const LEAVE_MS = 3_000;

interface Flight {
  row: DeliveryRow;
  channel: Channel;
  message: OutgoingMessage;
  number: number;
}

/**
 * The courier of a store: takes due messages in order, commits `attempting` before it asks the channel, and writes the
 * answer down together with what it means for the person's run (domain.md, Delivery). Each channel has a bounded number
 * of messages under way, so that a slow one holds up nobody else; a message that fails is its own affair.
 * Messages that a dead process left under way are settled first.
 */
export function createCourier(options: CourierOptions): Courier {
  const { db, lock, clock, worlds, channels, onError } = options;
  const timers = options.timers ?? timersOn(clock);
  const flying = new Map<string, Flight>();
  const answers: (Flight & { attempt: Attempt })[] = [];
  const listeners: ((moved: Moved) => void)[] = [];
  const stopping = new AbortController();
  let waiters: (() => void)[] = [];
  let started = false;
  let closed = false;
  let flushing = false;
  let nap: NodeJS.Timeout | undefined;
  /** What went wrong for everybody since the last drive began. */
  let troubles: unknown[] = [];

  recoverAttempts(options);
  timers.onAsleep(() => release());

  const tell = (moved: Moved): void => {
    if (moved.sends.length > 0) for (const listener of listeners) listener(moved);
  };
  /** What is still under way by a former setup takes no place: it may hang until its time-out. */
  const underWay = (channel: Channel): number =>
    [...flying.values()].filter((flight) => flight.channel === channel).length;
  /** While all sending is paused nothing is taken up, nor given up for being late: it waits for the resume. */
  const mayCall = (): boolean => !closed && (worlds.current().world.sending?.pauses.length ?? 0) === 0;

  /** When a channel takes its next message by breaker, rate and number under way; Infinity = when an answer comes. */
  const opensAt = (channel: Channel, begun: number): number => {
    const trouble = troubleOf(db, channel.id);
    const busy = underWay(channel) + begun;
    const most = trouble?.downSince == null ? (channel.limits?.concurrency ?? DEFAULT_LIMITS.concurrency) : 1;
    return busy >= most ? Infinity : Math.max(mayAskAt(trouble), freeAt(db, channel.id));
  };

  const nextAt = (): number | undefined => {
    const instants: number[] = [timers.next() ?? Infinity];
    if (mayCall()) {
      instants.push(nextReview(db)?.reviewAt ?? Infinity);
      const resting = restingPaces(db, clock.now());
      for (const channel of channels.ids().map((id) => channels.find(id))) {
        if (channel === undefined) continue;
        const opens = opensAt(channel, 0);
        for (const names of resting.length === 0 ? [[]] : [resting.map(({ name }) => name), []]) {
          const row = nextQueued(db, channel.id, names);
          const rests = resting.find(({ name }) => name === paceOf(row))?.freeAt ?? -Infinity;
          if (row !== undefined) instants.push(Math.max(row.dueAt, opens, rests));
        }
      }
    }
    const next = Math.min(...instants);
    return Number.isFinite(next) ? next : undefined;
  };

  const takeUpOne = (row: DeliveryRow, channel: Channel, moved: Moved): Flight | undefined =>
    forPerson(options, row.personId, () => {
      const { send, worked } = mayGo(options, row);
      moved.worked.push(...worked);
      moved.sends.push(row.sendId);
      if (send === undefined) return undefined;
      const now = clock.now();
      if (row.perMinute !== null) usePlace(db, paceOf(row), row.perMinute, now);
      const perMinute = channel.limits?.perMinute;
      if (perMinute !== undefined) usePlace(db, channel.id, perMinute, now);
      noteProbe(db, channel.id, now);
      const number = beginAttempt(db, row, channel.guarantee, now);
      return { row, channel, number, message: messageOf(db, row, send) };
    });

  const reviewOne = (row: DeliveryRow, moved: Moved): void => {
    forPerson(options, row.personId, () => {
      const { send, worked } = mayGo(options, row);
      moved.worked.push(...worked);
      moved.sends.push(row.sendId);
      if (send !== undefined) setReview(db, row.sendId, reviewInstant(send));
    });
  };

  /** One transaction of looking at what is due. @returns how many messages were looked at */
  const pump = (): number => {
    if (!mayCall() || (nextAt() ?? Infinity) > clock.now()) return 0;
    // The timer of a machine that slept may go off here before anybody else has looked at the clock.
    if (options.mayWork?.() === false || (nextAt() ?? Infinity) > clock.now()) return 0;
    options.needRoom?.();
    failpoint("claim.after-commit");
    const begun: Flight[] = [];
    const moved: Moved = { sends: [], worked: [] };
    db.transaction(() => {
      lock.checkLease(db);
      const now = clock.now();
      const until = performance.now() + BATCH_MS;
      for (let row = nextReview(db); row !== undefined && row.reviewAt <= now; row = nextReview(db)) {
        reviewOne(row, moved);
        if (performance.now() > until) break;
      }
      for (const channel of channels.ids().map((id) => channels.find(id))) {
        if (channel === undefined) continue;
        const of = (): number => begun.filter(({ row }) => row.channel === channel.id).length;
        // One in any case: a machine that stood still right here would find nothing done, and take that for the end.
        while (opensAt(channel, of()) <= now && (moved.sends.length === 0 || performance.now() < until)) {
          const resting = restingPaces(db, now).map(({ name }) => name);
          const row = nextQueued(db, channel.id, resting);
          if (row === undefined || row.dueAt > now) break;
          const flight = takeUpOne(row, channel, moved);
          if (flight !== undefined) begun.push(flight);
        }
      }
      failpoint("attempt.before-commit");
    });
    failpoint("attempt.after-commit");
    for (const flight of begun) void fly(flight);
    tell(moved);
    return moved.sends.length;
  };

  const fly = async (flight: Flight): Promise<void> => {
    flying.set(flight.row.sendId, flight);
    let asked = false;
    let attempt: Attempt;
    try {
      // A process that was frozen right here may have lost its lease meanwhile: it must not send (reliability.md, Storage).
      lock.checkLease(db);
      failpoint("call.before");
      asked = true;
      attempt = await ask(flight.channel, flight.message, timers, stopping.signal);
      failpoint("call.after");
    } catch (error) {
      if (isLeaseLost(error)) {
        flying.delete(flight.row.sendId);
        return fail(error);
      }
      const detail = error instanceof Error ? error.message : String(error);
      attempt = { outcome: asked ? "unknown" : "retryable", reason: "interrupted", detail };
    }
    answers.push({ ...flight, attempt });
    flushSoon();
  };

  /** Answers that come together share one commit. */
  const flushSoon = (): void => {
    if (flushing) return;
    flushing = true;
    setImmediate(() => {
      flushing = false;
      attend(flush);
    });
  };

  const flush = (): void => {
    const batch = [...answers];
    if (batch.length === 0) return;
    // Asked only now: settings may have changed since the answer came, and took effect for everything else already.
    const moved = recordAnswers(
      options,
      batch.map(({ channel, ...answer }) => ({
        ...answer,
        guarantee: channel.guarantee,
        isOfFormerSetup: channels.find(channel.id) !== channel,
      })),
    );
    failpoint("settle.after-commit");
    answers.splice(0, batch.length);
    for (const { row } of batch) flying.delete(row.sendId);
    tell(moved);
    release();
    if (started) attend(work);
  };

  const release = (): void => {
    const waiting = waiters;
    waiters = [];
    for (const wake of waiting) wake();
  };

  const fail = (error: unknown): void => {
    if (isLeaseLost(error)) closed = true;
    troubles.push(error);
    if (started) onError(error);
    release();
  };

  /** Does work whose failure concerns everybody: it is told, and tried again after a while. */
  const attend = (task: () => void): void => {
    try {
      task();
    } catch (error) {
      fail(error);
      schedule(clock.now() + LONGEST_NAP_MS);
    }
  };

  const schedule = (at: number | undefined): void => {
    clearTimeout(nap);
    if (closed || !started || clock.mode === "virtual") return;
    nap = setTimeout(wake, Math.max(0, Math.min((at ?? Infinity) - clock.now(), LONGEST_NAP_MS)));
    nap.unref();
  };

  const work = (): void => {
    flush();
    const looked = pump();
    schedule(looked > 0 ? clock.now() : nextAt());
  };

  function wake(): void {
    if (started && !closed) attend(work);
  }

  return {
    timers,
    onMoved: (listener) => void listeners.push(listener),
    start: () => {
      started = true;
      wake();
    },
    wake,
    drive: async () => {
      troubles = [];
      for (let moved = false; ; moved = true) {
        if (troubles.length > 0) throw troubles[0];
        if (closed) return moved;
        const looked = pump();
        // A lease that was lost while this stood still is found before anything is awaited, so nobody would wake it.
        if (troubles.length > 0) throw troubles[0];
        if (looked === 0 && flying.size <= timers.asleep()) return moved;
        if (flying.size > timers.asleep()) await new Promise<void>((resolve) => waiters.push(resolve));
      }
    },
    nextAt,
    isLive: () => channels.ids().length > 0 || flying.size > 0 || nextReview(db) !== undefined,
    stop: async () => {
      closed = true;
      clearTimeout(nap);
      const leave = setTimeout(() => stopping.abort(), LEAVE_MS);
      while (flying.size > answers.length) await new Promise((resolve) => setTimeout(resolve, 10));
      clearTimeout(leave);
      attend(flush);
    },
  };
}

function messageOf(db: ReadableDb, row: DeliveryRow, send: Send): OutgoingMessage {
  const links = createLinks(db);
  const unsubscribeUrl = links.unsubscribeUrl(send);
  return {
    sendId: send.id,
    personId: send.personId,
    class: send.class,
    to: send.to ?? "",
    rendered: finishContent(send, links),
    messageId: row.messageId,
    idempotencyKey: row.idempotencyKey,
    expiresAt: reviewInstant(send) - 1,
    ...(unsubscribeUrl === undefined ? {} : { unsubscribeUrl }),
  };
}

/** The limit of a step has the name of the step. */
function paceOf(row: Pick<DeliveryRow, "journeyId" | "nodeId"> | undefined): string {
  return row === undefined ? "" : `${row.journeyId}/${row.nodeId}`;
}

function isLeaseLost(error: unknown): boolean {
  return error instanceof StoreError && error.code === "lease-lost";
}

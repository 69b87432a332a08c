import type { MessageClass } from "../../src-shared/journey/schema.ts";

/**
 * What a channel can promise when its answer gets lost (domain.md, Delivery). `idempotent`: the other side knows our key
 * and takes the message once, however often it is offered. `at-most-once`: nobody can tell, so the message is `unknown`
 * and never sent again by itself.
 */
export type Guarantee = "idempotent" | "at-most-once";

/** A claimed message on its way out. The same on each attempt, so that the other side can recognise it. */
export interface OutgoingMessage {
  sendId: string;
  personId: string;
  class: MessageClass;
  /** Validated address, number, token or URL; exactly these bytes go into the envelope. */
  to: string;
  /** Parts as the person sees them, plus extras such as buttons (engine/compose.ts). */
  rendered: Readonly<Record<string, unknown>>;
  /** RFC 5322 Message-ID without angle brackets; a resend by hand keeps it. */
  messageId: string;
  idempotencyKey: string;
  /** After this instant (epoch ms) nobody needs it any more: what the other side keeps for later, it drops then. */
  expiresAt: number;
  /** Where the person ends such messages with one click (RFC 8058); absent while no public address is configured. */
  unsubscribeUrl?: string;
}

/** What came of one attempt. Reasons are kebab-case codes with a text in both languages. */
export type Attempt =
  | { outcome: "accepted"; answer?: unknown; providerId?: string }
  /** Certainly not taken; the same message may be offered again. `down`: the whole channel is out of order, not this message. */
  | { outcome: "retryable"; reason: string; detail?: string; retryAfterMs?: number; down?: boolean }
  /** Certainly not taken, and never will be. */
  | { outcome: "terminal"; reason: string; detail?: string }
  /** The answer was lost after the message may have been taken. */
  | { outcome: "unknown"; reason: string; detail?: string };

/** How much a channel takes. What is left out is as in {@link DEFAULT_LIMITS}. */
export interface ChannelLimits {
  /** Messages under way at one time. */
  concurrency?: number | undefined;
  /** Messages a minute, evenly spread; absent = no limit. */
  perMinute?: number | undefined;
  /** How long an answer is waited for, in ms. */
  timeoutMs?: number | undefined;
}

export const DEFAULT_LIMITS = { concurrency: 8, timeoutMs: 30_000 } as const;

/** One way out of the machine. Adapters translate protocols to {@link Attempt}s; when to try again is not their matter. */
export interface Channel {
  /** Name as in sends: `email`, `push`, `sms`, `webhook`. */
  readonly id: string;
  readonly guarantee: Guarantee;
  /** How much the other side takes; read anew for every message, so that a changed setting counts at once. */
  readonly limits?: ChannelLimits;
  /**
   * Offers a message once. Never throws for what the other side does; what it throws is a defect. When the signal
   * aborts, it answers at once with what it knows: `retryable` while the message cannot have been taken, else `unknown`.
   */
  deliver(message: OutgoingMessage, signal: AbortSignal): Promise<Attempt>;
}

/** The channels that are set up to reach outside; every other one keeps its messages in the outbox. */
export interface ChannelDirectory {
  /** The channel of that name as set up now; undefined = it keeps to the outbox. */
  find(id: string): Channel | undefined;
  /** Names of all that {@link find} knows. */
  ids(): readonly string[];
}

/** Nothing leaves the machine: what a fresh workspace has. */
export const NO_CHANNELS: ChannelDirectory = { find: () => undefined, ids: () => [] };

import type { OutboxHealth, OutboxQueue, SendDetail, SendSummary } from "../../../src-shared/api/shapes.ts";
import type { Send } from "../../../src-shared/engine/run.ts";
import { compareText } from "../../../src-shared/journey/write.ts";
import type { ChannelDirectory } from "../../channels/channel.ts";
import { listTroubles } from "../../channels/delivery/breaker.ts";
import { remediesFor } from "../../channels/delivery/remedies.ts";
import { listParked } from "../../store/agenda.ts";
import type { ReadableDb } from "../../store/db.ts";
import { attemptsOf, deliveryCounts, findDelivery, sendIdsIn } from "../../store/deliveries.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import { namesOf } from "../../store/people.ts";
import { findSend, sendCounts } from "../../store/sends.ts";

/** Where a message stands on its way outside, in short. Nothing for one that was kept in the outbox. */
export function deliverySummary(db: ReadableDb, sendId: string): Pick<SendSummary, "delivery"> {
  const row = findDelivery(db, sendId);
  return row === undefined ? {} : { delivery: inShort(row) };
}

/** Everything about a message on its way outside, and what can be done about it by hand. */
export function deliveryDetail(db: ReadableDb, send: Send): Pick<SendDetail, "delivery" | "remedies"> {
  const row = findDelivery(db, send.id);
  const remedies = remediesFor(send, row);
  if (row === undefined) return { remedies };
  return {
    remedies,
    delivery: {
      ...inShort(row),
      messageId: row.messageId,
      ...(row.detail === null ? {} : { detail: row.detail }),
      tries: attemptsOf(db, send.id).map(({ number, begunAt, endedAt, outcome, reason, detail }) => ({
        number,
        begunAt,
        ...(endedAt === null ? {} : { endedAt }),
        ...(outcome === null ? {} : { outcome }),
        ...(reason === null ? {} : { reason }),
        ...(detail === null ? {} : { detail }),
      })),
    },
  };
}

function inShort({ state, attempts, dueAt, reason }: DeliveryRow): NonNullable<SendSummary["delivery"]> {
  return {
    state,
    attempts,
    ...(state === "queued" ? { dueAt } : {}),
    ...(reason === null ? {} : { reason }),
  };
}

/** Sends in a state on their way outside, newest first. */
export function queuedSends(
  db: ReadableDb,
  queue: OutboxQueue,
  query: {
    journeyId?: string | undefined;
    personId?: string | undefined;
    channel?: string | undefined;
    limit: number;
    offset: number;
  },
): { total: number; sends: Send[] } {
  const { total, ids } = sendIdsIn(
    db,
    queue,
    { journey_id: query.journeyId, person_id: query.personId, channel: query.channel },
    query,
  );
  return { total, sends: ids.map((id) => findSend(db, id)).filter((send) => send !== undefined) };
}

/** Channels with what waits for them, and what waits for a person's decision. */
export function outboxHealth(db: ReadableDb, channels: ChannelDirectory): OutboxHealth {
  const counts = deliveryCounts(db);
  const troubles = listTroubles(db).filter(({ downSince }) => downSince !== null);
  const names = new Set([
    ...channels.ids(),
    ...counts.map(({ channel }) => channel),
    ...troubles.map(({ channel }) => channel),
  ]);
  const parked = listParked(db);
  const people = namesOf(
    db,
    parked.map(({ personId }) => personId),
  );
  const sends = sendCounts(db);
  return {
    channels: [...names].sort(compareText).map((channel) => {
      const trouble = troubles.find((each) => each.channel === channel);
      const of = (state: string): number =>
        counts.find((each) => each.channel === channel && each.state === state)?.n ?? 0;
      return {
        channel,
        live: channels.find(channel) !== undefined,
        ...(trouble?.downSince == null ? {} : { downSince: trouble.downSince }),
        ...(trouble?.probeAt == null ? {} : { probeAt: trouble.probeAt }),
        ...(trouble === undefined ? {} : { reason: trouble.reason }),
        ...(trouble?.detail == null ? {} : { detail: trouble.detail }),
        queued: of("queued"),
        attempting: of("attempting"),
        quarantined: of("quarantined"),
      };
    }),
    unknown: sends["unknown"] ?? 0,
    failed: sends["failed"] ?? 0,
    parked: parked.map((each) => ({ ...each, personName: people.get(each.personId) ?? each.personId })),
  };
}

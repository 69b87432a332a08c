import type { SendDetail } from "../../src-shared/api/shapes.ts";

import { languageOf } from "./message.ts";

/** Why a message can no longer be answered. */
export type Closed = "replied" | "not-sent" | "moved";

/** What a person answered, as kept on the send. */
export interface Reply {
  button?: string;
  score?: number;
  /** By question or field. */
  answers?: Record<string, unknown>;
  comment?: string;
}

/** An answer as its person gives it. */
export type Answer =
  | { button: string }
  | { score?: number; answers?: Record<string, string | number | boolean>; comment?: string };

/** A message with what the previews need to know about its reader. Instants are epoch ms. */
export interface Reading {
  id: string;
  runId: string;
  /** How the reader is called. */
  name: string;
  /** Who the message seems to come from. */
  sender: string;
  /** Tag for dates and numbers, and the language of the phone's own words. */
  locale: string;
  language: "en" | "fr";
  zone: string;
  /** When it reached the phone, or should have. */
  at: number;
  to: string;
  /** Way the message took: `push`, `email`… */
  channel: string;
  /** Where the reader answers a survey. */
  page?: string;
  /** When a card is taken away again, epoch ms. */
  takenAway?: { at: number; why: "expired" | "left" };
  reply?: Reply;
  repliedAt?: number;
  closed?: Closed;
  /** Of a message that is still being written: takes the answer in place of a run. */
  onAnswer?: (given: Answer) => void;
}

/** What the previews show of a send. */
export function readingOf(detail: SendDetail): Reading {
  const { send, summary, person } = detail;
  const closed = closedBecause(detail);
  return {
    id: send.id,
    runId: send.runId,
    name: summary.personName,
    sender: summary.journeyName,
    locale: knownLocale(person.locale),
    language: languageOf(person.locale),
    zone: detail.zone,
    at: send.settledAt ?? send.claimedAt ?? send.plannedAt,
    to: send.to ?? "",
    channel: send.channel,
    ...(detail.page === undefined ? {} : { page: detail.page }),
    ...(detail.takenAway === undefined ? {} : { takenAway: detail.takenAway }),
    ...(send.reply === undefined ? {} : { reply: readReply(send.reply) }),
    ...(send.engagement.replied === undefined ? {} : { repliedAt: send.engagement.replied }),
    ...(closed === undefined ? {} : { closed }),
  };
}

/** Why an answer would not be heard any more; undefined while it would. */
function closedBecause({ open, send }: SendDetail): Closed | undefined {
  if (send.status !== "accepted" && send.status !== "unknown") return "not-sent";
  if (open) return undefined;
  return send.reply === undefined ? "moved" : "replied";
}

function readReply(reply: Record<string, unknown>): Reply {
  const answers = reply["answers"];
  const given = isRecord(answers) ? answers : {};
  const comment = given["comment"] ?? reply["comment"];
  return {
    ...(typeof reply["button"] === "string" ? { button: reply["button"] } : {}),
    ...(typeof reply["score"] === "number" ? { score: reply["score"] } : {}),
    ...(Object.keys(given).length === 0 ? {} : { answers: given }),
    ...(typeof comment === "string" && comment !== "" ? { comment } : {}),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The person's locale where the platform knows it; a locale nobody knows must not break the page. */
export function knownLocale(locale: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(locale ?? "en")[0] ?? "en";
  } catch {
    return "en";
  }
}

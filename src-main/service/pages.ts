import { createHash, randomUUID } from "node:crypto";
import type { Send } from "../../src-shared/engine/run.ts";
import { consentState } from "../../src-shared/person/consent.ts";
import type { IncomingEvent } from "../../src-shared/person/events.ts";
import { RESERVED_EVENTS } from "../../src-shared/person/events.ts";
import { readLink } from "../links/links.ts";
import { readPageSettings } from "../links/page-settings.ts";
import { currentId, findPerson } from "../store/people.ts";
import { findRun } from "../store/runs.ts";
import { findSend } from "../store/sends.ts";
import { graphByHash } from "../store/versions.ts";
import type { ServiceContext } from "./context.ts";
import { ingestEvents } from "./ingest.ts";

/** What a page about an address shows; undefined where the link is not one of ours. */
export interface UnsubscribeView {
  /** BCP 47: the person's, else that of the journey that wrote to her. */
  locale: string | undefined;
  sender: string;
  channel: string;
  list: string;
  /** She is off the list already. */
  done: boolean;
}

/** A survey as its page shows it. */
export interface SurveyView {
  locale: string | undefined;
  sender: string;
  rendered: Record<string, unknown>;
  state: "open" | "answered" | "ended";
}

/** What somebody wrote into the form of a survey. */
export interface SurveyAnswer {
  answer: string;
  comment: string;
}

/** What the pages show and do, without HTTP. Whatever is done is an event like any other, so that gates and exits see it. */
export interface Pages {
  unsubscribe(token: string): UnsubscribeView | undefined;
  /** Takes her off the list. Doing it again changes nothing; after she came back it works again. */
  doUnsubscribe(token: string): UnsubscribeView | undefined;
  survey(token: string): SurveyView | undefined;
  /** `refused` when it is no answer to the question: then nothing happened. */
  answer(token: string, given: SurveyAnswer): { view: SurveyView; refused: boolean } | undefined;
  /** Notes a click and gives the address it leads to. */
  click(token: string, note: boolean): string | undefined;
  /** Notes that a message was opened; false for a link that is not ours. */
  open(token: string): boolean;
  /** Names of hosts under which the pages may be asked for, besides this machine's. */
  publicHost(): { host: string; path: string } | undefined;
}

const minuteMs = 60_000;

/** The pages of an open workspace. */
export function createPages(context: ServiceContext): Pages {
  const sender = () => readPageSettings(context.db).senderName;

  const ingest = (event: Omit<IncomingEvent, "type">): void => {
    const { db: writable, scheduler } = context.writer();
    ingestEvents(writable, [{ ...event, type: "track" }], context.clock.now());
    scheduler.wake();
    context.changes.tell("events", [event.messageId]);
  };

  /** The page goes on in the language in which the message was chosen (engine/message-text.ts). */
  const journeyLocale = (send: Send | undefined): string | undefined => {
    const hash = send === undefined ? undefined : findRun(context.db, send.runId)?.run.graph;
    return hash === undefined ? undefined : graphByHash(context.db, hash)?.settings.locale;
  };

  const unsubscribe = (token: string) => {
    const link = readLink(context.db, "unsubscribe", token);
    if (link === undefined) return undefined;
    const personId = currentId(context.db, link.person);
    const person = findPerson(context.db, personId);
    const view: UnsubscribeView = {
      locale: person?.locale ?? journeyLocale(findSend(context.db, link.send)),
      sender: sender(),
      channel: link.channel,
      list: link.list,
      // Whoever was erased gets nothing any more.
      done: person === undefined || consentState(person, link.channel, link.list).state === "denied",
    };
    return { view, link, personId };
  };

  const survey = (token: string) => {
    const link = readLink(context.db, "survey", token);
    const send = link === undefined ? undefined : findSend(context.db, link.send);
    if (send === undefined || typeof send.rendered?.["ask"] !== "string") return undefined;
    const view: SurveyView = {
      locale: findPerson(context.db, send.personId)?.locale ?? journeyLocale(send),
      sender: sender(),
      rendered: send.rendered,
      state: send.reply !== undefined ? "answered" : isAsking(send) ? "open" : "ended",
    };
    return { view, send };
  };

  /** A message can be answered while it counts as sent and its run still stands where it was sent. */
  const isAsking = (send: Send): boolean => {
    const run = findRun(context.db, send.runId)?.run;
    const sent = send.status === "accepted" || send.status === "unknown" || send.status === "claimed";
    return (
      sent && run?.status === "active" && run.nodeId === send.nodeId && run.visits[send.nodeId] === send.visit
    );
  };

  return {
    unsubscribe: (token) => unsubscribe(token)?.view,
    doUnsubscribe: (token) => {
      const found = unsubscribe(token);
      if (found === undefined || found.view.done) return found?.view;
      const { link, personId, view } = found;
      const isKnown = link.list === "marketing" && findSend(context.db, link.send)?.channel === link.channel;
      ingest({
        messageId: randomUUID(),
        personId,
        name: isKnown ? RESERVED_EVENTS.messageUnsubscribed : RESERVED_EVENTS.consentChanged,
        properties: {
          sendId: link.send,
          channel: link.channel,
          purpose: link.list,
          state: "denied",
          source: "unsubscribe page",
        },
      });
      return { ...view, done: true };
    },
    survey: (token) => survey(token)?.view,
    answer: (token, given) => {
      const found = survey(token);
      if (found === undefined) return undefined;
      const { view, send } = found;
      const said = view.state === "open" ? answerFor(view.rendered, given) : undefined;
      if (said === undefined) return { view, refused: view.state === "open" };
      ingest({
        // The first answer counts, however often the form is sent.
        messageId: `survey:${digest(token)}`,
        personId: send.personId,
        name: RESERVED_EVENTS.surveyAnswered,
        properties: { sendId: send.id, node: send.nodeId, ...said },
      });
      return { view: { ...view, state: "answered" }, refused: false };
    },
    click: (token, note) => {
      const link = readLink(context.db, "click", token);
      const send = link === undefined ? undefined : findSend(context.db, link.send);
      if (link === undefined || !/^https?:\/\//i.test(link.to) || !URL.canParse(link.to)) return undefined;
      if (send !== undefined && note)
        ingest({
          // Once a minute for each link: whoever holds it cannot fill the disk with it.
          messageId: `click:${digest(token)}:${Math.floor(context.clock.now() / minuteMs)}`,
          personId: send.personId,
          name: RESERVED_EVENTS.messageClicked,
          properties: { sendId: send.id, node: send.nodeId, url: link.to },
        });
      return link.to;
    },
    open: (token) => {
      const link = readLink(context.db, "open", token);
      const send = link === undefined ? undefined : findSend(context.db, link.send);
      if (send !== undefined && send.engagement.opened === undefined)
        ingest({
          messageId: `open:${digest(token)}`,
          personId: send.personId,
          name: RESERVED_EVENTS.messageOpened,
          properties: { sendId: send.id, node: send.nodeId },
        });
      return link !== undefined;
    },
    publicHost: () => {
      const { address } = readPageSettings(context.db);
      const [, host, path] = /^https:\/\/([^/]+)(.*)$/.exec(address ?? "") ?? [];
      return host === undefined ? undefined : { host: host.toLowerCase(), path: path ?? "" };
    },
  };
}

const longestAnswer = 4_000;

/** The form's fields as the properties of an answer; undefined when they answer nothing. */
function answerFor(
  rendered: Record<string, unknown>,
  { answer, comment }: SurveyAnswer,
): Record<string, unknown> | undefined {
  const { ask, least, most, choices } = rendered;
  const text = comment.trim().slice(0, longestAnswer);
  const why = text === "" ? {} : { comment: text };
  const said = (more: Record<string, unknown>, answers: Record<string, unknown>) => ({
    ...more,
    ...(Object.keys(answers).length === 0 ? {} : { answers }),
  });
  if (ask === "text") {
    const given = answer.trim().slice(0, longestAnswer);
    return given === "" ? undefined : said({}, { text: given });
  }
  if (ask === "choice") {
    const isOffered =
      Array.isArray(choices) &&
      choices.some(
        (choice: unknown) =>
          typeof choice === "object" && choice !== null && "id" in choice && choice.id === answer,
      );
    return isOffered ? said({ button: answer }, { choice: answer, ...why }) : undefined;
  }
  const score = /^\d{1,2}$/.test(answer) ? Number(answer) : NaN;
  if (typeof least !== "number" || typeof most !== "number" || !(score >= least && score <= most))
    return undefined;
  return said({ score }, why);
}

function digest(token: string): string {
  return createHash("sha256").update(token).digest("base64url").slice(0, 22);
}

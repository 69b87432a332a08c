import type { Graph } from "../graph/graph.ts";
import type { LocalizedText } from "../journey/schema.ts";
import type { MessageDraft } from "../nodes/define.ts";
import type { Person } from "../person/person.ts";
import { LINK_PLACEHOLDERS } from "../render/link-placeholders.ts";
import type { RenderRequest } from "../render/request.ts";
import { chooseText } from "./message-text.ts";
import type { Run, Send } from "./run.ts";
import { traceInstant } from "./trace.ts";
import { note, standing, zoneOf, type Transaction } from "./transaction.ts";
import type { World } from "./world.ts";

/** The content of a message for one person now, or why there is none. */
export type Content =
  | { ok: true; rendered: Record<string, unknown>; missing: string[] }
  | { ok: false; reason: string; facts: Record<string, unknown> };

/** Whom a text is made for, and what is known of her run at that point. */
export interface Reader {
  person: Person;
  /** The journey's, for people whose own language is not written. */
  locale: string;
  /** IANA zone in which dates are written. */
  zone: string;
  /** Epoch ms. */
  now: number;
  run: Pick<Run, "entry" | "vars" | "answers">;
}

/** Renders a message in the person's language and zone (domain.md, The gate, check 8: content rendered now). */
export function compose(
  tx: Transaction,
  graph: Graph,
  run: Run,
  send: Send,
  draft: MessageDraft,
  connected: Record<string, unknown> = {},
): Content {
  const content = composeFor(readerOf(tx, graph, run), draft, {
    render: (request) => tx.world.render(request),
    message: { id: send.id, node: send.nodeId },
    connected,
  });
  // Devices replace by the key themselves, so the channel is told.
  return content.ok && send.collapseKey !== undefined
    ? { ...content, rendered: { ...content.rendered, collapseKey: send.collapseKey } }
    : content;
}

/** Renders a message for somebody, whether it is about to be sent or only looked at. */
export function composeFor(
  reader: Reader,
  draft: MessageDraft,
  by: {
    render: World["render"];
    message: { id: string; node: string };
    connected: Record<string, unknown>;
  },
): Content {
  const locales = [reader.person.locale, reader.locale];
  const result = by.render({
    ...requestFor(reader, { ...by.message, ...LINK_PLACEHOLDERS }, {}, by.connected),
    parts: Object.fromEntries(
      Object.entries(draft.parts).map(([name, part]) => [
        name,
        { template: chooseText(part.template, locales), format: part.format },
      ]),
    ),
    ...(draft.plainTextFrom !== undefined && Object.hasOwn(draft.parts, draft.plainTextFrom)
      ? { plainTextFrom: draft.plainTextFrom }
      : {}),
  });
  if (!result.ok) {
    const { code, message, part } = result.error;
    return { ok: false, reason: code, facts: { message, ...(part === undefined ? {} : { part }) } };
  }
  if (draft.required.every((name) => (result.parts[name] ?? "").trim() === ""))
    return { ok: false, reason: "empty-content", facts: { parts: draft.required } };
  return { ok: true, rendered: { ...result.parts, ...draft.extras }, missing: result.missing };
}

/**
 * A template as text for a person at a point of her run, for what is not a message: attribute values, event
 * properties. A template that fails leaves a warning in the trace and is undefined.
 */
export function renderText(
  tx: Transaction,
  graph: Graph,
  run: Run,
  text: LocalizedText,
  attributes: Record<string, unknown>,
): string | undefined {
  const template = chooseText(text, [tx.person.locale, graph.settings.locale]);
  const result = tx.world.render({
    ...requestFor(readerOf(tx, graph, run), {}, attributes),
    parts: { text: { template, format: "text" } },
  });
  if (result.ok) return result.parts["text"];
  note(tx, standing(run), "warn", { reason: result.error.code, facts: { message: result.error.message } });
  return undefined;
}

/** The address of connected content for a person now; values are encoded, so that none can add to the address. */
export function renderAddress(tx: Transaction, graph: Graph, run: Run, address: string): string | undefined {
  return addressFor(readerOf(tx, graph, run), (request) => tx.world.render(request), address);
}

/** The same for somebody who is only looked at. */
export function addressFor(reader: Reader, render: World["render"], address: string): string | undefined {
  const result = render({
    ...requestFor(reader, {}, {}),
    parts: { url: { template: address, format: "url" } },
  });
  return result.ok ? result.parts["url"] : undefined;
}

function readerOf(tx: Transaction, graph: Graph, run: Run): Reader {
  return {
    person: tx.person,
    locale: graph.settings.locale,
    zone: zoneOf(tx, graph).zone,
    now: tx.now,
    run,
  };
}

/** What every template of a run may read (formats.md, Params by kind), and where the person lives. */
function requestFor(
  { person, locale, zone, now, run }: Reader,
  message: Record<string, unknown>,
  attributes: Record<string, unknown>,
  connected: Record<string, unknown> = {},
): Pick<RenderRequest, "scope" | "zone" | "locale"> {
  return {
    scope: {
      person: { ...person.traits, ...attributes, ...contact(person) },
      entry: {
        name: run.entry.name,
        messageId: run.entry.messageId,
        timestamp: traceInstant(run.entry.at),
        properties: run.entry.properties,
      },
      vars: run.vars,
      answers: run.answers,
      message,
      now: traceInstant(now),
      content: connected,
    },
    zone,
    locale: person.locale ?? locale,
  };
}

/** Fields of the person that templates may read beside the traits; a trait of the same name gives way. */
function contact({ id, email, phone, locale, timeZone }: Person): Record<string, unknown> {
  return { id, email, phone, locale, timeZone };
}

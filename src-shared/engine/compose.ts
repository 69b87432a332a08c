import type { Graph } from "../graph/graph.ts";
import type { MessageDraft } from "../nodes/define.ts";
import { chooseText } from "./message-text.ts";
import type { Run, Send } from "./run.ts";
import { traceInstant } from "./trace.ts";
import { zoneOf, type Transaction } from "./transaction.ts";

/** The content of a message for one person now, or why there is none. */
export type Content =
  | { ok: true; rendered: Record<string, unknown>; missing: string[] }
  | { ok: false; reason: string; facts: Record<string, unknown> };

/** Renders a message in the person's language and zone (domain.md, The gate, check 8: content rendered now). */
export function compose(tx: Transaction, graph: Graph, run: Run, send: Send, draft: MessageDraft): Content {
  const { person } = tx;
  const locales = [person.locale, graph.settings.locale];
  const result = tx.world.render({
    parts: Object.fromEntries(
      Object.entries(draft.parts).map(([name, part]) => [
        name,
        { template: chooseText(part.template, locales), format: part.format },
      ]),
    ),
    scope: {
      person: { ...person.traits, ...contact(tx) },
      entry: {
        name: run.entry.name,
        messageId: run.entry.messageId,
        timestamp: traceInstant(run.entry.at),
        properties: run.entry.properties,
      },
      vars: run.vars,
      answers: run.answers,
      message: { id: send.id, node: send.nodeId },
      now: traceInstant(tx.now),
      content: {},
    },
    zone: zoneOf(tx, graph).zone,
    locale: person.locale ?? graph.settings.locale,
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

/** Fields of the person that templates may read beside the traits; a trait of the same name gives way. */
function contact(tx: Transaction): Record<string, unknown> {
  const { id, email, phone, locale, timeZone } = tx.person;
  return { id, email, phone, locale, timeZone };
}

import type { SendDetail, SendSummary } from "../../../src-shared/api/shapes.ts";
import { takenAway } from "../../../src-shared/engine/on-show.ts";
import type { Send } from "../../../src-shared/engine/run.ts";
import type { GraphNode } from "../../../src-shared/graph/graph.ts";
import { createLinks } from "../../links/links.ts";
import { kindOf } from "../../../src-shared/nodes/registry.ts";
import { resolveZone } from "../../../src-shared/time/zone.ts";
import type { ReadableDb } from "../../store/db.ts";
import { findJourney } from "../../store/journeys.ts";
import { findPerson, namesOf } from "../../store/people.ts";
import { findRun } from "../../store/runs.ts";
import { readPolicies } from "../../store/settings.ts";
import { graphByHash } from "../../store/versions.ts";
import { deliveryDetail, deliverySummary } from "./deliveries.ts";
import { stepNames } from "./runs.ts";

/** Parts a message is known by, the most telling first; every kind names at least one of them. */
const HEADLINE_PARTS = ["subject", "title", "question", "body", "text"];

/** Sends as lists show them. */
export function sendSummaries(db: ReadableDb, sends: readonly Send[]): SendSummary[] {
  const names = namesOf(db, [...new Set(sends.map((send) => send.personId))]);
  const journeys = new Map<string, string>();
  const journeyName = (id: string): string => {
    const known = journeys.get(id) ?? findJourney(db, id)?.name ?? id;
    journeys.set(id, known);
    return known;
  };
  return sends.map((send) => ({
    id: send.id,
    runId: send.runId,
    journeyId: send.journeyId,
    journeyName: journeyName(send.journeyId),
    nodeId: send.nodeId,
    personId: send.personId,
    personName: names.get(send.personId) ?? send.personId,
    channel: send.channel,
    class: send.class,
    status: send.status,
    ...(send.reason === undefined ? {} : { reason: send.reason }),
    at: send.settledAt ?? send.claimedAt ?? send.plannedAt,
    ...(send.heldUntil === undefined ? {} : { heldUntil: send.heldUntil }),
    headline: headline(send),
    replied: send.engagement.replied !== undefined,
    ...deliverySummary(db, send.id),
  }));
}

/** One send with all that the outbox shows about it. Undefined when its person or run is gone. */
export function sendDetail(db: ReadableDb, send: Send, timeZone: string): SendDetail | undefined {
  const [summary] = sendSummaries(db, [send]);
  const person = findPerson(db, send.personId);
  const stored = findRun(db, send.runId);
  if (summary === undefined || person === undefined || stored === undefined) return undefined;
  const { run, version } = stored;
  const graph = graphByHash(db, run.graph);
  const node = graph?.nodes[send.nodeId];
  const { zone } = resolveZone([
    person.timeZone,
    graph?.settings.timeZone,
    readPolicies(db).timeZone,
    timeZone,
  ]);
  const page =
    typeof send.rendered?.["ask"] === "string"
      ? createLinks(db).pageUrl("survey", { send: send.id })
      : undefined;
  const gone = graph === undefined ? undefined : takenAway(send, run, graph, zone);
  return {
    summary,
    send,
    person,
    kind: node?.kind ?? "",
    stepName: stepNames(db, send.journeyId, version)[send.nodeId]?.name ?? send.nodeId,
    zone,
    ...(page === undefined ? {} : { page }),
    open: run.status === "active" && run.nodeId === send.nodeId && run.visits[send.nodeId] === send.visit,
    ...deliveryDetail(db, send),
    buttons: node === undefined ? [] : replyButtons(node, send, person.locale),
    ...(gone === undefined ? {} : { takenAway: gone }),
  };
}

function headline(send: Send): string {
  for (const part of HEADLINE_PARTS) {
    const text = send.rendered?.[part];
    if (typeof text === "string" && text.trim() !== "") return text.trim().slice(0, 200);
  }
  return send.nodeId;
}

/** Replies the node has ports for, labelled as the person saw them. */
function replyButtons(node: GraphNode, send: Send, locale: string | undefined): SendDetail["buttons"] {
  const kind = kindOf(node.kind);
  const params = kind?.params.safeParse(node.params);
  if (kind === undefined || params?.success !== true) return [];
  const language = locale?.toLowerCase().startsWith("fr") === true ? "fr" : "en";
  return kind
    .ports(params.data)
    .filter((port) => port.role === "reply" || port.role === "arm")
    .map((port) => {
      const seen = send.rendered?.[`button.${port.id}`];
      return { id: port.id, label: typeof seen === "string" ? seen : port.label[language] };
    });
}

import { kindOf } from "../../../src-shared/nodes/registry.ts";
import type { IncomingEvent } from "../../../src-shared/person/events.ts";
import { conditionReferences } from "../../../src-shared/conditions/references.ts";
import { compareText } from "../../../src-shared/journey/write.ts";
import type { Journey, JourneyNode } from "../../../src-shared/journey/schema.ts";
import { readMessage } from "../../../src-shared/person/read-events.ts";
import type { Problem } from "../../../src-shared/problems.ts";
import { recentEvents } from "../../store/events.ts";
import { listJourneys } from "../../store/journeys.ts";
import { eventNames } from "../../store/known.ts";
import { readDraft } from "../drafts.ts";
import { ingestEvents } from "../ingest.ts";
import { api } from "./base.ts";

export const events = {
  send: api.events.send.handler(({ context, input }) => {
    const good: IncomingEvent[] = [];
    const problems: Problem[] = [];
    for (const [index, value] of input.events.entries())
      for (const read of readMessage(value, `[${index}]`)) {
        if (read.problem === undefined) good.push(read.event);
        else problems.push(read.problem);
      }
    const { db, clock, scheduler } = context.writer();
    const counts = ingestEvents(db, good, clock.now());
    scheduler.wake();
    if (counts.accepted > 0) {
      context.changes.tell(
        "events",
        good.map((event) => event.messageId),
      );
      context.changes.tell("people");
    }
    return { ...counts, problems: [...problems, ...counts.problems] };
  }),

  recent: api.events.recent.handler(({ context, input }) => recentEvents(context.db, input)),

  names: api.events.names.handler(({ context }) => {
    const names = new Set(eventNames(context.db));
    for (const row of listJourneys(context.db)) for (const name of namesIn(readDraft(row))) names.add(name);
    return [...names].sort(compareText);
  }),
};

/** Event names a draft refers to: what its triggers listen to, what its steps ask for, its exits and goals. */
function namesIn(journey: Journey): string[] {
  const { exitWhen = [], goals = [] } = journey.settings;
  const exits = exitWhen.map((rule) => rule["event"]).filter((name) => typeof name === "string");
  return [...journey.nodes.flatMap(namesOfNode), ...exits, ...goals.map((goal) => goal.event)].filter(
    (name) => name !== "",
  );
}

function namesOfNode(node: JourneyNode): string[] {
  const kind = kindOf(node.kind);
  const params = kind?.params.safeParse(node.params);
  if (kind === undefined || params?.success !== true) return [];
  const asked = (kind.conditions?.(params.data) ?? []).flatMap(
    ({ condition }) => conditionReferences(condition).events,
  );
  return [...(kind.entry?.listensTo(params.data) ?? []), ...asked];
}

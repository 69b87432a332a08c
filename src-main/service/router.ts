import { api } from "./handlers/base.ts";
import { channels } from "./handlers/channels.ts";
import { events } from "./handlers/events.ts";
import { journeys } from "./handlers/journeys.ts";
import { outbox } from "./handlers/outbox.ts";
import { people } from "./handlers/people.ts";
import { personas } from "./handlers/personas.ts";
import { runs } from "./handlers/runs.ts";
import { scenarios } from "./handlers/scenarios.ts";
import { workspace } from "./handlers/workspace.ts";

/** The service behind every transport (architecture.md, rule 5). */
export const router = api.router({
  workspace,
  journeys,
  people,
  events,
  runs,
  personas,
  scenarios,
  outbox,
  channels,
  changes: api.changes.handler(({ context, signal }) => context.changes.watch(signal)),
});

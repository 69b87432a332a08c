import { randomUUID } from "node:crypto";
import { MOST_SCENARIOS } from "../../../src-shared/api/scenarios.ts";
import { WalkEnded } from "../../simulate/simulator.ts";
import { findJourney } from "../../store/journeys.ts";
import {
  hasScenarioGate,
  listScenarios,
  removeScenario,
  saveScenario,
  setScenarioGate,
} from "../../store/scenarios.ts";
import type { ServiceContext } from "../context.ts";
import { readKept } from "../scenarios.ts";
import { api } from "./base.ts";

export const scenarios = {
  list: api.scenarios.list.handler(({ context, input, errors }) => {
    needJourney(context, input.journeyId, errors);
    return {
      gate: hasScenarioGate(context.db, input.journeyId),
      scenarios: listScenarios(context.db, input.journeyId).map(({ document, ...row }) => ({
        ...row,
        text: document,
      })),
    };
  }),

  save: api.scenarios.save.handler(({ context, input, errors }) => {
    const { journeyId, text } = input;
    needJourney(context, journeyId, errors);
    const { name, problems } = readKept(journeyId, text);
    if (name === undefined) throw errors.UNUSABLE({ data: { problems } });
    const { db, clock } = context.writer();
    const known = listScenarios(db, journeyId);
    const id = input.id ?? randomUUID();
    if (known.length >= MOST_SCENARIOS && !known.some((each) => each.id === id))
      throw errors.REFUSED({ data: { code: "too-many-scenarios" } });
    saveScenario(db, journeyId, { id, name, document: text, updatedAt: clock.now() });
    context.changes.tell("journeys", [journeyId]);
    return { id };
  }),

  remove: api.scenarios.remove.handler(({ context, input, errors }) => {
    const { journeyId, id } = input;
    needJourney(context, journeyId, errors);
    if (!removeScenario(context.writer().db, journeyId, id))
      throw errors.NOT_FOUND({ data: { what: "scenario", id } });
    context.changes.tell("journeys", [journeyId]);
    return { ok: true as const };
  }),

  setGate: api.scenarios.setGate.handler(({ context, input, errors }) => {
    needJourney(context, input.journeyId, errors);
    setScenarioGate(context.writer().db, input.journeyId, input.on);
    context.changes.tell("journeys", [input.journeyId]);
    return { ok: true as const };
  }),

  run: api.scenarios.run.handler(async ({ context, input, errors }) => {
    needJourney(context, input.journeyId, errors);
    const kept = listScenarios(context.db, input.journeyId);
    try {
      return await context.simulator.run({
        journey: input.journey,
        scenarios: kept.map(({ id, document }) => ({ id, text: document })),
      });
    } catch (error) {
      if (error instanceof WalkEnded && error.code === "too-long")
        throw errors.REFUSED({ data: { code: "too-long" } });
      throw error;
    }
  }),
};

function needJourney(
  { db }: Pick<ServiceContext, "db">,
  id: string,
  errors: { NOT_FOUND: (options: { data: { what: string; id: string } }) => Error },
): void {
  if (findJourney(db, id) === undefined) throw errors.NOT_FOUND({ data: { what: "journey", id } });
}

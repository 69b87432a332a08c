import { listRuns } from "../../store/run-lists.ts";
import { findRun } from "../../store/runs.ts";
import { runDetail, runSummaries } from "../views/runs.ts";
import { api } from "./base.ts";

export const runs = {
  list: api.runs.list.handler(({ context, input }) => {
    const found = listRuns(context.db, input);
    return { total: found.total, runs: runSummaries(context.db, found.runs) };
  }),

  get: api.runs.get.handler(({ context, input, errors }) => {
    const stored = findRun(context.db, input.id);
    if (stored === undefined) throw errors.NOT_FOUND({ data: { what: "run", id: input.id } });
    return runDetail(context.db, stored);
  }),
};

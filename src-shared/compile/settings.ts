import { z } from "zod";
import { Condition } from "../conditions/schema.ts";
import { validateCondition } from "../conditions/validate.ts";
import { ExitRule, type GraphSettings } from "../graph/graph.ts";
import { ContentSource } from "../journey/content-source.ts";
import { schemaProblems } from "../journey/read.ts";
import type { Journey } from "../journey/schema.ts";
import { problem, type Problem } from "../problems.ts";
import { parseInstant } from "../time/instant.ts";
import { parseDuration } from "../time/duration.ts";
import { isTimeZone } from "../time/zone.ts";

/** How long after its due instant a message may still leave (domain.md, Journey document: lateness). */
const DEFAULT_LATENESS = "PT24H";

/** Fills in the defaults of the settings and says what in them cannot be used. */
export function readSettings(journey: Journey): { settings: GraphSettings; problems: Problem[] } {
  const { settings } = journey;
  const problems: Problem[] = [];
  const checkDuration = (text: string | undefined, path: string): void => {
    if (text === undefined) return;
    const duration = parseDuration(text);
    if (duration === undefined) problems.push(problem("bad-duration", { path }, { text }));
    else if (duration.sign < 0) problems.push(problem("negative-duration", { path }, { text }));
  };
  const readCondition = (value: unknown, path: string): Condition | undefined => {
    const parsed = Condition.safeParse(value);
    if (!parsed.success) {
      problems.push(...schemaProblems(parsed.error, path));
      return undefined;
    }
    problems.push(...validateCondition(parsed.data, path));
    return parsed.data;
  };

  if (settings.timeZone !== undefined && !isTimeZone(settings.timeZone))
    problems.push(problem("bad-time-zone", { path: "settings.timeZone" }, { zone: settings.timeZone }));
  checkDuration(settings.lateness, "settings.lateness");
  checkDuration(settings.reentry?.coolDown, "settings.reentry.coolDown");
  if (settings.reviewBy !== undefined && !isDate(settings.reviewBy))
    problems.push(problem("bad-date", { path: "settings.reviewBy" }, { text: settings.reviewBy }));

  const exitWhen = (settings.exitWhen ?? []).flatMap((rule, index): ExitRule[] => {
    const path = `settings.exitWhen[${index}]`;
    const parsed = ExitRule.safeParse(rule);
    if (parsed.success) {
      const condition = "when" in parsed.data ? parsed.data.when : parsed.data.where;
      if (condition !== undefined)
        problems.push(...validateCondition(condition, `${path}.${"when" in parsed.data ? "when" : "where"}`));
      return [parsed.data];
    }
    problems.push(...schemaProblems(parsed.error, path));
    return [];
  });

  const goals = (settings.goals ?? []).map((goal, index) => {
    const path = `settings.goals[${index}]`;
    checkDuration(goal.within, `${path}.within`);
    const where = goal.where === undefined ? undefined : readCondition(goal.where, `${path}.where`);
    return {
      id: goal.id,
      name: goal.name ?? goal.id,
      event: goal.event,
      ...(where === undefined ? {} : { where }),
      ...(goal.within === undefined ? {} : { within: goal.within }),
      exit: goal.exit ?? false,
    };
  });

  const content = (settings.content ?? []).flatMap((source, index): ContentSource[] => {
    const path = `settings.content[${index}]`;
    const parsed = ContentSource.safeParse(source);
    if (!parsed.success) {
      problems.push(...schemaProblems(parsed.error, path));
      return [];
    }
    checkDuration(parsed.data.freshFor, `${path}.freshFor`);
    checkDuration(parsed.data.timeout, `${path}.timeout`);
    return [parsed.data];
  });

  return {
    problems,
    settings: {
      ...(settings.timeZone === undefined ? {} : { timeZone: settings.timeZone }),
      locale: settings.locale ?? "en",
      reentry: {
        mode: settings.reentry?.mode ?? "after-exit",
        ...(settings.reentry?.coolDown === undefined ? {} : { coolDown: settings.reentry.coolDown }),
      },
      ...(settings.instanceKey === undefined || settings.instanceKey === ""
        ? {}
        : { instanceKey: settings.instanceKey }),
      exitWhen,
      goals,
      lateness: settings.lateness ?? DEFAULT_LATENESS,
      class: settings.class ?? "promotional",
      ...(settings.quietHours === undefined
        ? {}
        : { quietHours: { from: settings.quietHours.from, to: settings.quietHours.to } }),
      ...(content.length === 0 ? {} : { content }),
    },
  };
}

function isDate(text: string): boolean {
  return z.iso.date().safeParse(text).success || parseInstant(text) !== undefined;
}

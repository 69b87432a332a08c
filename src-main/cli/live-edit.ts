import { InvalidArgumentError, type Command } from "commander";
import type { PublishPlan } from "../../src-shared/api/shapes.ts";
import { WAITING_CHOICES, type WaitingChoice } from "../../src-shared/engine/live-edit.ts";
import { problemsOf } from "./failure.ts";
import type { Session } from "./session.ts";

/** What `publish` says of people on older versions, as the API takes it. */
interface LiveEditOptions {
  waiting: WaitingChoice;
  perVersion: Record<string, WaitingChoice>;
  map: Record<string, string>;
}

/** Adds the options of `publish` that say what becomes of people on older versions. */
export function addLiveEditOptions(command: Command): Command {
  return command
    .option(
      "--waiting <what>",
      "people on older versions: finish, move or end (default finish); 2=end says it of version 2 alone",
      collectWaiting,
    )
    .option(
      "--map <old=new>",
      "with move: the step where people go on whose own is gone; repeatable",
      collectMap,
    )
    .option("--plan", "only show what would become of them");
}

/** Reads what the options collected. */
export function readLiveEdit(options: Record<string, unknown>): LiveEditOptions {
  const { "": waiting = "finish", ...perVersion } = (options["waiting"] ?? {}) as Record<
    string,
    WaitingChoice
  >;
  return { waiting, perVersion, map: (options["map"] ?? {}) as Record<string, string> };
}

/** Shows a plan: a line per version and step, problems on stderr. */
export function showPlan(session: Session, id: string, plan: PublishPlan): void {
  const lines = plan.versions.flatMap(({ number, people, keep, move, end }) => [
    `version ${number}: ${people} waiting`,
    ...keep.map(({ node, count }) => `  ${count} at ${node} finish there`),
    ...move.map(
      ({ from, to, count }) => `  ${count} at ${from} ${from === to ? "move along" : `go on at ${to}`}`,
    ),
    ...end.map(({ node, count }) => `  ${count} at ${node} end`),
  ]);
  const what = plan.isNew
    ? `would publish ${id} as version ${plan.version}`
    : `${id} is version ${plan.version}`;
  session.report(problemsOf(id, plan.problems));
  session.show(plan, [what, ...lines, ...(lines.length === 0 ? ["nobody waits on an older version"] : [])]);
}

function collectWaiting(text: string, before: Record<string, string> = {}): Record<string, string> {
  const { key, value } = /^(?:(?<key>[1-9]\d*)=)?(?<value>.*)$/.exec(text)?.groups ?? {};
  if (!WAITING_CHOICES.some((choice) => choice === value))
    throw new InvalidArgumentError(`Allowed are ${WAITING_CHOICES.join(", ")}, alone or as VERSION=CHOICE.`);
  return { ...before, [key ?? ""]: value ?? "" };
}

function collectMap(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [from = "", to = "", ...rest] = text.split("=");
  if (from === "" || to === "" || rest.length > 0) throw new InvalidArgumentError("Write it as old=new.");
  return { ...before, [from]: to };
}

import { parseDuration } from "../../time/duration.ts";
import { dateInstant } from "../../time/moment.ts";
import { isWindow, parseClock } from "../../time/window.ts";
import type { ParamProblem } from "../define.ts";
import { checkOwnPorts, paramProblem } from "../own-ports.ts";
import type { WaitParams } from "./params.ts";

/** What the schema cannot say: durations, hours and dates that are none, arms without a cause. */
export function validate(params: WaitParams): ParamProblem[] {
  if (params.for === "duration") return durationProblems(params.duration, "duration");
  if (params.for === "window") return isWindow(params) ? [] : [paramProblem("bad-window", "from")];
  if (params.for === "date")
    return [
      ...dateProblems(params.date),
      ...(params.offset !== undefined && parseDuration(params.offset) === undefined
        ? [paramProblem("bad-duration", "offset", { text: params.offset })]
        : []),
      ...(params.at !== undefined && parseClock(params.at) === undefined
        ? [paramProblem("bad-window", "at")]
        : []),
    ];
  if (params.for === "smart") {
    const times = [params.fallback, params.window?.from, params.window?.to].filter(
      (text) => text !== undefined,
    );
    return times.every((text) => parseClock(text) !== undefined)
      ? []
      : [paramProblem("bad-window", "fallback")];
  }
  const arms = params.arms.flatMap((arm, index): ParamProblem[] =>
    (arm.event ?? "") === "" && arm.when === undefined
      ? [paramProblem("arm-without-cause", `arms[${index}].event`)]
      : [],
  );
  const timeout =
    params.timeout === undefined
      ? [paramProblem("no-timeout", "timeout")]
      : durationProblems(params.timeout, "timeout");
  return [...checkOwnPorts("arms", params.arms), ...arms, ...timeout];
}

function durationProblems(text: string, path: string): ParamProblem[] {
  const duration = parseDuration(text);
  if (duration === undefined) return [paramProblem("bad-duration", path, { text })];
  return duration.sign < 0 ? [paramProblem("negative-duration", path, { text })] : [];
}

function dateProblems({
  attribute,
  entry,
  literal,
}: Extract<WaitParams, { for: "date" }>["date"]): ParamProblem[] {
  const named = [attribute, entry, literal].filter((text) => text !== undefined && text !== "");
  if (named.length === 0) return [paramProblem("missing-date", "date")];
  if (named.length > 1) return [paramProblem("date-twice", "date")];
  return literal !== undefined && literal !== "" && dateInstant(literal, { zone: "UTC" }) === undefined
    ? [paramProblem("bad-date", "date.literal", { text: literal })]
    : [];
}

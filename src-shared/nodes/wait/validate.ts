import { parseDuration } from "../../time/duration.ts";
import { dateInstant } from "../../time/moment.ts";
import { isWindow, parseClock } from "../../time/window.ts";
import type { ParamProblem } from "../define.ts";
import { checkOwnPorts, paramProblem } from "../own-ports.ts";
import { namesDate } from "./by-date.ts";
import type { DateSource, UntilArm, WaitParams } from "./params.ts";
import { endsByTheClock } from "./parts.ts";

/** What the schema cannot say: durations, hours and dates that are none, arms without a cause. */
export function validate(params: WaitParams): ParamProblem[] {
  if (params.for === "duration") return durationProblems(params.duration, "duration");
  if (params.for === "window") return isWindow(params) ? [] : [paramProblem("bad-window", "from")];
  if (params.for === "date")
    return namesDate(params.date) ? dateProblems(params, "") : [paramProblem("missing-date", "date")];
  if (params.for === "smart") {
    const times = [params.fallback, params.window?.from, params.window?.to].filter(
      (text) => text !== undefined,
    );
    return times.every((text) => parseClock(text) !== undefined)
      ? []
      : [paramProblem("bad-window", "fallback")];
  }
  const arms = params.arms.flatMap((arm, index) => armProblems(arm, `arms[${index}]`));
  const timeout =
    params.timeout !== undefined
      ? durationProblems(params.timeout, "timeout")
      : endsByTheClock(params)
        ? []
        : [paramProblem("no-timeout", "timeout")];
  return [...checkOwnPorts("arms", params.arms), ...arms, ...timeout];
}

function durationProblems(text: string, path: string): ParamProblem[] {
  const duration = parseDuration(text);
  if (duration === undefined) return [paramProblem("bad-duration", path, { text })];
  return duration.sign < 0 ? [paramProblem("negative-duration", path, { text })] : [];
}

function armProblems(arm: UntilArm, path: string): ParamProblem[] {
  const { date } = arm;
  const hasEvent = (arm.event ?? "") !== "";
  return [
    ...(hasEvent || arm.when !== undefined || namesDate(date)
      ? []
      : [paramProblem("arm-without-cause", `${path}.event`)]),
    ...(arm.saveAs && !hasEvent ? [paramProblem("nothing-to-save", `${path}.saveAs`)] : []),
    ...(namesDate(date) ? dateProblems({ ...arm, date }, `${path}.`) : []),
  ];
}

/** A date comes from one place; a variable may stand before it. @param prefix of the paths, `arms[0].` */
function dateProblems(
  { date, offset, at }: { date: DateSource; offset?: string | undefined; at?: string | undefined },
  prefix: string,
): ParamProblem[] {
  const { attribute, entry, literal } = date;
  const named = [attribute, entry, literal].filter((text) => text !== undefined && text !== "");
  return [
    ...(named.length > 1 ? [paramProblem("date-twice", `${prefix}date`)] : []),
    ...(literal !== undefined && literal !== "" && dateInstant(literal, { zone: "UTC" }) === undefined
      ? [paramProblem("bad-date", `${prefix}date.literal`, { text: literal })]
      : []),
    ...(offset !== undefined && offset !== "" && parseDuration(offset) === undefined
      ? [paramProblem("bad-duration", `${prefix}offset`, { text: offset })]
      : []),
    ...(at !== undefined && parseClock(at) === undefined ? [paramProblem("bad-window", `${prefix}at`)] : []),
  ];
}

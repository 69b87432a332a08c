import { namesDate } from "./by-date.ts";
import type { DateSource, UntilArm, WaitParams } from "./params.ts";

/** The arms of a wait, whatever it is for. */
export function armsOf(params: WaitParams): UntilArm[] {
  return params.for === "until" ? params.arms : [];
}

/** When a wait gives up, as written. */
export function timeoutOf(params: WaitParams): string | undefined {
  return params.for === "until" ? params.timeout : undefined;
}

/** Every date a wait goes by, with the path of its source inside params. */
export function datesOf(params: WaitParams): { path: string; date: DateSource }[] {
  if (params.for === "date") return [{ path: "date", date: params.date }];
  return armsOf(params).flatMap(({ date }, index) =>
    namesDate(date) ? [{ path: `arms[${index}].date`, date }] : [],
  );
}

/** Whether the clock alone ends a wait for something: a date that is read from somewhere may never be known. */
export function endsByTheClock(params: WaitParams): boolean {
  return timeoutOf(params) !== undefined || datesOf(params).some(({ date }) => Boolean(date.literal));
}

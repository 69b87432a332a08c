import { createGuard } from "./guard.ts";
import { runUntilIdle, type Drive, type DriveOptions } from "./run-until-idle.ts";
import type { SchedulerParts } from "./work.ts";

/** Works what is due once, under the same guard of the clocks as a scheduler that keeps running. */
export async function runGuarded(
  parts: SchedulerParts,
  options: Omit<DriveOptions, "mayWork"> = {},
): Promise<Drive> {
  const guard = createGuard(parts);
  const whole: Drive = { people: 0, parked: [], aborted: false };
  do {
    const drive = await runUntilIdle(parts, { ...options, mayWork: guard.mayWork });
    whole.people += drive.people;
    whole.parked.push(...drive.parked);
    whole.aborted = drive.aborted;
  } while (!whole.aborted && guard.conclude());
  guard.stop();
  return whole;
}

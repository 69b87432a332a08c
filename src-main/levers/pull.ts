import { standIn } from "../channels/sinks/stand-in.ts";
import { onFailpoint } from "../failpoints.ts";
import { plannedFailpoints } from "./planned-failpoints.ts";
import { scriptedChannels } from "./scripted-channels.ts";

/**
 * Sets the test levers the environment asks for (docs/test-levers.md): failpoints, and scripted sinks in place of
 * channels. Nothing is set unless `PARCOURS_TEST_LEVERS=on` is there too, so that a variable left behind harms nobody;
 * and nothing that reaches people imports this folder (scripts/setup/bundle-check.mjs), so that no variable does.
 * @throws TypeError for a failpoint that does not exist
 */
export function pullLevers(environment: NodeJS.ProcessEnv): void {
  if (environment["PARCOURS_TEST_LEVERS"] !== "on") return;
  const reached = plannedFailpoints(environment);
  if (reached !== undefined) onFailpoint(reached);
  const sinks = environment["PARCOURS_SINKS"];
  if (sinks !== undefined && sinks !== "") standIn((clock, timers) => scriptedChannels(sinks, clock, timers));
}

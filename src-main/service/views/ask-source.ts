import type { SourceQuestion } from "../../../src-shared/api/simulation.ts";
import { addressFor } from "../../../src-shared/engine/compose.ts";
import { isAskable, requestTo } from "../../../src-shared/engine/content.ts";
import type { World } from "../../../src-shared/engine/world.ts";
import type { Mock } from "../../../src-shared/simulate/scenario-schema.ts";
import { resolveZone } from "../../../src-shared/time/zone.ts";
import type { ContentKeeper } from "../../scheduler/content.ts";

/**
 * Asks a source what it would answer for a persona now: the address is made as for a message, and asked as for one.
 * @returns the answer as a sample for simulations, or why there was none
 */
export async function askSource(
  { source, person, entry, locale = "en", timeZone }: SourceQuestion,
  by: {
    ask: ContentKeeper["askNow"];
    render: World["render"];
    /** Epoch ms. */
    now: number;
    /** Zones of the workspace and the machine, for who has none. */
    timeZones: readonly (string | undefined)[];
  },
): Promise<Mock> {
  const { zone } = resolveZone([person.timeZone, timeZone, ...by.timeZones]);
  const run = { entry: { messageId: "preview", at: by.now, ...entry }, vars: {}, answers: {} };
  const url = addressFor({ person, locale, zone, now: by.now, run }, by.render, source.url);
  if (!isAskable(url)) return { status: "failed", reason: "bad-url" };
  const result = await by.ask(requestTo(source, url));
  return result.ok
    ? { status: "accepted", answer: result.value as Extract<Mock, { status: "accepted" }>["answer"] }
    : { status: "failed", reason: result.reason };
}

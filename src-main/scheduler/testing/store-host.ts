import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LiveEditInput } from "../../../src-shared/api/shapes.ts";
import { DEFAULT_POLICIES, type Policies } from "../../../src-shared/engine/policies.ts";
import type { World } from "../../../src-shared/engine/world.ts";
import type { Journey } from "../../../src-shared/journey/schema.ts";
import type { PersonEvent } from "../../../src-shared/person/events.ts";
import type { Person } from "../../../src-shared/person/person.ts";
import { renderInline } from "../../../src-shared/render/render-inline.ts";
import type { GivenTest } from "../../../src-shared/simulate/tallies.ts";
import { storeDraft } from "../../service/drafts.ts";
import { importPeople } from "../../service/people-import.ts";
import { ingestEvents } from "../../service/ingest.ts";
import { publishJourney } from "../../service/lifecycle.ts";
import { findJourney } from "../../store/journeys.ts";
import { savePolicies } from "../../store/settings.ts";
import { openStore } from "../../store/open.ts";
import { addCounts, saveWinners } from "../../store/split-tests.ts";
import { traceAfter } from "../../store/trace.ts";
import { NO_SAMPLE, type ContentSample } from "../../../src-shared/simulate/simulate.ts";
import { bringForward } from "../../store/agenda.ts";
import { createContentKeeper } from "../content.ts";
import { steppedClock } from "../clock.ts";
import { runUntilIdle } from "../run-until-idle.ts";
import { createWorldSource, type WorldSource } from "../world-source.ts";

/** One person's story for a host. Instants are epoch ms. */
export interface StoreCase {
  journey: Journey;
  persona: Person;
  events: readonly PersonEvent[];
  start: number;
  until?: number | undefined;
  /** Instants at which the clock stops, ascending; what happens later is only known from then on. */
  stops?: readonly number[];
  policies?: Policies;
  seed?: number;
  /** How tests of splits stand at the start. */
  splits?: readonly GivenTest[] | undefined;
  /** What fills in messages; absent, everything but MJML is rendered right here. */
  render?: typeof renderInline;
  /** Sample answers of channels; absent, the outbox takes everything. */
  inline?: World["inline"];
  /** Sample answers of connected content by source. */
  content?: (source: string) => ContentSample;
}

/**
 * Where the stores of these tests live. Thousands are opened one after the other, and in a file system in memory the
 * same code with the same pragmas has no disk to wait for: what is compared is what gets written, not its durability.
 */
const PLACE = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** The lines of the trace that the SQLite scheduler writes for one person on the virtual clock, in a store of its own. */
export async function traceInStore(play: StoreCase): Promise<string[]> {
  const { journey, persona, events, start, policies = DEFAULT_POLICIES, seed = 1 } = play;
  const folder = mkdtempSync(join(PLACE, "parcours-test-"));
  const { db, lock, close } = openStore(folder, 0);
  try {
    savePolicies(db, policies);
    for (const { node: nodeId, goal, arms, winner } of play.splits ?? []) {
      const test = { journeyId: journey.id, nodeId, goal };
      addCounts(
        db,
        Object.entries(arms).map(([arm, count]) => ({ ...test, arm, ...count })),
      );
      if (winner !== undefined) saveWinners(db, [{ ...test, arm: winner, at: start, arms }]);
    }
    const clock = steppedClock(start);
    const content = createContentKeeper({
      get: ({ source }) => Promise.resolve(play.content?.(source) ?? NO_SAMPLE),
      now: () => clock.now(),
      arrived: (people) => db.transaction(() => people.forEach((id) => bringForward(db, id, clock.now()))),
    });
    const { render = renderInline } = play;
    const outbox = createWorldSource(db, { render, content: content.find, timeZone: "UTC", seed });
    const worlds = play.inline === undefined ? outbox : answering(outbox, play.inline);
    storeDraft(db, journey, start);
    const row = findJourney(db, journey.id);
    if (row === undefined || !publishJourney({ db, worlds }, row, LiveEditInput.parse({}), start).ok)
      throw new Error("the case publishes");
    importPeople(db, [persona], start, worlds.watchesPeople());
    let known = -Infinity;
    for (const stop of [...(play.stops ?? []), play.until]) {
      ingestEvents(
        db,
        events.filter(({ timestamp }) => known < timestamp && timestamp <= (stop ?? Infinity)),
        start,
      );
      known = stop ?? Infinity;
      await runUntilIdle({ db, lock, clock, worlds, content }, { until: stop });
    }
    return traceAfter(db, 0, 100_000).map(({ line }) => line);
  } finally {
    close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same world, whose channels answer as a scenario says. */
function answering(source: WorldSource, inline: World["inline"]): WorldSource {
  return {
    ...source,
    current: () => {
      const { world, ...rest } = source.current();
      return { ...rest, world: { ...world, inline } };
    },
  };
}

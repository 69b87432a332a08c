import type { ContentAnswer } from "../../src-shared/engine/content-answer.ts";
import { watchesPeople } from "../../src-shared/engine/watch.ts";
import { listenedEvents } from "../../src-shared/engine/references.ts";
import type { LiveJourney, World } from "../../src-shared/engine/world.ts";
import type { Graph } from "../../src-shared/graph/graph.ts";
import { compareText } from "../../src-shared/journey/write.ts";
import type { RenderRequest, RenderResult } from "../../src-shared/render/request.ts";
import { NO_CHANNELS } from "../channels/channel.ts";
import type { ChannelDirectory } from "../channels/channel.ts";
import { keepsToOutbox } from "../channels/outbox.ts";
import type { ReadableDb } from "../store/db.ts";
import { listJourneys } from "../store/journeys.ts";
import { readOverdue } from "../store/overdue.ts";
import { versionsInUse } from "../store/runs.ts";
import { readSending } from "../store/sending.ts";
import { readSealedPolicies, readSeed } from "../store/settings.ts";
import { readTally } from "../store/split-tests.ts";
import { findVersion, graphByHash, graphOfVersion, newestVersion } from "../store/versions.ts";

/** What decisions depend on besides the person, read from the store once and kept until something changes it. */
export interface WorldSource {
  /** The world, and the names of the events whose history decisions look at, as a JSON list. */
  current(): { world: World; listened: string };
  /** To be called after publishing, pausing, resuming, stopping, changes of policies and what holds sending. */
  invalidate(): void;
  /** Grows each time the world may have become another. */
  revision(): number;
  /** What the world has from outside the store. */
  readonly fixed: { seed: number | undefined; timeZone: string };
  /** Whether a journey that is live or paused looks at people to whom nothing happens. */
  watchesPeople(journeyId?: string): boolean;
}

/** What the source needs besides the store. */
interface WorldOptions {
  render: (request: RenderRequest) => RenderResult;
  /** What is known of connected content, by address; absent where nothing may be asked. */
  content?: (url: string) => ContentAnswer | undefined;
  /** Overrides the seed of the workspace. */
  seed?: number | undefined;
  /** Which channels reach outside; without it none does. */
  channels?: ChannelDirectory | undefined;
  /** IANA zone of the machine: the last fallback before UTC. */
  timeZone: string;
}

/** Reads the world from a store. */
export function createWorldSource(db: ReadableDb, options: WorldOptions): WorldSource {
  const graphs = new Map<string, Graph>();
  let known: { world: World; listened: string } | undefined;
  let revision = 0;

  const graph = (hash: string): Graph | undefined => {
    const kept = graphs.get(hash);
    if (kept !== undefined) return kept;
    const read = graphByHash(db, hash);
    if (read !== undefined) graphs.set(hash, read);
    return read;
  };

  const read = (): { world: World; listened: string } => {
    const { policies, damaged } = readSealedPolicies(db);
    const journeys = readLiveJourneys(db);
    const world: World = {
      seed: options.seed ?? readSeed(db),
      policies,
      policiesDamaged: damaged,
      timeZone: options.timeZone,
      journeys,
      sending: readSending(db),
      tally: (test) => readTally(db, test),
      overdue: readOverdue(db),
      graph,
      render: options.render,
      content: (_source, url) => options.content?.(url),
      inline: keepsToOutbox(options.channels ?? NO_CHANNELS),
    };
    const pinned = versionsInUse(db)
      .map(({ journeyId, version }) => findVersion(db, journeyId, version))
      .map((version) => (version === undefined ? undefined : graph(version.hash)))
      .filter((each) => each !== undefined);
    const names = listenedEvents([...journeys.map((journey) => journey.graph), ...pinned], policies);
    return { world, listened: JSON.stringify(names) };
  };

  return {
    current: () => (known ??= read()),
    invalidate: () => {
      known = undefined;
      revision += 1;
    },
    revision: () => revision,
    fixed: { seed: options.seed, timeZone: options.timeZone },
    watchesPeople: (journeyId) =>
      (known ??= read()).world.journeys.some(
        ({ graph: each }) => (journeyId === undefined || each.journey === journeyId) && watchesPeople(each),
      ),
  };
}

/** Journeys that are live or paused with their newest graphs, in order of their id. */
function readLiveJourneys(db: ReadableDb): LiveJourney[] {
  const journeys: LiveJourney[] = [];
  for (const { id, state } of listJourneys(db)) {
    if (state !== "live" && state !== "paused") continue;
    const version = newestVersion(db, id);
    const graph = version === undefined ? undefined : graphOfVersion(db, id, version.number);
    if (graph !== undefined) journeys.push({ graph, open: state === "live" });
  }
  return journeys.sort((a, b) => compareText(a.graph.journey, b.graph.journey));
}

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { z } from "zod";
import { LiveEditInput } from "../../../../src-shared/api/shapes.ts";
import type { Policies } from "../../../../src-shared/engine/policies.ts";
import type { Send } from "../../../../src-shared/engine/run.ts";
import { readJourney } from "../../../../src-shared/journey/read.ts";
import type { Person } from "../../../../src-shared/person/person.ts";
import { renderInline } from "../../../../src-shared/render/render-inline.ts";
import { steppedClock } from "../../../scheduler/clock.ts";
import type { Clock } from "../../../scheduler/clock.ts";
import { runUntilIdle } from "../../../scheduler/run-until-idle.ts";
import { createWorldSource } from "../../../scheduler/world-source.ts";
import { storeDraft } from "../../../service/drafts.ts";
import { ingestEvents } from "../../../service/ingest.ts";
import { publishJourney } from "../../../service/lifecycle.ts";
import { at, waitAndMail } from "../../../service/testing/open.ts";
import { findJourney } from "../../../store/journeys.ts";
import { savePerson } from "../../../store/people.ts";
import { findDelivery } from "../../../store/deliveries.ts";
import { listSends } from "../../../store/sends.ts";
import { savePolicies } from "../../../store/settings.ts";
import { openStore } from "../../../store/open.ts";
import type { ChannelDirectory } from "../../channel.ts";
import { directoryOf } from "../../sinks/fixed-directory.ts";
import { scriptedSink, SinkScript } from "../../sinks/scripted.ts";
import { createCourier } from "../courier.ts";
import type { CourierOptions } from "../courier.ts";
import { timersOn } from "../timers.ts";

export const START = at("2027-03-12T18:00:00Z");

interface OutsideOptions {
  /** Journeys; without them one of a trigger and an email. */
  texts?: readonly string[];
  /** What the sinks of the channels say; a channel without one keeps to the outbox. Default: email takes everything. */
  sinks?: Record<string, z.input<typeof SinkScript>>;
  /** Channels of the test's own, in place of sinks. */
  channels?: ChannelDirectory;
  policies?: Policies;
  dataDir?: string;
  from?: number;
  /** Absent = a virtual one from `from` on. */
  clock?: Clock;
  courier?: Partial<CourierOptions>;
  render?: typeof renderInline;
}

/** Thousands of commits: what is tested is what they hold and their order, not the disk under them. */
function folderInMemory(): string {
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "parcours-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A journey that mails at once. */
export function mailAtOnce(id = "j", settings: object = {}): string {
  return waitAndMail(id, { wait: "PT0S", settings });
}

/** A store with published journeys, a scheduler and a courier over scripted sinks, all on one virtual clock. */
export function openOutside(options: OutsideOptions = {}) {
  const dataDir = options.dataDir ?? folderInMemory();
  const from = options.clock?.now() ?? options.from ?? START;
  const store = openStore(dataDir, from);
  const { db, lock } = store;
  let open = true;
  const close = () => {
    if (open) store.close();
    open = false;
  };
  onTestFinished(close);
  const clock = options.clock ?? steppedClock(from);
  const timers = timersOn(clock);
  const sinks = Object.entries(options.sinks ?? { email: {} }).map(([id, script]) =>
    scriptedSink(id, SinkScript.parse(script), clock, timers),
  );
  const channels = options.channels ?? directoryOf(sinks);
  const worlds = createWorldSource(db, { render: options.render ?? renderInline, timeZone: "UTC", channels });
  if (options.policies !== undefined) savePolicies(db, options.policies);
  for (const text of options.texts ?? [mailAtOnce()]) {
    const { journey } = readJourney(text);
    if (journey === undefined) throw new Error("the journey of the test cannot be read");
    if (findJourney(db, journey.id) !== undefined) continue;
    storeDraft(db, journey, from);
    const row = findJourney(db, journey.id);
    if (row === undefined || !publishJourney({ db, worlds }, row, LiveEditInput.parse({}), from).ok)
      throw new Error("not publishable");
  }
  const parts = { db, lock, clock, worlds, channels, timers };
  const courier = createCourier({
    ...parts,
    onError: (error) => {
      throw error;
    },
    ...options.courier,
  });
  return {
    ...parts,
    dataDir,
    courier,
    close,
    sinks: Object.fromEntries(sinks.map((sink) => [sink.id, sink])),
    /** Messages a sink took or may have taken, by send. */
    taken: (channel = "email"): string[] =>
      (sinks.find(({ id }) => id === channel)?.offered ?? [])
        .filter(({ outcome }) => outcome === "accepted" || outcome === "unknown")
        .map(({ message }) => message.sendId),
    addPeople: (...people: (Partial<Person> & { id: string })[]) => {
      for (const person of people)
        savePerson(
          db,
          { email: `${person.id}@example.com`, traits: {}, devices: [], consents: [], ...person },
          clock.now(),
        );
    },
    tell: (name: string, ...ids: string[]) => {
      ingestEvents(
        db,
        ids.map((personId) => ({
          messageId: `${name}-${personId}-${clock.now()}`,
          type: "track" as const,
          name,
          personId,
          properties: {},
        })),
        clock.now(),
      );
    },
    run: (until?: number) => runUntilIdle({ db, lock, clock, worlds, courier }, { until }),
    sends: (): Send[] => listSends(db, { limit: 1_000_000, offset: 0 }).sends.reverse(),
    statuses: (): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const { status, reason } of listSends(db, { limit: 1_000_000, offset: 0 }).sends) {
        const key = reason === undefined ? status : `${status}: ${reason}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
      return counts;
    },
    delivery: (sendId: string | undefined) => findDelivery(db, sendId ?? ""),
  };
}

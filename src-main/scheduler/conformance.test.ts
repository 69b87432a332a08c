import fc from "../../src-shared/testing/drawn.ts";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../../src-shared/compile/compile.ts";
import { readConformanceCase } from "../../src-shared/engine/conformance/fixtures.ts";
import { writeTraceLine } from "../../src-shared/engine/trace.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import { simulate } from "../../src-shared/simulate/simulate.ts";
import { drawnCase } from "./testing/drawn-case.ts";
import { traceInStore, type StoreCase } from "./testing/store-host.ts";

/** How many stories are drawn, and the seed of the first; each story has a seed of its own, one more than the last. */
const RUNS = Number(process.env["PARCOURS_CONFORMANCE_RUNS"] ?? 1_000);
const FIRST_SEED = Number(process.env["PARCOURS_CONFORMANCE_SEED"] ?? 1);
/** Enough for a thousand stories on a busy machine; more are asked for by whoever has the time. */
const LIMIT_MS = 300_000 + RUNS * 200;

function traceInSimulator(play: StoreCase): string[] {
  const { graph, problems } = compile(play.journey);
  if (graph === undefined) throw new Error(`the case compiles: ${JSON.stringify(problems)}`);
  const { persona, events, start, until, policies, splits, seed } = play;
  if (policies === undefined || seed === undefined) throw new Error("a drawn story names policies and seed");
  const simulation = { graph, persona, events, start, until, policies, splits, seed, timeZone: "UTC" };
  return simulate({ ...simulation, render: renderInline }).trace.map(writeTraceLine);
}

describe("the simulator and the SQLite scheduler write the same trace, byte for byte", () => {
  const folder = join(import.meta.dirname, "../../src-shared/nodes");
  const kinds = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  it.each(kinds.map((kind) => kind.name))("for the fixture of %s", async (kind) => {
    const read = (file: string): string => readFileSync(join(folder, kind, file), "utf8");
    const { persona, events, start, until, journeyText } = readConformanceCase(
      read("fixture.journey.json"),
      read("fixture.plan.json"),
    );
    const { journey } = readJourney(journeyText);
    if (journey === undefined) throw new Error("the fixture reads");
    expect(await traceInStore({ journey, persona, events, start, until })).toEqual(
      read("fixture.trace.ndjson").trimEnd().split("\n"),
    );
  });

  it(
    `for ${RUNS} stories drawn at random, from seed ${FIRST_SEED} on`,
    async () => {
      const story = fc.asyncProperty(drawnCase, async (play) => {
        expect(await traceInStore(play)).toEqual(traceInSimulator(play));
      });
      for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed += 1) {
        // Not shrunk: each try of a smaller story opens a store, and the seed replays the whole one.
        const found = await fc.check(story, { seed, numRuns: 1, endOnFailure: true });
        if (found.failed)
          throw new Error(
            `seed ${seed} differs; PARCOURS_CONFORMANCE_SEED=${seed} PARCOURS_CONFORMANCE_RUNS=1 replays it\n` +
              fc.defaultReportMessage(found),
          );
      }
    },
    LIMIT_MS,
  );
});

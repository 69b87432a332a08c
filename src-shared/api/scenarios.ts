import { z } from "zod";
import { Id } from "../journey/schema.ts";
import { LIMITS } from "../limits.ts";
import { ProblemShape } from "./shapes.ts";

/** How many scenarios a journey may have. */
export const MOST_SCENARIOS = 1_000;

const ScenarioText = z.string().max(LIMITS.documentBytes);

/** A scenario as it is kept. */
export const KeptScenario = z.object({
  id: Id,
  name: z.string(),
  /** The file (formats.md, Scenario). */
  text: z.string(),
  /** Epoch ms. */
  updatedAt: z.number(),
});
export type KeptScenario = z.infer<typeof KeptScenario>;

export const ScenarioList = z.object({
  /** All have to pass before the journey is published. */
  gate: z.boolean(),
  scenarios: z.array(KeptScenario),
});

/** A scenario to be kept: without an id it is a new one. */
export const ScenarioSave = z.object({ journeyId: Id, id: Id.optional(), text: ScenarioText });

/** What came of one expectation, as a sentence in each language; a failed one says what happened instead. */
const JudgedExpectation = z.object({
  ok: z.boolean(),
  /** As the file says it, in short: `sent mail, count 1`. */
  expected: z.string(),
  words: z.object({ en: z.string(), fr: z.string() }),
});

const Counted = z.object({ all: z.number(), reached: z.number(), missed: z.array(z.string()) });

export const ScenarioResults = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      passed: z.boolean(),
      expect: z.array(JudgedExpectation),
      /** Why it could not be played. */
      problems: z.array(ProblemShape),
    }),
  ),
  /** Steps, and connected ways out written `step.port`; absent while the journey does not compile. */
  coverage: z.object({ nodes: Counted, ports: Counted }).optional(),
  /** A way to the first of them that nobody goes, and what a persona for it would need; absent when all are gone. */
  uncovered: z
    .object({
      /** From the entry on: steps and the ways out by which they are left. */
      path: z.array(z.object({ node: z.string(), port: z.string() })),
      end: z.string(),
      /** Attributes she needs, as far as conditions on the way say it. */
      traits: z.record(z.string(), z.unknown()),
      /** What else has to hold on the way, as sentences: the tester has to see to it. */
      open: z.object({ en: z.array(z.string()), fr: z.array(z.string()) }),
    })
    .optional(),
  /** What keeps the journey from being played at all. */
  problems: z.array(ProblemShape),
});
export type ScenarioResults = z.infer<typeof ScenarioResults>;

import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take longest, the longest first: begun last, one of them would keep one processor busy alone at the end. */
const LONGEST = [
  "tests/crash/outside.test.ts",
  "tests/crash/kill.test.ts",
  "src-main/scheduler/conformance.test.ts",
  "tests/tooling/types.test.ts",
  "src-main/service/sketch.test.ts",
  "src-main/service/damage.test.ts",
  "src-shared/nodes/adding-a-kind.test.ts",
];

/** A clean checkout knows no durations of earlier runs, by which vitest would sort. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return found < 0 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

/**
 * Two projects: `unit` (beside the code, fast, no built files) and `crash` (kills real processes, needs `npm run build`).
 * Zero tests are a failure, never a pass.
 */
export default defineConfig({
  test: {
    passWithNoTests: false,
    allowOnly: !process.env["CI"],
    // Threads that are started from TypeScript have it read by WebAssembly, whose wrappers V8 replaces after a thousand
    // calls; where a thread ends at that moment, the whole process ends ("Check failed: jit_page.has_value()").
    execArgv: ["--wasm-wrapper-tiering-budget=1000000000"],
    // Left alone, vitest keeps a processor to itself: on the two of a small machine that halves the work done.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["src-*/**/*.test.{ts,tsx}", "tests/**/*.test.ts", "bench/**/*.test.ts"],
          exclude: ["tests/crash/**", "**/node_modules/**"],
          // Against what hangs, not a measure of speed: the machine may be busy with something else.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "crash",
          environment: "node",
          include: ["tests/crash/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          // Each file has data folders and servers of its own; two keep two processors busy, more would only
          // make every process that is killed later in its work.
          maxWorkers: 2,
        },
      },
    ],
  },
});

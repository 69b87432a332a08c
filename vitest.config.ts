import { defineConfig } from "vitest/config";

/**
 * Two projects: `unit` (beside the code, fast, no built files) and `crash` (kills real processes, needs `npm run build`).
 * Zero tests are a failure, never a pass.
 */
export default defineConfig({
  test: {
    passWithNoTests: false,
    allowOnly: !process.env["CI"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["src-*/**/*.test.{ts,tsx}", "tests/**/*.test.ts", "bench/**/*.test.ts"],
          exclude: ["tests/crash/**", "**/node_modules/**"],
          testTimeout: 15_000,
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
          fileParallelism: false,
        },
      },
    ],
  },
});

import { at, nodePath, toolEnvironment, toolPath } from "../setup/checkout.mjs";
import { run } from "../setup/child.mjs";
import { lastLines } from "../setup/install.mjs";
import { seconds } from "../setup/say.mjs";

/** The code by which a check says that it could not run here (scripts/dead-code.mjs). */
const couldNotRun = 75;

/**
 * @typedef {{ name: string, args: string[], mend: string }} Step
 * @typedef {{ name: string, state: "passed" | "failed" | "skipped", reason?: string }} Verdict
 */

/**
 * The checks that read the code without running it, cheapest first.
 * @returns {Step[]}
 */
export function staticSteps() {
  return [
    { name: "format", args: [toolPath("prettier"), "--check", "."], mend: "npm run format" },
    { name: "lint", args: [toolPath("eslint"), ".", "--max-warnings", "0"], mend: "npm run lint" },
    { name: "types", args: [at("scripts", "types.mjs")], mend: "npm run types" },
    { name: "boundaries", args: [at("scripts", "boundaries.mjs")], mend: "npm run boundaries" },
    { name: "dead code", args: [at("scripts", "dead-code.mjs")], mend: "npm run dead" },
  ];
}

/**
 * Runs all static steps, failed or not: lint, which takes as long as the rest together, beside the others.
 * @returns {Promise<Verdict[]>} in the order of the steps, whichever ended first
 */
export async function runStaticSteps() {
  const steps = staticSteps();
  /** @type {Map<string, Verdict>} */
  const verdicts = new Map();
  const lane = async (/** @type {Step[]} */ some) => {
    for (const step of some) verdicts.set(step.name, await runStep(step));
  };
  const isLint = (/** @type {Step} */ { name }) => name === "lint";
  await Promise.all([lane(steps.filter(isLint)), lane(steps.filter((step) => !isLint(step)))]);
  return steps.flatMap(({ name }) => verdicts.get(name) ?? []);
}

/** @returns {Step} */
export function unitStep() {
  return { name: "unit tests", args: [toolPath("vitest"), "run", "--project", "unit"], mend: "npm run unit" };
}

/**
 * Runs one check and prints its name, its end and its time; on failure also what it said.
 * @param {Step} step
 * @returns {Promise<Verdict>}
 */
export async function runStep({ name, args, mend }) {
  const start = performance.now();
  const { code, output } = await run(nodePath(), args, { env: toolEnvironment({ FORCE_COLOR: undefined }) });
  const time = seconds(performance.now() - start);
  if (code === 0) {
    console.log(
      `ok       ${name.padEnd(12)} ${time.padStart(8)}   ${lastLines(output, 1).trim().slice(0, 80)}`,
    );
    return { name, state: "passed" };
  }
  if (code === couldNotRun) {
    const reason = lastLines(output, 1).trim();
    console.log(`SKIPPED  ${name.padEnd(12)} ${time.padStart(8)}   ${reason}`);
    return { name, state: "skipped", reason };
  }
  console.log(output.trimEnd());
  console.log(`FAILED   ${name.padEnd(12)} ${time.padStart(8)}   again alone: ${mend}`);
  return { name, state: "failed" };
}

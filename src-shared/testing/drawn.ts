import fc from "fast-check";

/**
 * fast-check for the tests of this project: the same cases in every run, so that a check of one commit has one result.
 * `PARCOURS_DRAW_SEED=random` draws others each time, a number those of that seed; what fails prints its seed.
 */
const SEED = 20270312;

function chosenSeed(): number | undefined {
  const { process } = globalThis as { process?: { env: Record<string, string | undefined> } };
  const chosen = process?.env["PARCOURS_DRAW_SEED"] ?? String(SEED);
  return chosen === "random" ? undefined : Number(chosen);
}

fc.configureGlobal({ seed: chosenSeed() });

export default fc;

import { compile } from "../../src-shared/compile/compile.ts";
import type { Known } from "../../src-shared/compile/known.ts";
import { applyCommand } from "../../src-shared/journey/commands.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { writeJourney } from "../../src-shared/journey/write.ts";
import type { Problem } from "../../src-shared/problems.ts";
import { LIMITS } from "../../src-shared/limits.ts";

/**
 * Carries out the fixes that are safe, one after the other, because each may be written against what the one before
 * left; a fix that changes nothing ends it.
 * @returns the journey and the problems whose fixes were carried out
 */
export function mendSafely(
  journey: Journey,
  known: Known | undefined,
): { journey: Journey; mended: Problem[] } {
  const mended: Problem[] = [];
  let current = journey;
  while (mended.length < LIMITS.problems) {
    const found = compile(current, known).problems.find(({ fix }) => fix?.safe === true);
    if (found?.fix === undefined) break;
    const next = applyCommand(current, found.fix.command).journey;
    if (writeJourney(next) === writeJourney(current)) break;
    current = next;
    mended.push(found);
  }
  return { journey: current, mended };
}

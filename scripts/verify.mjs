// npm run verify: format, lint, types, boundaries, dead code, unit tests. Stops at the first failure.
import { runStep, staticSteps, unitStep } from "./checks/steps.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { main } from "./setup/say.mjs";

await main(async () => {
  await ensureInstalled();
  const skipped = [];
  for (const step of [...staticSteps(), unitStep()]) {
    const verdict = await runStep(step);
    if (verdict.state === "skipped") skipped.push(verdict.name);
    if (verdict.state !== "failed") continue;
    console.log(`verify failed at: ${verdict.name}`);
    process.exitCode = 1;
    return;
  }
  console.log(skipped.length > 0 ? `verify passed; not run here: ${skipped.join(", ")}` : "verify passed");
});

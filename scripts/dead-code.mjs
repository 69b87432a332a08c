// npm run dead: knip, by npx since its per-platform package cannot be had everywhere and would break `npm ci`.
// Ends with code 75 and a reason where the tool itself cannot be fetched or started: not run is not passed.
import { npm } from "./setup/child.mjs";
import { toolEnvironment } from "./setup/checkout.mjs";

const couldNotRun = 75;
const { code, output } = await npm(
  ["exec", "--yes", "--", "knip@6.44.2", "--no-progress", ...process.argv.slice(2)],
  {
    env: toolEnvironment(),
    timeout: 300_000,
  },
);

const unavailable =
  code === 127 || code === 124
    ? `npx did not start or did not end (code ${code})`
    : /npm (?:error|ERR!)/.test(output)
      ? output.match(/npm (?:error|ERR!)[^\n]*/)?.[0]
      : output.match(/Cannot find (?:native binding|module '@(?:oxc|napi)[^\n]*)/)?.[0];

if (code !== 0 && unavailable !== undefined) {
  console.log(`knip cannot run here: ${unavailable.trim()}`);
  process.exitCode = couldNotRun;
} else {
  console.log(output.trim() || "Nothing unused.");
  process.exitCode = code;
}

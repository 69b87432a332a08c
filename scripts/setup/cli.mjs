import { pathToFileURL } from "node:url";
import { at, isCheckout, memoryFlags, neededNode, nodePath, runningNode } from "./checkout.mjs";
import { handOver } from "./child.mjs";

/**
 * Becomes the command line of the built app. When this process is new enough it loads it right here (one process
 * less, and a signal or a kill meets the real one); otherwise it hands over to Node 24.
 * Test levers (docs/test-levers.md) are pulled in a checkout only: an installed app has no file that holds them.
 * @param {string[]} args
 */
export async function runCli(args) {
  const levers = process.env["PARCOURS_TEST_LEVERS"] === "on" && isCheckout();
  const cli = at("out", "main", levers ? "cli-with-levers.js" : "cli.js");
  if (runningNode() < neededNode) return handOver(nodePath(), [...memoryFlags, cli, ...args]);
  process.argv = [process.execPath, cli, ...args];
  await import(pathToFileURL(cli).href);
}

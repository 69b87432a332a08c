#!/usr/bin/env node
// parcours: the command line (docs: README, Command line). Set-up first, so that it works in a fresh checkout.
import { ensureBuilt } from "./setup/build.mjs";
import { runCli } from "./setup/cli.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { main } from "./setup/say.mjs";

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  await runCli(process.argv.slice(2));
});

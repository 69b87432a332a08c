// npm run docs: the pages that follow from the definitions (docs/kinds, docs/problems.md, docs/time.md), written anew.
import { at, nodePath, toolEnvironment } from "./setup/checkout.mjs";
import { handOver } from "./setup/child.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { main } from "./setup/say.mjs";

await main(async () => {
  await ensureInstalled();
  await handOver(nodePath(), [at("scripts", "docs", "write.mjs")], toolEnvironment({}));
});

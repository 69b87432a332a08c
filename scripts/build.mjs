// npm run build: out/ from the sources, whether they changed or not.
import { ensureBuilt } from "./setup/build.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { main } from "./setup/say.mjs";

await main(async () => {
  await ensureInstalled();
  await ensureBuilt({ force: true });
});

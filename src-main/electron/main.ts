import { join } from "node:path";
import { app } from "electron";
import { dataFolder } from "../service/data-dir.ts";
import { dataDirArgument } from "./launch.ts";
import { startShell } from "./shell.ts";

// Entry of the desktop app. What it says when it cannot start goes to the terminal: there is no window yet.
startShell({
  dataDir: dataFolder(dataDirArgument(process.argv)),
  rendererDir: join(import.meta.dirname, "../renderer"),
  argv: process.argv,
  workingDirectory: process.cwd(),
}).catch((error: unknown) => {
  console.error(error);
  app.exit(1);
});

import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * The data folder to use: what was asked for, else `PARCOURS_DATA_DIR`, else the platform's place for user data.
 */
export function dataFolder(
  asked?: string,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const named = asked ?? environment["PARCOURS_DATA_DIR"];
  if (named !== undefined && named !== "") return resolve(named);
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "Parcours");
  if (platform === "win32")
    return join(environment["APPDATA"] ?? join(homedir(), "AppData", "Roaming"), "Parcours");
  return join(environment["XDG_DATA_HOME"] ?? join(homedir(), ".local", "share"), "parcours");
}

import { resolve } from "node:path";
import { deepLink } from "../../src-shared/api/desktop.ts";
import type { DeepLink } from "../../src-shared/api/desktop.ts";

/** What a start of the program asks for. */
export interface Launch {
  /** Absolute paths of journey files to open. */
  files: string[];
  links: DeepLink[];
}

/**
 * Reads `parcours:journey/<id>`, with or without the two slashes some systems add. A link names one thing by its id and
 * can ask for nothing else: no text, no query, no action.
 */
export function parseDeepLink(text: string): DeepLink | undefined {
  const match = /^parcours:(?:\/\/)?([a-z]+)\/([^/?#]+)\/?$/.exec(text);
  if (!match) return undefined;
  const parsed = deepLink.safeParse({ to: match[1], id: match[2] });
  return parsed.success ? parsed.data : undefined;
}

/** True for names the app answers for: `*.journey.json`, and `*.journey` where systems know one extension only. */
function isJourneyFile(text: string): boolean {
  return /\.journey(\.json)?$/i.test(text) && !text.startsWith("-");
}

/**
 * Finds files and links in a command line. Chromium mixes switches of its own into a second instance's arguments and
 * may reorder them, so arguments are judged by what they are, not by their place.
 */
export function readLaunch(argv: readonly string[], workingDirectory: string): Launch {
  const links = argv.map(parseDeepLink).filter((link) => link !== undefined);
  const files = argv.filter(isJourneyFile).map((file) => resolve(workingDirectory, file));
  return { files, links };
}

/** The folder named by `--data-dir DIR` or `--data-dir=DIR` (formats.md, Command line); undefined when there is none. */
export function dataDirArgument(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((argument) => argument === "--data-dir" || argument.startsWith("--data-dir="));
  const argument = argv[at];
  return argument === "--data-dir" ? argv[at + 1] : argument?.slice("--data-dir=".length);
}

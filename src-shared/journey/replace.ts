import type { Command } from "./commands.ts";
import { canonicalJson } from "./write.ts";
import type { Journey } from "./schema.ts";

/** One edit that makes of a document another one, whatever their keys: an import over a draft, an older version restored. */
export function replaceJourney(before: Journey, after: Journey): Command {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return {
    do: "batch",
    commands: [...keys]
      .filter((key) => canonicalJson(before[key]) !== canonicalJson(after[key]))
      .map((key) => ({ do: "set-field" as const, place: [key], value: after[key] })),
  };
}

import type { Command } from "./journey/commands.ts";

export type Severity = "error" | "warning" | "info";

/** Languages every text of the product exists in. */
export type Locale = "en" | "fr";

/**
 * One thing that is wrong with what a person wrote (domain.md, Words): user mistakes are data, never exceptions.
 * `message` and `hint` are English; `describeProblem` gives them in the reader's language from `code` and `args`.
 */
export interface Problem {
  code: string;
  severity: Severity;
  message: string;
  /** Where: a path such as `nodes[3].params.duration`, `row 4, column email` or `line 12`. */
  path: string;
  nodeId?: string;
  hint?: string;
  /** What the text of `code` is filled with. */
  args?: Record<string, string | number>;
  /** One edit that mends it, where one exists; applied to the document the problem was found in. */
  fix?: Fix;
}

/** An edit offered beside a problem, under the words of a button. */
export interface Fix {
  label: Record<Locale, string>;
  command: Command;
  /** Nobody who was served right before is served otherwise after it: it may be carried out unasked. */
  safe?: true;
}

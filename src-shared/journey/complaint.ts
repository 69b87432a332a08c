import type { z } from "zod";
import { en, fr } from "zod/locales";

const english = en().localeError;
const french = fr().localeError;

/** Something of each type, because an issue names what a value was only in its words. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  string: "",
  number: 0,
  boolean: false,
  array: [],
  object: {},
  null: null,
  NaN: NaN,
};

/**
 * What a schema says of a value, in French: the library's own words where it uses those, and what a schema of ours says
 * as it stands.
 */
export function frenchComplaint(issue: z.core.$ZodIssue): string {
  const received = /, received (\w+)$/.exec(issue.message)?.[1] ?? "";
  const asked = { ...issue, input: SAMPLES[received] } as z.core.$ZodRawIssue;
  if (wordsOf(english(asked)) !== issue.message) return issue.message;
  return wordsOf(french(asked)) ?? issue.message;
}

function wordsOf(said: ReturnType<typeof english>): string | undefined {
  return typeof said === "string" ? said : said?.message;
}

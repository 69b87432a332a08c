import type { z } from "zod";
import { LIMITS } from "../../src-shared/limits.ts";
import { StoreError } from "./errors.ts";

/**
 * Reads JSON that came back from disk. What does not fit its schema is a damaged row: it is named and never used.
 * @param where table and key of the row
 * @throws StoreError `unparsable`
 */
export function parseStored<T>(schema: z.ZodType<T>, text: string, where: string): T {
  if (text.length > LIMITS.documentBytes)
    throw new StoreError("unparsable", where, `${where} is larger than ${LIMITS.documentBytes} bytes.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new StoreError("unparsable", where, `${where} holds no JSON.`, cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new StoreError(
    "unparsable",
    where,
    `${where} cannot be read: ${issue?.path.map(String).join(".") ?? ""} ${issue?.message ?? ""}`,
    parsed.error,
  );
}

/** A JSON text as a value; undefined when it is none. */
export function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

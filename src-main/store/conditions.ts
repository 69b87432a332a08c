import type { SqlValue } from "./db.ts";

/** A WHERE clause of equalities over column names of ours; undefined values do not narrow. */
export function conditions(columns: Record<string, SqlValue | undefined>): {
  where: string;
  values: SqlValue[];
} {
  const parts: string[] = [];
  const values: SqlValue[] = [];
  for (const [column, value] of Object.entries(columns)) {
    if (value === undefined) continue;
    parts.push(`${column} = ?`);
    values.push(value);
  }
  return { where: parts.length === 0 ? "" : `WHERE ${parts.join(" AND ")}`, values };
}

import { useState } from "react";

/** The list of before while it holds the very same things. */
export function useSameList<T>(list: T[]): T[] {
  const [kept, keep] = useState(list);
  if (kept === list) return kept;
  if (kept.length === list.length && kept.every((item, index) => item === list[index])) return kept;
  keep(list);
  return list;
}

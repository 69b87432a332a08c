import { useState } from "react";
import { isSameList } from "./same-list.ts";

/** The list of before while it holds the very same things. */
export function useSameList<T>(list: T[]): T[] {
  const [kept, keep] = useState(list);
  if (isSameList(kept, list)) return kept;
  keep(list);
  return list;
}

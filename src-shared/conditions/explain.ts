import { LEAF_BY_KEY } from "./leaves.ts";

interface Mistake {
  path: string;
  message: string;
}

/**
 * Why something is not a condition, in one sentence that names the place inside it. A union by itself lists what is
 * wrong with respect to each of its shapes, which helps nobody; here the keys say which shape was meant.
 */
export function explainCondition(input: unknown): string {
  const found = firstMistake(input, "");
  if (found === undefined) return "not a condition";
  return found.path === "" ? found.message : `${found.path}: ${found.message}`;
}

function firstMistake(input: unknown, path: string): Mistake | undefined {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return { path, message: "a condition is an object" };
  }
  const has = (key: string): boolean => field(input, key) !== undefined;
  const at = path === "" ? "" : `${path}.`;
  const group = ["all", "any"].find(has);
  if (group !== undefined) return firstInList(field(input, group), at + group);
  if (has("not")) return firstMistake(field(input, "not"), `${at}not`);
  const leaf = Object.keys(LEAF_BY_KEY).find(has);
  if (leaf === undefined) {
    return {
      path,
      message: `one of these keys is expected: all, any, not, ${Object.keys(LEAF_BY_KEY).join(", ")}`,
    };
  }
  const issue = LEAF_BY_KEY[leaf]?.safeParse(input).error?.issues[0];
  if (issue !== undefined) return { path: at + issue.path.map(String).join("."), message: issue.message };
  return leaf === "event" && has("where") ? firstMistake(field(input, "where"), `${at}where`) : undefined;
}

function firstInList(members: unknown, path: string): Mistake | undefined {
  if (!Array.isArray(members)) return { path, message: "a list of conditions is expected" };
  for (const [index, member] of members.entries()) {
    const mistake = firstMistake(member, `${path}[${index}]`);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function field(input: object, key: string): unknown {
  return Object.hasOwn(input, key) ? (Reflect.get(input, key) as unknown) : undefined;
}

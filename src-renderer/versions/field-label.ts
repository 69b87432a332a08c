import type { FieldText } from "../../src-shared/nodes/define.ts";

/**
 * What a path of a difference is called in the forms: the label of the nearest field, and what lies deeper behind it.
 * `params.arms[happy].when.value` is "Ways out (happy) › If the answer › value".
 * @returns undefined where no form has a name for it
 */
export function labelOfPath(
  path: string,
  params: Record<string, FieldText>,
  settings: Record<string, FieldText>,
): string | undefined {
  const [, root, inside = ""] = /^(params|settings)\.(.+)$/.exec(path) ?? [];
  const texts = root === "params" ? params : root === "settings" ? settings : {};
  const steps = inside.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];
  const words: string[] = [];
  let at = "";
  for (const step of steps) {
    const item = /^\[(.*)\]$/.exec(step)?.[1];
    at = item !== undefined ? `${at}[]` : at === "" ? step : `${at}.${step}`;
    const label = texts[at]?.label;
    if (item !== undefined)
      words.push(`${words.pop() ?? ""} (${/^\d+$/.test(item) ? Number(item) + 1 : item})`);
    else if (label !== undefined) words.push(label);
    else if (words.length > 0) words.push(step);
    else return undefined;
  }
  return words.length === 0 ? undefined : words.join(" › ");
}

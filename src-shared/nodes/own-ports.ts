import type { ParamProblem } from "./define.ts";
import { PROBLEM_TEXTS, type ProblemCode } from "../problem-texts.ts";
import { problem } from "../problems.ts";
import { RESERVED_PORT_IDS } from "./ports.ts";

/** A problem of params: like `problem`, the node is added by compile. */
export function paramProblem(
  code: ProblemCode,
  path: string,
  args: Record<string, string | number> = {},
): ParamProblem {
  const { severity } = PROBLEM_TEXTS[code];
  return { ...problem(code, { path }, args), severity };
}

/** Arms and buttons become ports: their ids must be distinct and not taken by a fixed port. */
export function checkOwnPorts(list: string, items: readonly { id: string }[]): ParamProblem[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    const path = `${list}[${index}].id`;
    const taken = RESERVED_PORT_IDS.includes(id);
    const twice = seen.has(id);
    seen.add(id);
    if (taken) return [paramProblem("reserved-port", path, { id })];
    return twice ? [paramProblem("duplicate-port", path, { id })] : [];
  });
}

import { problem, type Problem } from "../../problems.ts";
import { nameOf, type Draft, type DraftNode } from "../draft.ts";
import { entriesOf, reachable, waysFrom } from "../flow.ts";
import { readsOf } from "../reads.ts";

/**
 * Variables and answers are left behind by steps: one that no step leaves behind, or only steps that cannot lead here,
 * is missing for everyone. Where some paths set it and others do not, a fallback is asked for elsewhere.
 */
export function checkReadBeforeSet(draft: Draft): Problem[] {
  const setters = settersOf(draft);
  const behind = new Map<string, ReadonlySet<string>>();
  /** Steps that come after some way out that sets it. */
  const after = (key: string, nodes: readonly Setter[]): ReadonlySet<string> => {
    const known = behind.get(key);
    if (known !== undefined) return known;
    const found = reachable(
      draft,
      nodes.flatMap(({ read, port }) =>
        waysFrom(draft, read.node.id).flatMap((way) =>
          port === undefined || way.port === port ? [way.to] : [],
        ),
      ),
    );
    behind.set(key, found);
    return found;
  };
  let met: ReadonlySet<string> | undefined;
  return [...draft.nodes.values()].flatMap((read) => {
    const seen = new Set<string>();
    return readsOf(read).flatMap(({ variable, path, afterOwn, hasFallback = false }) => {
      const key = keyOf(variable);
      if (key === undefined || seen.has(key)) return [];
      const setting = setters.get(key) ?? [];
      if (afterOwn && setting.some((setter) => setter.read === read && setter.port === undefined)) return [];
      if (hasFallback && setting.length > 0) return [];
      const { id } = read.node;
      if (setting.length > 0 && after(key, setting).has(id)) return [];
      met ??= reachable(draft, entriesOf(draft));
      if (!met.has(id)) return [];
      seen.add(key);
      const [first] = setting;
      const at = { path, nodeId: id };
      return first === undefined
        ? [problem("never-set", at, { variable: key })]
        : [problem("read-before-set", at, { variable: key, setter: nameOf(draft, first.read.node.id) })];
    });
  });
}

/** The part of a variable that one step sets as a whole: `vars.weather` of `vars.weather.today`. */
function keyOf(variable: string): string | undefined {
  const [root, name] = variable.split(".");
  return (root === "vars" || root === "answers") && name !== undefined && name !== ""
    ? `${root}.${name}`
    : undefined;
}

/** What sets a variable or an answer; with a port, only for those who leave by it. */
interface Setter {
  read: DraftNode;
  port?: string | undefined;
}

function settersOf(draft: Draft): Map<string, Setter[]> {
  const setters = new Map<string, Setter[]>();
  const add = (variable: string, setter: Setter): void => {
    const key = keyOf(variable);
    if (key === undefined) return;
    const list = setters.get(key);
    if (list === undefined) setters.set(key, [setter]);
    else list.push(setter);
  };
  for (const read of draft.nodes.values()) {
    const { node, kind, params } = read;
    for (const { name, port } of kind.setsVariables?.(params) ?? []) add(`vars.${name}`, { read, port });
    const answers = [
      ...(kind.answerKeys === undefined ? [] : [node.id, ...kind.answerKeys(params)]),
      ...(kind.otherAnswerKeys?.(params) ?? []),
    ];
    for (const name of answers) add(`answers.${name}`, { read });
  }
  return setters;
}

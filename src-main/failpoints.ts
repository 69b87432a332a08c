import { writeSync } from "node:fs";

/** Places where a crash hurts most, in the order a message passes them. */
export const FAILPOINTS = [
  "claim.before-commit",
  "claim.after-commit",
  "attempt.before-commit",
  "attempt.after-commit",
  "call.before",
  "call.after",
  "settle.before-commit",
  "settle.after-commit",
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

type Act = "kill" | "throw" | "pause";

interface Planned {
  act: Act;
  /** The hit at which it acts, from 1. */
  at: number;
  hits: number;
}

/**
 * Test lever (docs/test-levers.md): `PARCOURS_FAILPOINTS=name=act[@n],…` lets a process die (`kill`: SIGKILL of itself),
 * fail (`throw`) or freeze (`pause`: SIGSTOP of itself) the n-th time it comes to a place. Nothing acts unless
 * `PARCOURS_TEST_LEVERS=on` is set too, so that a variable left behind harms nobody.
 * @throws TypeError for a name or an act that does not exist: a test must not pass because of a typing error
 */
function readFailpoints(environment: NodeJS.ProcessEnv): Map<Failpoint, Planned> {
  const planned = new Map<Failpoint, Planned>();
  const text = environment["PARCOURS_FAILPOINTS"];
  if (text === undefined || text === "" || environment["PARCOURS_TEST_LEVERS"] !== "on") return planned;
  for (const part of text.split(",")) {
    const found = /^([a-z.-]+)=(kill|throw|pause)(?:@([1-9]\d*))?$/.exec(part.trim());
    const name = FAILPOINTS.find((each) => each === found?.[1]);
    if (found === null || name === undefined) throw new TypeError(`${part} is no failpoint`);
    planned.set(name, { act: found[2] as Act, at: Number(found[3] ?? 1), hits: 0 });
  }
  return planned;
}

let active: Map<Failpoint, Planned> | undefined;

/** Passes a place; does nothing unless a test planned something for it. */
export function failpoint(name: Failpoint): void {
  active ??= readFailpoints(process.env);
  const planned = active.size === 0 ? undefined : active.get(name);
  if (planned === undefined) return;
  planned.hits += 1;
  if (planned.hits !== planned.at) return;
  // Written at once: a killed process flushes nothing.
  writeSync(2, `failpoint ${name}: ${planned.act}\n`);
  if (planned.act === "throw") throw new Error(`failpoint ${name}`);
  process.kill(process.pid, planned.act === "kill" ? "SIGKILL" : "SIGSTOP");
}

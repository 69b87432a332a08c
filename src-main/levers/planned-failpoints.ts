import { writeSync } from "node:fs";
import { FAILPOINTS } from "../failpoints.ts";
import type { Failpoint } from "../failpoints.ts";

type Act = "kill" | "throw" | "pause";

interface Planned {
  act: Act;
  /** The hit at which it acts, from 1. */
  at: number;
  hits: number;
}

/**
 * Test lever (docs/test-levers.md): `PARCOURS_FAILPOINTS=name=act[@n],…` lets a process die (`kill`: SIGKILL of itself),
 * fail (`throw`) or freeze (`pause`: SIGSTOP of itself) the n-th time it comes to a place.
 * @returns what to do at each place; undefined when nothing is planned
 * @throws TypeError for a name or an act that does not exist: a test must not pass because of a typing error
 */
export function plannedFailpoints(environment: NodeJS.ProcessEnv): ((name: Failpoint) => void) | undefined {
  const text = environment["PARCOURS_FAILPOINTS"];
  if (text === undefined || text === "") return undefined;
  const planned = new Map<Failpoint, Planned>();
  for (const part of text.split(",")) {
    const found = /^([a-z.-]+)=(kill|throw|pause)(?:@([1-9]\d*))?$/.exec(part.trim());
    const name = FAILPOINTS.find((each) => each === found?.[1]);
    if (found === null || name === undefined) throw new TypeError(`${part} is no failpoint`);
    planned.set(name, { act: found[2] as Act, at: Number(found[3] ?? 1), hits: 0 });
  }
  return (name) => {
    const here = planned.get(name);
    if (here !== undefined) pass(name, here);
  };
}

function pass(name: Failpoint, planned: Planned): void {
  planned.hits += 1;
  if (planned.hits !== planned.at) return;
  // Written at once: a killed process flushes nothing.
  writeSync(2, `failpoint ${name}: ${planned.act}\n`);
  if (planned.act === "throw") throw new Error(`failpoint ${name}`);
  process.kill(process.pid, planned.act === "kill" ? "SIGKILL" : "SIGSTOP");
}

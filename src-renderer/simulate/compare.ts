import type { TraceLineShape } from "../../src-shared/api/shapes.ts";
import type { Walk } from "./seen.ts";

/** What tells one future from another; the rest of a trace follows from it. */
const TELLING: ReadonlySet<string> = new Set([
  "enter",
  "send",
  "skip",
  "hold",
  "reply",
  "goal",
  "exit",
  "end",
  "halt",
]);

/** Something that happens in one of two futures, or in both at the very same instant. */
export interface Compared {
  /** Epoch ms. */
  at: number;
  first?: TraceLineShape;
  other?: TraceLineShape;
}

/** Two futures beside each other, in order of time. */
export function compareWalks(first: Walk["trace"], other: Walk["trace"]): Compared[] {
  const rows: Compared[] = first.filter(tells).map((line) => ({ at: Date.parse(line.at), first: line }));
  const unmatched = Map.groupBy(rows, ({ first: line }) => sameness(line));
  for (const line of other.filter(tells)) {
    const twin = unmatched.get(sameness(line))?.shift();
    if (twin === undefined) rows.push({ at: Date.parse(line.at), other: line });
    else twin.other = line;
  }
  // The sort is stable: what happens at one instant stays in its order, the first future before the other.
  return rows.toSorted((a, b) => a.at - b.at);
}

/** How two futures differ, in counts. */
export interface Difference {
  /** Steps come to in one of them only. */
  steps: { first: number; other: number };
  /** Messages that reached her. */
  messages: { first: number; other: number };
  /** Epoch ms of the last thing that happens. */
  end: { first: number | undefined; other: number | undefined };
}

/** Counts what {@link compareWalks} lists. */
export function differenceOf(first: Walk["trace"], other: Walk["trace"]): Difference {
  const [here, there] = [stepsIn(first), stepsIn(other)];
  return {
    steps: {
      first: [...here].filter((node) => !there.has(node)).length,
      other: [...there].filter((node) => !here.has(node)).length,
    },
    messages: { first: messagesIn(first), other: messagesIn(other) },
    end: { first: endOf(first), other: endOf(other) },
  };
}

function tells({ what, status }: TraceLineShape): boolean {
  return TELLING.has(what) && !(what === "send" && (status === "planned" || status === "claimed"));
}

function sameness(line: TraceLineShape | undefined): string {
  const { at, what, node, visit, status, reason, port, until } = line ?? {};
  return JSON.stringify([at, what, node, visit, status, reason, port, until]);
}

function stepsIn(trace: Walk["trace"]): Set<string> {
  return new Set(trace.filter(({ what }) => what === "enter").map(({ node }) => node));
}

function messagesIn(trace: Walk["trace"]): number {
  return trace.filter(({ what, status }) => what === "send" && status === "accepted").length;
}

function endOf(trace: Walk["trace"]): number | undefined {
  const last = trace.at(-1);
  return last === undefined ? undefined : Date.parse(last.at);
}

import type { TraceLine } from "../engine/trace.ts";
import { formatInstant } from "../time/instant.ts";
import type { Locale } from "../problems.ts";
import type { Expectation } from "./scenario-schema.ts";
import { expectedWords, happenedWords, type Happening } from "./scenario-words.ts";

/** What came of one expectation; `instead` says what happened when it was not that. */
export interface ExpectationResult {
  expectation: Expectation;
  ok: boolean;
  instead: Happening[];
}

/**
 * Holds a trace against what a scenario expects (formats.md, Scenario). A message counts as sent when its channel took
 * it or may have taken it.
 * @param instantOf an instant as the scenario writes it, epoch ms
 */
export function judgeExpectations(
  expect: readonly Expectation[],
  trace: readonly TraceLine[],
  instantOf: (text: string) => number,
): ExpectationResult[] {
  return expect.map((expectation) => {
    const ok = isMet(expectation, trace, instantOf);
    return { expectation, ok, instead: ok ? [] : happened(expectation, trace) };
  });
}

/** A result as one sentence: what was expected and, when it failed, what happened instead. */
export function describeResult({ expectation, ok, instead }: ExpectationResult, locale: Locale): string {
  const expected = expectedWords(expectation, locale);
  return ok ? expected : happenedWords(expected, instead, locale);
}

function isMet(
  expectation: Expectation,
  trace: readonly TraceLine[],
  instantOf: (text: string) => number,
): boolean {
  if ("sent" in expectation) {
    const { sent, at, count, says } = expectation;
    const instant = at === undefined ? undefined : formatInstant(instantOf(at));
    const found = sendsOf(trace, sent).filter(
      (line) =>
        (instant === undefined || line.at === instant) && (says === undefined || isSaid(trace, line, says)),
    );
    return count === undefined ? found.length > 0 : found.length === count;
  }
  if ("notSent" in expectation) {
    const { notSent, reason } = expectation;
    if (sendsOf(trace, notSent).length > 0) return false;
    return reason === undefined || refusalsOf(trace, notSent).some((line) => line.reason === reason);
  }
  if ("reaches" in expectation) {
    const { reaches, port } = expectation;
    return trace.some(
      (line) =>
        line.node === reaches &&
        (port === undefined ? line.what === "enter" : line.what === "leave") &&
        line.port === port,
    );
  }
  const { ends, reason } = expectation;
  return trace.some(
    (line) => line.what === "end" && line.status === ends && (reason === undefined || line.reason === reason),
  );
}

function sendsOf(trace: readonly TraceLine[], node: string): TraceLine[] {
  return trace.filter(
    (line) =>
      line.node === node && line.what === "send" && (line.status === "accepted" || line.status === "unknown"),
  );
}

/** Whether the words stand in a text of a message; what it says is in the line that claimed it. */
function isSaid(trace: readonly TraceLine[], sent: TraceLine, words: string): boolean {
  const claimed = trace.find(
    ({ what, status, run, node, visit }) =>
      what === "send" &&
      status === "claimed" &&
      run === sent.run &&
      node === sent.node &&
      visit === sent.visit,
  );
  return Object.values(claimed?.rendered ?? {}).some(
    (text) => typeof text === "string" && text.includes(words),
  );
}

function refusalsOf(trace: readonly TraceLine[], node: string): TraceLine[] {
  return trace.filter(
    (line) =>
      line.node === node && (line.what === "skip" || (line.what === "send" && line.status === "failed")),
  );
}

/** The lines that answer "and what happened instead?", the nearest to the expectation first. */
function happened(expectation: Expectation, trace: readonly TraceLine[]): Happening[] {
  if ("ends" in expectation) return endings(trace);
  const node =
    "sent" in expectation
      ? expectation.sent
      : "notSent" in expectation
        ? expectation.notSent
        : expectation.reaches;
  const here = trace.filter((line) => line.node === node);
  const sends = sendsOf(trace, node).map((line): Happening => ({ what: "sent", node, at: line.at }));
  const refused = refusalsOf(trace, node).map((line): Happening => ({
    what: "refused",
    node,
    at: line.at,
    status: line.status ?? "skipped",
    reason: line.reason ?? "?",
  }));
  if (!("reaches" in expectation) && sends.length + refused.length > 0) return [...sends, ...refused];
  const held = here.findLast((line) => line.what === "hold");
  if (held !== undefined && !("reaches" in expectation))
    return [{ what: "held", node, until: held.until ?? "?", reason: held.reason ?? "?" }];
  const left = here.flatMap((line): Happening[] =>
    line.what === "leave" ? [{ what: "left", node, port: line.port ?? "?", at: line.at }] : [],
  );
  if (left.length > 0) return left;
  const entered = here.find((line) => line.what === "enter");
  if (entered !== undefined) return [{ what: "stayed", node, at: entered.at }];
  return [{ what: "never-reached", node }, ...endings(trace)];
}

/** How every run of the trace ended, where the others stand, or why none began. */
function endings(trace: readonly TraceLine[]): Happening[] {
  const last = new Map<string, TraceLine>();
  for (const line of trace) if (line.run !== "" && line.what !== "skip") last.set(line.run, line);
  const refused = trace.find((line) => line.run === "" && line.what === "warn");
  if (last.size === 0)
    return refused === undefined
      ? [{ what: "no-run" }]
      : [{ what: "not-admitted", reason: refused.reason ?? "?", at: refused.at }];
  return [...last.values()].map((line): Happening =>
    line.what === "end"
      ? {
          what: "ended",
          node: line.node,
          status: line.status ?? "?",
          reason: line.reason ?? "?",
          at: line.at,
        }
      : { what: "stands", node: line.node, ...(line.until === undefined ? {} : { until: line.until }) },
  );
}

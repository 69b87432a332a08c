import { evaluate } from "../conditions/evaluate.ts";
import type { Graph } from "../graph/graph.ts";
import type { MessageDraft } from "../nodes/define.ts";
import { addressFor } from "../person/address.ts";
import { mayReceive } from "../person/consent.ts";
import { addDuration } from "../time/duration.ts";
import { isInside, windowEnd } from "../time/window.ts";
import { compose, renderAddress } from "./compose.ts";
import type { ContentRequest } from "./content-answer.ts";
import { contentFor } from "./content.ts";
import { metExit } from "./exits.ts";
import { factsOfRun } from "./facts.ts";
import type { Policies } from "./policies.ts";
import { chance } from "./random.ts";
import type { Run, Send, Verdict } from "./run.ts";
import { traceInstant } from "./trace.ts";
import { allSends, zoneOf, type Transaction } from "./transaction.ts";

/** What the gate says of a send now. `until` is epoch ms. */
export type Ruling =
  | { rule: "claim"; to: string; rendered: Record<string, unknown>; missing: string[] }
  | { rule: "skip"; reason: string }
  | { rule: "fail"; reason: string }
  | { rule: "expire"; reason: string }
  | { rule: "hold"; reason: string; until: number; requests?: ContentRequest[] };

/** What each check needs to know. */
interface Case {
  tx: Transaction;
  graph: Graph;
  run: Run;
  send: Send;
  zone: string;
}

/** The instant after which it is too late for a send: lateness and freshness count from the plan, time to live from now. */
export function latestInstant(tx: Transaction, graph: Graph, send: Send, draft: MessageDraft): number {
  const { zone } = zoneOf(tx, graph);
  const from = countsFrom(send);
  return Math.min(
    addDuration(from, graph.settings.lateness, zone),
    draft.freshFor === undefined ? Infinity : addDuration(from, draft.freshFor, zone),
    draft.ttl === undefined ? Infinity : addDuration(tx.now, draft.ttl, zone),
  );
}

/** Lateness counts from when the message was planned, or from when somebody asked to try it again. */
function countsFrom(send: Send): number {
  return send.retriedAt ?? send.plannedAt;
}

/**
 * The nine checks before every send, in the order of domain.md (The gate), inside the transaction that claims it. The
 * first one that does not pass rules; every verdict is kept with its facts, so that "why did or didn't Sara get this"
 * has an answer. Class `service` ignores control group, suppression and caps, never consent; quiet hours only where
 * the message is urgent.
 */
export function judge(
  tx: Transaction,
  graph: Graph,
  run: Run,
  send: Send,
  draft: MessageDraft,
): { ruling: Ruling; verdicts: Verdict[] } {
  const subject: Case = { tx, graph, run, send, zone: zoneOf(tx, graph).zone };
  const verdicts: Verdict[] = [];
  const promotional = send.class === "promotional" && draft.ungated !== true;
  const checks = [
    checkRun,
    ...(promotional ? [checkControlGroup, checkSuppression] : []),
    ...(draft.ungated === true
      ? []
      : [checkConsent, checkAddress, ...(promotional || draft.urgent !== true ? [checkQuietHours] : [])]),
    ...(promotional ? [checkCaps] : []),
  ];
  for (const check of checks) {
    const { verdict, ruling } = check(subject);
    verdicts.push(verdict);
    if (ruling !== undefined) return { ruling, verdicts };
  }
  if (draft.freshFor !== undefined && tx.now > addDuration(countsFrom(send), draft.freshFor, subject.zone)) {
    verdicts.push({
      check: "content",
      pass: false,
      facts: { freshFor: draft.freshFor, planned: traceInstant(countsFrom(send)) },
    });
    return { ruling: { rule: "expire", reason: "stale" }, verdicts };
  }
  const connected = contentFor(tx, graph, draft, subject.zone, (url) => renderAddress(tx, graph, run, url));
  if (connected.state === "unavailable") {
    verdicts.push({ check: "content", pass: false, facts: connected.facts });
    return { ruling: { rule: "skip", reason: "content-unavailable" }, verdicts };
  }
  if (connected.state === "pending") {
    verdicts.push({
      check: "content",
      pass: false,
      facts: { waitsFor: connected.requests.map(({ source }) => source) },
    });
    return { ruling: awaitContent(subject, connected.requests), verdicts };
  }
  const content = compose(tx, graph, run, send, draft, connected.content);
  if (!content.ok) {
    verdicts.push({ check: "content", pass: false, facts: { reason: content.reason, ...content.facts } });
    return { ruling: { rule: "fail", reason: content.reason }, verdicts };
  }
  verdicts.push({
    check: "content",
    pass: true,
    facts: { ...connected.facts, ...(content.missing.length === 0 ? {} : { missing: content.missing }) },
  });
  if (send.collapseKey !== undefined) {
    const { verdict, ruling } = checkSuperseded(subject);
    verdicts.push(verdict);
    if (ruling !== undefined) return { ruling, verdicts };
  }
  const address = addressFor(tx.person, send.channel);
  return {
    ruling: { rule: "claim", to: address?.value ?? "", rendered: content.rendered, missing: content.missing },
    verdicts,
  };
}

/**
 * Looks once more at a claimed send before it goes outside, which may be long after the claim (domain.md, Delivery):
 * the run, suppression, consent, address, quiet hours and newer messages, each as far as the claim looked at it. Its
 * place under a cap is kept and its content is made, so these are not asked again.
 * @returns undefined when it may go, else why not with what was seen
 */
export function judgeAgain(
  tx: Transaction,
  graph: Graph,
  run: Run,
  send: Send,
): { ruling: Ruling; verdicts: Verdict[] } | undefined {
  const subject: Case = { tx, graph, run, send, zone: zoneOf(tx, graph).zone };
  const asked = new Set(send.verdicts.map(({ check }) => check));
  for (const [name, check] of AGAIN) {
    if (!asked.has(name)) continue;
    const { verdict, ruling } = check(subject);
    if (ruling !== undefined) return { ruling, verdicts: [verdict] };
  }
  return undefined;
}

const AGAIN: readonly [Verdict["check"], (subject: Case) => Finding][] = [
  ["run", checkRun],
  ["suppression", checkSuppression],
  ["consent", checkConsent],
  ["address", checkAddress],
  ["quiet-hours", checkQuietHours],
  ["superseded", checkSuperseded],
];

interface Finding {
  verdict: Verdict;
  ruling?: Ruling;
}

function passed(check: Verdict["check"], facts: Record<string, unknown>): Finding {
  return { verdict: { check, pass: true, facts } };
}

function refused(check: Verdict["check"], facts: Record<string, unknown>, ruling: Ruling): Finding {
  return { verdict: { check, pass: false, facts }, ruling };
}

/** 1. The run is active, no exit criterion holds, and the send is still within its lateness. */
function checkRun({ tx, graph, run, send, zone }: Case): Finding {
  // A run that went through all its steps does not forbid that somebody sends by hand what failed on its way.
  if (run.status !== "active" && !(run.status === "completed" && send.retriedAt !== undefined))
    return refused("run", { status: run.status }, { rule: "skip", reason: run.endReason ?? run.status });
  const exit = metExit(tx, graph, run);
  if (exit !== undefined) return refused("run", { exit }, { rule: "skip", reason: "exit-criteria" });
  const facts = { planned: traceInstant(countsFrom(send)), lateness: graph.settings.lateness };
  return tx.now > latestFor(graph, send, zone)
    ? refused("run", facts, { rule: "expire", reason: "late" })
    : passed("run", facts);
}

/** 2. People of the control group get no promotion at all; who belongs to it depends on nothing but seed and person. */
function checkControlGroup({ tx }: Case): Finding {
  const percent = tx.world.policies.controlGroup?.percent ?? 0;
  const inside = percent > 0 && chance(tx.world.seed, "control-group", tx.personId) * 100 < percent;
  return inside
    ? refused("control-group", { percent }, { rule: "skip", reason: "control-group" })
    : passed("control-group", { percent });
}

/** 3. No promotion while a suppression policy holds, such as an open support ticket. */
function checkSuppression(subject: Case): Finding {
  const { tx, run, send } = subject;
  if (tx.world.policiesDamaged === true)
    return refused("suppression", { damaged: true }, holdWhileDamaged(subject, "policies-damaged"));
  const facts = factsOfRun(tx, run);
  const policies = tx.world.policies.suppression.filter((policy) => policy.class === send.class);
  const holding = policies.find((policy) => evaluate(policy.when, facts));
  return holding === undefined
    ? passed("suppression", { policies: policies.map((policy) => policy.name ?? policy.id) })
    : refused("suppression", { policy: holding.name ?? holding.id }, { rule: "skip", reason: "suppressed" });
}

/** 4. Consent for channel and purpose (formats.md, Person and persona). */
function checkConsent(subject: Case): Finding {
  const { tx, send } = subject;
  if (tx.consentsDamaged)
    return refused(
      "consent",
      { channel: send.channel, damaged: true },
      holdWhileDamaged(subject, "consents-damaged"),
    );
  const { ok, facts } = mayReceive(tx.person, send.channel, send.class, tx.world.policies);
  return ok
    ? passed("consent", { ...facts })
    : refused("consent", { ...facts }, { rule: "skip", reason: "no-consent" });
}

/** 5. An address or a device. */
function checkAddress({ tx, send }: Case): Finding {
  const address = addressFor(tx.person, send.channel);
  return address === undefined
    ? refused("address", { channel: send.channel }, { rule: "skip", reason: "no-address" })
    : passed("address", { [address.kind]: address.value });
}

/** 6. Quiet hours of the journey, else of the workspace, in the person's zone: held until they end, if still in time. */
function checkQuietHours(subject: Case): Finding {
  const { tx, graph, zone } = subject;
  const quiet = graph.settings.quietHours ?? tx.world.policies.quietHours;
  if (quiet === undefined) return passed("quiet-hours", {});
  const facts = { from: quiet.from, to: quiet.to, zone };
  if (!isInside(quiet, tx.now, zone)) return passed("quiet-hours", facts);
  return refused("quiet-hours", facts, holdOrExpire(subject, windowEnd(quiet, tx.now, zone), "quiet-hours"));
}

/** 7. Caps: a slot counts from the claim; a definite failure gives it back, an unknown result does not. */
function checkCaps(subject: Case): Finding {
  const { tx, send } = subject;
  const facts: Record<string, unknown> = {};
  for (const cap of tx.world.policies.caps.filter((candidate) => capCounts(candidate, send))) {
    const taken = [...allSends(tx).values()]
      .filter((other) => other.id !== send.id && capCounts(cap, other) && holdsSlot(other))
      .flatMap((other) =>
        other.claimedAt === undefined ? [] : [addDuration(other.claimedAt, cap.within, subject.zone)],
      )
      .filter((freeAt) => freeAt > tx.now)
      .sort((a, b) => a - b);
    const name = cap.name ?? cap.id;
    facts[name] = `${taken.length} of ${cap.count}`;
    if (taken.length < cap.count) continue;
    const told = { cap: name, used: taken.length, count: cap.count, within: cap.within };
    const freeAt = taken[taken.length - cap.count];
    const ruling: Ruling =
      cap.then === "skip" || freeAt === undefined
        ? { rule: "skip", reason: "capped" }
        : holdOrExpire(subject, freeAt, "capped");
    return refused("cap", told, ruling);
  }
  return passed("cap", facts);
}

function capCounts(cap: Policies["caps"][number], send: Send): boolean {
  return cap.class === send.class && (cap.channel === undefined || cap.channel === send.channel);
}

function holdsSlot(send: Send): boolean {
  return send.status === "claimed" || send.status === "accepted" || send.status === "unknown";
}

function checkSuperseded(subject: Case): Finding {
  const { send } = subject;
  const newer = supersededBy(subject);
  const facts = { collapseKey: send.collapseKey, ...(newer === undefined ? {} : { by: newer.id }) };
  return newer === undefined
    ? passed("superseded", facts)
    : refused("superseded", facts, { rule: "skip", reason: "superseded" });
}

/** 9. A newer send with the same collapse key on the channel takes this one's place. */
function supersededBy({ tx, send }: Case): Send | undefined {
  if (send.collapseKey === undefined) return undefined;
  let seen = false;
  for (const other of allSends(tx).values()) {
    if (other.id === send.id) seen = true;
    else if (
      seen &&
      other.collapseKey === send.collapseKey &&
      other.channel === send.channel &&
      isLive(other)
    )
      return other;
  }
  return undefined;
}

function isLive(send: Send): boolean {
  return send.status === "planned" || send.status === "held" || holdsSlot(send);
}

/** An answer that got lost, with the host that asked, is asked for again after this; ms past the time-out. */
const ASK_AGAIN_MS = 30_000;

/** Held until the answer comes; at the latest when nobody can wait for it any more, so that lateness rules. */
function awaitContent({ tx, graph, send, zone }: Case, requests: ContentRequest[]): Ruling {
  const latest = addDuration(send.plannedAt, graph.settings.lateness, zone) + 1;
  const again = tx.now + ASK_AGAIN_MS + Math.max(...requests.map(({ timeoutMs }) => timeoutMs));
  return { rule: "hold", reason: "content-pending", until: Math.min(latest, again), requests };
}

/** How often it is looked whether somebody mended what changed on the disk, ms. */
const DAMAGED_AGAIN_MS = 3_600_000;

/** Held until somebody mended what it would be decided by, at the latest until it is too late for it. */
function holdWhileDamaged({ tx, graph, send, zone }: Case, reason: string): Ruling {
  return {
    rule: "hold",
    reason,
    until: Math.min(latestFor(graph, send, zone) + 1, tx.now + DAMAGED_AGAIN_MS),
  };
}

/** Held within lateness; a hold that would end after it is an expiry now, which tells the truth earlier. */
function holdOrExpire({ graph, send, zone }: Case, until: number, reason: string): Ruling {
  return until > latestFor(graph, send, zone)
    ? { rule: "expire", reason: "late" }
    : { rule: "hold", reason, until };
}

/** The last instant at which a send may still go out (domain.md, Time: lateness), epoch ms. */
export function latestFor(graph: Graph, send: Send, zone: string): number {
  return send.latestAt ?? addDuration(countsFrom(send), graph.settings.lateness, zone);
}

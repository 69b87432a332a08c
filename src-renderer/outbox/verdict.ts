import type { Verdict } from "../../src-shared/engine/run.ts";

type Check = Verdict["check"];

/** A fact to be put into the reader's language: instants and durations are told apart from plain words. */
export type Fact =
  { is: "word"; text: string } | { is: "instant"; iso: string } | { is: "duration"; iso: string };

/** One check of the gate in words: `key` names the sentence, `note` the line beside it, both in the namespace `why`. */
export interface VerdictSentence {
  check: Check;
  pass: boolean;
  key: string;
  note?: string;
  facts: Record<string, Fact>;
}

type Facts = Readonly<Record<string, unknown>>;
type Words = Pick<VerdictSentence, "key" | "note"> & { facts?: Record<string, Fact | undefined> };

const word = (value: unknown): Fact => ({ is: "word", text: textOf(value) });
const instant = (value: unknown): Fact => ({ is: "instant", iso: textOf(value) });
const duration = (value: unknown): Fact => ({ is: "duration", iso: textOf(value) });

/** How each check reads, passed or not; the compiler asks for one per check (domain.md, The gate). */
const READ: Record<Check, (pass: boolean, facts: Facts) => Words> = {
  run: (pass, facts) => {
    if (pass) return { key: "run.pass" };
    if (has(facts, "exit")) return { key: "run.exit" };
    if (has(facts, "lateness"))
      return {
        key: "run.late",
        note: "run.lateNote",
        facts: { planned: instant(facts["planned"]), lateness: duration(facts["lateness"]) },
      };
    return { key: "run.ended" };
  },
  "control-group": (pass, facts) =>
    facts["percent"] === 0
      ? { key: "control-group.none" }
      : {
          key: pass ? "control-group.pass" : "control-group.fail",
          note: "control-group.note",
          facts: { percent: word(facts["percent"]) },
        },
  suppression: (pass, facts) =>
    pass
      ? {
          key: "suppression.pass",
          ...(listOf(facts["policies"]).length === 0 ? {} : { note: "suppression.note" }),
          facts: { policies: word(listOf(facts["policies"]).join(", ")) },
        }
      : has(facts, "damaged")
        ? { key: "suppression.damaged" }
        : { key: "suppression.fail", facts: { policy: word(facts["policy"]) } },
  consent: (_pass, facts) => ({
    key: `consent.${consentKey(facts)}`,
    ...(has(facts, "at") ? { note: "consent.since" } : has(facts, "source") ? { note: "consent.from" } : {}),
    facts: {
      channel: word(facts["channel"]),
      purpose: word(facts["purpose"]),
      ...(has(facts, "at") ? { at: instant(facts["at"]) } : {}),
      ...(has(facts, "source") ? { source: word(facts["source"]) } : {}),
    },
  }),
  address: (pass, facts) => {
    if (!pass) return { key: "address.fail", facts: { channel: word(facts["channel"]) } };
    const [first] = Object.entries(facts);
    return {
      key: "address.pass",
      ...(first === undefined ? {} : { note: "address.note", facts: { to: word(first[1]) } }),
    };
  },
  "quiet-hours": (pass, facts) =>
    has(facts, "from")
      ? {
          key: pass ? "quiet-hours.pass" : "quiet-hours.fail",
          note: "quiet-hours.note",
          facts: { from: word(facts["from"]), to: word(facts["to"]), zone: word(facts["zone"]) },
        }
      : { key: "quiet-hours.none" },
  cap: (pass, facts) => {
    if (!pass)
      return {
        key: "cap.fail",
        note: "cap.used",
        facts: {
          cap: word(facts["cap"]),
          used: word(facts["used"]),
          count: word(facts["count"]),
          within: duration(facts["within"]),
        },
      };
    const caps = Object.entries(facts);
    if (caps.length === 0) return { key: "cap.none" };
    const used = caps.map(([name, text]) => `${name}: ${textOf(text).replace(" of ", "/")}`).join(", ");
    return { key: "cap.pass", note: "cap.note", facts: { caps: word(used) } };
  },
  content: (pass, facts) => {
    const asked = listOf(facts["waitsFor"]);
    if (!pass && asked.length > 0)
      return {
        key: "content.pending",
        note: "content.pendingNote",
        facts: { sources: word(asked.join(", ")) },
      };
    if (!pass && has(facts, "source"))
      return {
        key: "content.unavailable",
        note: "content.unavailableNote",
        facts: { source: word(facts["source"]), why: word(facts["why"]) },
      };
    if (!pass)
      return {
        key: facts["reason"] === "empty-content" ? "content.empty" : "content.fail",
        ...(has(facts, "message")
          ? { note: has(facts, "part") ? "content.messageIn" : "content.message" }
          : {}),
        facts: { message: word(facts["message"]), part: word(facts["part"]) },
      };
    const missing = listOf(facts["missing"]);
    return {
      key: "content.pass",
      ...(missing.length === 0
        ? {}
        : { note: "content.missing", facts: { missing: word(missing.join(", ")) } }),
    };
  },
  superseded: (pass, facts) => ({
    key: pass ? "superseded.pass" : "superseded.fail",
    note: "superseded.note",
    facts: { collapseKey: word(facts["collapseKey"]) },
  }),
};

function consentKey(facts: Facts): string {
  if (facts["damaged"] === true) return "damaged";
  const state = facts["consent"];
  if (state === "granted" || state === "denied") return state;
  if (facts["optOut"] === true) return "optOut";
  return facts["class"] === "service" ? "notNeeded" : "missing";
}

/** Puts one verdict of the gate into a sentence with its facts, so that "why" reads as an answer. */
export function verdictSentence(verdict: Verdict): VerdictSentence {
  const { check, pass } = verdict;
  const { facts = {}, ...words } = READ[check](pass, verdict.facts);
  const known = Object.entries(facts).filter((entry): entry is [string, Fact] => entry[1] !== undefined);
  return { check, pass, ...words, facts: Object.fromEntries(known) };
}

function has(facts: Facts, name: string): boolean {
  return facts[name] !== undefined;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

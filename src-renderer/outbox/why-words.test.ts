import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Verdict } from "../../src-shared/engine/run.ts";
import { verdictSentence } from "./verdict.ts";
import { REASON_WORDS, WHY_WORDS } from "./why-words.ts";

/** The text of a dotted key, if there is one. */
function textAt(words: object, key: string): unknown {
  return key
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], words);
}

/** Every code the engine and the renderer can give as a reason, read from their sources. */
function reasonsInSource(): string[] {
  const root = join(import.meta.dirname, "../../src-shared");
  const files = ["engine", "render"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => join(root, folder, name)),
  );
  const sources = files.map((file) => readFileSync(file, "utf8"));
  const codes = sources.flatMap((source) => [
    ...[...source.matchAll(/reason: "([a-z_-]+)"/g)].map((match) => match[1] ?? ""),
    ...[...source.matchAll(/return "([a-z]+(?:-[a-z]+)+)"/g)].map((match) => match[1] ?? ""),
    ...[...source.matchAll(/^ {2}\| "([a-z]+(?:-[a-z]+)+)"/gm)].map((match) => match[1] ?? ""),
  ]);
  return [...new Set(codes)];
}

describe("the words of why", () => {
  it("has words in both languages for every reason the engine gives", () => {
    const codes = reasonsInSource();
    expect(codes).toEqual(expect.arrayContaining(["no-consent", "capped", "template-error"]));
    for (const words of [REASON_WORDS.en, REASON_WORDS.fr]) {
      expect(codes.filter((code) => !Object.hasOwn(words, code))).toEqual([]);
    }
  });

  const consent = { channel: "push", purpose: "marketing", class: "promotional", optOut: false };
  const seen: [Verdict["check"], boolean, Record<string, unknown>, string, string | undefined][] = [
    ["run", true, { planned: "2027-03-12T20:00:00Z", lateness: "PT24H" }, "run.pass", undefined],
    ["run", false, { planned: "2027-03-12T20:00:00Z", lateness: "PT24H" }, "run.late", "run.lateNote"],
    ["run", false, { exit: "exitWhen[0]" }, "run.exit", undefined],
    ["run", false, { status: "exited" }, "run.ended", undefined],
    ["control-group", true, { percent: 0 }, "control-group.none", undefined],
    ["control-group", false, { percent: 10 }, "control-group.fail", "control-group.note"],
    ["suppression", true, { policies: ["Open support ticket"] }, "suppression.pass", "suppression.note"],
    ["suppression", true, { policies: [] }, "suppression.pass", undefined],
    ["suppression", false, { policy: "Open support ticket" }, "suppression.fail", undefined],
    [
      "consent",
      true,
      { ...consent, consent: "granted", at: "2027-03-02T20:00:00Z" },
      "consent.granted",
      "consent.since",
    ],
    [
      "consent",
      true,
      { ...consent, consent: "granted", source: "import" },
      "consent.granted",
      "consent.from",
    ],
    ["consent", false, { ...consent, consent: "none" }, "consent.missing", undefined],
    ["consent", true, { ...consent, consent: "none", optOut: true }, "consent.optOut", undefined],
    ["consent", true, { ...consent, class: "service", consent: "none" }, "consent.notNeeded", undefined],
    ["consent", false, { ...consent, consent: "denied" }, "consent.denied", undefined],
    ["consent", false, { channel: "push", damaged: true }, "consent.damaged", undefined],
    ["suppression", false, { damaged: true }, "suppression.damaged", undefined],
    ["address", true, { email: "sara@example.com" }, "address.pass", "address.note"],
    ["address", false, { channel: "push" }, "address.fail", undefined],
    ["quiet-hours", true, {}, "quiet-hours.none", undefined],
    [
      "quiet-hours",
      false,
      { from: "22:00", to: "08:00", zone: "Europe/Paris" },
      "quiet-hours.fail",
      "quiet-hours.note",
    ],
    ["cap", true, { "Three a day": "1 of 3" }, "cap.pass", "cap.note"],
    ["cap", true, {}, "cap.none", undefined],
    ["cap", false, { cap: "Three a day", used: 3, count: 3, within: "PT24H" }, "cap.fail", "cap.used"],
    ["content", true, { missing: ["person.seat"] }, "content.pass", "content.missing"],
    ["content", false, { reason: "empty-content", parts: ["title"] }, "content.empty", undefined],
    [
      "content",
      false,
      { reason: "template-error", message: "no closing tag" },
      "content.fail",
      "content.message",
    ],
    [
      "content",
      false,
      { reason: "template-error", message: "no closing tag", part: "subject" },
      "content.fail",
      "content.messageIn",
    ],
    ["content", false, { waitsFor: ["weather"] }, "content.pending", "content.pendingNote"],
    [
      "content",
      false,
      { source: "weather", why: "timeout" },
      "content.unavailable",
      "content.unavailableNote",
    ],
    ["superseded", false, { collapseKey: "gate", by: "s2" }, "superseded.fail", "superseded.note"],
  ];

  it.each(seen)("reads %s %s %j as %s", (check, pass, facts, key, note) => {
    const sentence = verdictSentence({ check, pass, facts });
    expect([sentence.key, sentence.note]).toEqual([key, note]);
    for (const words of [WHY_WORDS.en, WHY_WORDS.fr]) {
      for (const used of [key, note].filter((name) => name !== undefined)) {
        const text = textAt(words, used);
        expect(text).toBeTypeOf("string");
        const holes = [...String(text).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "");
        expect(
          holes.filter((hole) => sentence.facts[hole] === undefined || textIn(sentence.facts[hole]) === ""),
        ).toEqual([]);
      }
    }
  });

  it("reads every check the gate knows", () => {
    expect(new Set(seen.map(([check]) => check))).toEqual(new Set(Verdict.shape.check.options));
  });
});

function textIn(fact: { is: "word"; text: string } | { is: "instant" | "duration"; iso: string }): string {
  return fact.is === "word" ? fact.text : fact.iso;
}

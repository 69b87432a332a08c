import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { waitAndMail } from "../service/testing/open.ts";
import { desk } from "./testing/run.ts";

const start = "2027-03-12T18:00:00Z";
const sara = {
  id: "sara",
  email: "sara@example.com",
  traits: { firstName: "Sara" },
};

/** Two people go through “wait a while, then mail”; the mail is a service message, so nobody needs a consent. */
function scenario(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    journey: "j",
    name: "The mail goes",
    persona: sara,
    start,
    events: [{ at: "+PT0S", event: "go" }],
    expect: [{ sent: "mail", count: 1 }, { ends: "completed" }],
    ...changes,
  });
}

function folderOf(files: Record<string, string>): ReturnType<typeof desk> {
  const made = desk();
  for (const [name, content] of Object.entries(files)) {
    const path = join(made.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return made;
}

describe("parcours test", () => {
  it("runs a folder, a line each, and says what the scenarios reach", async () => {
    const { cli, folder } = folderOf({
      "s/j.journey.json": waitAndMail("j"),
      "s/a.scenario.json": scenario(),
      "s/deep/b.scenario.json": scenario({ journeyFile: "../j.journey.json", name: "From below" }),
      "s/node_modules/x.scenario.json": "not for us",
    });
    const answer = await cli("test", join(folder, "s"));
    expect(answer).toMatchObject({ exit: 0, err: "" });
    expect(answer.out.split("\n")).toEqual([
      `ok ${join(folder, "s/a.scenario.json")}: The mail goes`,
      `ok ${join(folder, "s/deep/b.scenario.json")}: From below`,
      "coverage j: 3 of 3 steps, 2 of 2 ways out",
      "",
    ]);
  });

  it("writes a report for build servers, of what could not be played too", async () => {
    const { cli, folder } = folderOf({
      "j.journey.json": waitAndMail("j"),
      "a.scenario.json": scenario(),
      "b.scenario.json": scenario({ name: "Wrong", expect: [{ ends: "halted" }] }),
      "c.scenario.json": scenario({ journey: "gone" }),
    });
    const file = join(folder, "report.xml");
    expect(await cli("test", folder, "--junit", file)).toMatchObject({ exit: 2 });
    const xml = readFileSync(file, "utf8");
    expect(xml).toContain('tests="3" failures="1" errors="1"');
    expect(xml).toMatch(/message="expected: the run ends halted; instead: [^"]+"/);
    expect(xml).toMatch(/<error type="not-played" message="There is no journey gone /);
    const nowhere = await cli("test", folder, "--junit", join(folder, "no", "report.xml"));
    expect(nowhere).toMatchObject({ exit: 3 });
    expect(nowhere.err).toContain("not-written");
  });

  it("says what happened instead, and ends with 1", async () => {
    const { cli, folder } = folderOf({
      "j.journey.json": waitAndMail("j"),
      "a.scenario.json": scenario({ persona: { id: "sara" } }),
    });
    const file = join(folder, "a.scenario.json");
    const answer = await cli("test", file);
    expect(answer.exit).toBe(1);
    expect(answer.out).toContain(`failed ${file}: The mail goes\n`);
    expect(answer.err).toMatch(
      /^expectation-failed .*a\.scenario\.json:expect\[0\] expected: mail is sent 1 time; instead: mail skipped \(no-(consent|address)\) at 2027-/,
    );
    const json = await cli("--json", "test", file);
    const lines = json.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(lines[0]).toMatchObject({ passed: false, journey: "j", expect: [{ ok: false }, { ok: true }] });
    expect(lines[1]).toMatchObject({ coverage: { journey: "j", nodes: { all: 3, reached: 3, missed: [] } } });
  });

  it("finds journey and person in the data folder", async () => {
    const { cli, file } = desk();
    await cli("import", file("elsewhere.json", waitAndMail("j")));
    await cli("people", "import", file("sara.json.people", JSON.stringify([sara])));
    expect(await cli("test", file("a.scenario.json", scenario({ persona: "sara" })))).toMatchObject({
      exit: 0,
    });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["an unknown journey", { journey: "other" }, /^not-found .*:journey There is no journey other/],
    ["an unknown person", { persona: "tom" }, /^not-found .*:persona There is no person tom/],
    ["a date that is none", { start: "soon" }, /^invalid-value .*:start /],
    [
      "an event of somebody else",
      { events: [{ at: start, event: "go", userId: "tom" }] },
      /^event-of-another /,
    ],
    [
      "an event dated twice",
      { events: [{ at: start, event: "go", timestamp: start }] },
      /^event-dated-twice /,
    ],
    [
      "an expectation nobody understands",
      { expect: [{ arrives: "mail" }] },
      /^invalid-value .*:expect\[0\] /,
    ],
    ["a file that is not there", { journeyFile: "gone.json" }, /^not-found .*gone\.json /],
  ])("refuses %s with 2, and goes on with the others", async (_name, changes, message) => {
    const { cli, folder } = folderOf({
      "j.journey.json": waitAndMail("j"),
      "a.scenario.json": scenario(changes),
      "b.scenario.json": scenario(),
    });
    const answer = await cli("test", folder);
    expect(answer.exit).toBe(2);
    expect(answer.err).toMatch(message);
    expect(answer.out).toMatch(/^failed .*a\.scenario\.json\nok .*b\.scenario\.json/);
  });

  it("refuses a folder without scenarios and a path that is not there", async () => {
    const { cli, folder } = desk();
    expect(await cli("test", folder)).toMatchObject({ exit: 2 });
    expect(await cli("test", join(folder, "gone"))).toMatchObject({ exit: 2 });
  });
});

describe("parcours validate", () => {
  it("knows scenarios, by name and by content", async () => {
    const { cli, file } = folderOf({ "j.journey.json": waitAndMail("j") });
    const good = file("a.scenario.json", scenario());
    const nameless = file("b.json", scenario());
    expect(await cli("validate", good, nameless)).toMatchObject({
      exit: 0,
      out: `ok ${good}\nok ${nameless}\n`,
    });
  });

  it("names a step the journey does not have", async () => {
    const { cli, file } = folderOf({ "j.journey.json": waitAndMail("j") });
    const answer = await cli("validate", file("a.scenario.json", scenario({ expect: [{ sent: "letter" }] })));
    expect(answer).toMatchObject({ exit: 1, out: "" });
    expect(answer.err).toMatch(/^expects-unknown-step .*:expect\[0\]\.sent The journey j has no step letter/);
  });
});

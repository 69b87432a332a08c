import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { desk, lines } from "./testing/run.ts";

const people = JSON.stringify(
  ["sara", "tom"].map((id) => ({ id, email: `${id}@x.example`, traits: { plan: "pro", seats: 2 } })),
);

function journey(...arms: object[]): string {
  return JSON.stringify({
    format: "parcours.journey",
    formatVersion: 1,
    id: "j",
    name: "J",
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "booked" } },
      {
        id: "fork",
        kind: "branch",
        params: { arms: arms.map((when, index) => ({ id: `arm${index}`, when })) },
      },
      { id: "mail", kind: "email", params: { subject: "Hi {{ person.plan }}", body: { text: "Hello" } } },
      { id: "end", kind: "exit", params: {} },
    ],
    edges: [
      { from: "start", port: "next", to: "fork" },
      ...arms.map((_, index) => ({ from: "fork", port: `arm${index}`, to: "mail" })),
      { from: "fork", port: "else", to: "end" },
    ],
  });
}

/** A journey that misspells an attribute and an event, and compares a number with text. */
const slips = journey(
  { attr: "paln", op: "eq", value: "pro" },
  { attr: "seats", op: "ge", value: "2" },
  { event: "bookd" },
);

const codes = (err: string): string[] =>
  err
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ")[0] ?? "");

describe("names at the command line", () => {
  it("are checked against the data folder, once it has some", async () => {
    const { cli, file } = desk();
    const path = file("j.journey.json", slips);
    expect(codes((await cli("validate", path)).err)).toEqual(["no-fallback"]);
    await cli("people", "import", file("people.json", people));
    const found = await cli("validate", path);
    expect(found.exit).toBe(0);
    expect(codes(found.err)).toEqual(["no-fallback", "unknown-attribute", "compares-number"]);
    expect(found.err).toContain(
      "Nobody has an attribute “paln”. Hint: Check the spelling, or import it. → plan [Write “plan”]",
    );
    await cli(
      "events",
      "send",
      file("e.ndjson", lines({ type: "track", messageId: "1", userId: "sara", event: "booked" })),
    );
    expect(codes((await cli("compile", path)).err)).toEqual([
      "no-fallback",
      "unknown-attribute",
      "unknown-event",
      "compares-number",
    ]);
    const published = await cli("publish", path);
    expect(published.exit).toBe(0);
    expect(codes(published.err)).toContain("unknown-event");
  });

  it("come with their fix as JSON, as the API hands it over", async () => {
    const { cli, file } = desk();
    await cli("people", "import", file("people.json", people));
    const { err } = await cli("--json", "validate", file("j.journey.json", slips));
    const problems = err
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { code: string });
    expect(problems.find(({ code }) => code === "compares-number")).toMatchObject({
      nodeId: "fork",
      hint: "Compare it with a number, without quotes.",
      fix: {
        label: { en: "Write 2", fr: "Écrire 2" },
        command: { do: "set-params", node: "fork", place: ["arms", 1, "when", "value"], value: 2 },
      },
    });
  });

  it("are known from a file beside the journey, in a checkout without data", async () => {
    const data = desk();
    await data.cli("people", "import", data.file("people.json", people));
    const written = (await data.cli("--json", "known")).out;
    expect(JSON.parse(written)).toMatchObject({
      format: "parcours.known",
      attributes: [
        { name: "plan", types: ["text"], values: ["pro"] },
        { name: "seats", types: ["number"], values: [2] },
      ],
    });
    expect((await data.cli("known")).out).toContain("attribute  plan   text    pro");
    const checkout = desk();
    checkout.file("known.json", written);
    const path = checkout.file("j.journey.json", slips);
    expect(codes((await checkout.cli("validate", path)).err)).toContain("unknown-attribute");
    checkout.file("known.json", '{"format":"parcours.known","formatVersion":2}');
    expect(await checkout.cli("validate", path)).toMatchObject({ exit: 2 });
    expect(checkout.contents()).toEqual([]);
  });

  it("leave a folder that cannot be read out of it, and say so", async () => {
    const { cli, file, folder } = desk();
    const other = file("parcours.db", "no database, but long enough to be taken for one".repeat(30));
    const answer = await cli("--data-dir", folder, "validate", file("j.journey.json", slips));
    expect(answer.exit).toBe(0);
    expect(answer.err).toContain(`damaged ${other} warning`);
  });
});

describe("validate --fix", () => {
  it("mends what changes nothing for anybody, says it, and leaves guesses alone", async () => {
    const { cli, file } = desk();
    await cli("people", "import", file("people.json", people));
    const path = file("j.journey.json", slips);
    const fixed = await cli("validate", "--fix", path);
    expect(fixed.out).toContain("no-fallback: Write nothing when it is missing");
    expect(codes(fixed.err)).toEqual(["unknown-attribute", "compares-number"]);
    const text = readFileSync(path, "utf8");
    expect(text).toContain("{{ person.plan | default: '' }}");
    expect(text).toContain("paln");
    expect((await cli("validate", "--fix", path)).out).toBe(`ok ${path}\n`);
    expect(readFileSync(path, "utf8")).toBe(text);
    expect((await cli("format", "--check", path)).exit).toBe(0);
  });

  it("is refused for what is piped in", async () => {
    expect(await desk().pipe(slips, "validate", "--fix", "-")).toMatchObject({ exit: 2 });
  });
});

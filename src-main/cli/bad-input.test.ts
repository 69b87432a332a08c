import { describe, expect, it } from "vitest";
import { track, waitAndMail } from "../service/testing/open.ts";
import { desk, lines } from "./testing/run.ts";

describe("bad input", () => {
  const bad: [string, string | Uint8Array, RegExp][] = [
    ["no JSON", "{", /^not-json /],
    ["another format", '{"format":"other"}', /^not-a-journey /],
    [
      "an unknown version",
      waitAndMail("j").replace('"formatVersion":1', '"formatVersion":9'),
      /^unknown-version /,
    ],
    ["a forbidden key", waitAndMail("j").replace('"name"', '"__proto__":{},"name"'), /^forbidden-key /],
    [
      "an unknown kind",
      waitAndMail("j").replace('"kind":"wait"', '"kind":"teleport"'),
      /^\S+ \S*j\.json:nodes\[\d\]/,
    ],
    [
      "a dangling edge",
      waitAndMail("j", { edges: [{ from: "mail", port: "next", to: "gone" }] }),
      /^\S+ \S*j\.json:edges\[\d\]/,
    ],
    [
      "a duplicate id",
      waitAndMail("j", { nodes: [{ id: "mail", kind: "exit", params: {} }] }),
      /^duplicate-id /,
    ],
    [
      "a cycle without a wait",
      waitAndMail("j", { edges: [{ from: "mail", port: "next", to: "mail" }] }),
      /^\S*cycle\S* /m,
    ],
    ["a bad duration", waitAndMail("j", { wait: "soon" }), /^\S+ \S*j\.json:nodes\[\d\]\.params\.duration /],
    [
      "a bad zone",
      waitAndMail("j", { settings: { timeZone: "Mars/Base" } }),
      /^\S+ \S*j\.json:settings\.timeZone /,
    ],
    ["no UTF-8", new Uint8Array([0x7b, 0xff, 0xfe]), /^not-utf8 /],
    ["30 MiB", new Uint8Array(30 * 1024 * 1024).fill(0x20), /^too-large /],
  ];
  it.each(bad)(
    "%s is one line with code and path, exit 1 or 2, and nothing is written",
    async (_name, content, line) => {
      const { cli, file, contents } = desk();
      const path = file("j.json", content);
      for (const command of [
        ["import", path],
        ["publish", path],
        ["validate", path],
        ["compile", path],
      ]) {
        const answer = await cli(...command);
        expect([1, 2], command[0]).toContain(answer.exit);
        expect(answer.err, command[0]).toMatch(line);
        for (const each of answer.err.trim().split("\n"))
          expect(each).toMatch(/^[a-z][a-z0-9_-]* .*j\.json\S* \S/);
      }
      expect(contents()).toEqual([]);
    },
  );

  it("among good files leaves all of them out", async () => {
    const { cli, file, contents } = desk();
    const answer = await cli("import", file("a.json", waitAndMail("a")), file("b.json", "{"));
    expect(answer.exit).toBe(2);
    expect(contents()).toEqual([]);
  });

  it("in events or people keeps nothing of the file", async () => {
    const { cli, file, pipe, contents } = desk();
    const events = lines(
      track("m1", "a", "go"),
      track("m2", "a", "go", { timestamp: "2027-02-30T00:00:00Z" }),
    );
    const sent = await pipe(events, "events", "send", "-");
    expect(sent).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/^bad-date -:line 2\.timestamp /) as unknown,
    });
    const people = await cli(
      "people",
      "import",
      file("p.csv", "id,email\na,a@example.com\n,b@example.com\n"),
    );
    expect(people).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/^missing-id .*p\.csv:row 3/) as unknown,
    });
    expect(contents()).toEqual([]);
    expect((await cli("people", "import", "--skip-errors", file("p.csv", 'id\na\n"b b"\n'))).out).toBe(
      "1 added, 0 updated\n",
    );
  });

  it("of options is a usage error", async () => {
    const { cli, contents } = desk();
    expect((await cli("run", "--clock", "sundial")).exit).toBe(2);
    expect(await cli("run", "--clock", "virtual", "--from", "2027-02-30")).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/^bad-date --from /) as unknown,
    });
    expect((await cli("nonsense")).exit).toBe(2);
    expect((await cli("--seed", "many", "run")).exit).toBe(2);
    expect((await cli("import")).exit).toBe(2);
    expect(contents()).toEqual([]);
  });

  it("is told as JSON when asked", async () => {
    const { cli, file } = desk();
    const answer = await cli("--json", "import", file("j.json", "{"));
    expect(JSON.parse(answer.err)).toMatchObject({
      code: "not-json",
      path: expect.stringContaining("j.json") as unknown,
    });
  });

  it("cannot act on the terminal", async () => {
    const { cli, file } = desk();
    const answer = await cli("validate", file("p.csv", "id,consent.push.marketing\na,\u001b[2J\u202e\n"));
    expect(answer.exit).toBe(1);
    expect(answer.err).toContain("\\u001b[2J\\u202e");
  });

  it.each(["export", "pause", "why"])("%s of what is not there is exit 2", async (command) => {
    const { cli } = desk();
    expect(await cli(command, "ghost")).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/^not-found ghost /) as unknown,
    });
  });
});

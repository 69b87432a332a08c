import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { setDue } from "../store/agenda.ts";
import { DATABASE_FILE } from "../store/database-file.ts";
import { migrate, MIGRATIONS } from "../store/migrate.ts";
import { DEEP_CHECK_BYTES, openStore } from "../store/open.ts";
import { track, waitAndMail } from "../service/testing/open.ts";
import { desk, lines } from "./testing/run.ts";

const sara = JSON.stringify({ id: "sara", email: "sara@example.com", traits: { firstName: "Sara" } });

describe("from files to messages", () => {
  it("imports, publishes, sends events, runs and explains", async () => {
    const { cli, file, pipe } = desk();
    expect(await cli("import", file("j.journey.json", waitAndMail("j")))).toMatchObject({
      exit: 0,
      out: "imported j\n",
      err: "",
    });
    expect(await cli("publish", "j")).toMatchObject({ exit: 0, err: "" });
    expect(await pipe(sara, "people", "import", "-")).toMatchObject({ exit: 0, out: "1 added, 0 updated\n" });
    const events = lines(track("m1", "sara", "go", { timestamp: "2027-03-12T18:00:00Z" }));
    expect(await pipe(events, "events", "send", "-")).toMatchObject({
      exit: 0,
      out: "1 accepted, 0 known already\n",
    });
    expect(await pipe(events, "events", "send", "-")).toMatchObject({ out: "0 accepted, 1 known already\n" });
    const run = await cli("run", "--clock", "virtual", "--from", "2027-03-12T18:00:00Z");
    expect(run).toMatchObject({ exit: 0, out: "0 runs active, 1 ended\n" });

    const listed = await cli("outbox", "list", "--json");
    const send = JSON.parse(listed.out) as { id: string; runId: string };
    expect(send).toMatchObject({ personId: "sara", status: "accepted", headline: "Thank you" });
    const why = await cli("why", send.id);
    expect(why.out).toContain("pass  consent");
    expect(why.out).toContain("pass  address");
    expect((await cli("outbox", "show", send.id)).out).toContain("subject: Thank you");
    expect((await cli("outbox", "list")).out).toMatch(/^ID +AT +PERSONID/);
    const trace = await cli("runs", "show", send.runId);
    expect(trace.out.split("\n").filter((line) => line.includes('"what":"enter"'))).toHaveLength(3);
    expect((await cli("runs", "list", "--status", "completed", "--json")).out).toContain(
      '"status":"completed"',
    );
    expect((await cli("people", "show", "sara")).out).toContain('"firstName": "Sara"');
    expect(await cli("outbox", "resend", send.id)).toMatchObject({
      exit: 1,
      err: expect.stringMatching(/^not-needed /) as unknown,
    });
    expect(await cli("doctor")).toMatchObject({ exit: 0 });
  });

  it("gives the same trace, byte for byte, from simulate and from run on virtual time", async () => {
    const { cli, file } = desk();
    await cli("import", "--sample");
    const exported = await cli("export", "after-trip");
    const journey = file("trip.journey.json", exported.out);
    await cli("publish", "after-trip");
    const from = "2027-03-12T18:00:00Z";
    const events = file(
      "events.ndjson",
      lines(
        track("e1", "tester", "trip_completed", { timestamp: from, properties: { tripId: "T1" } }),
        track("e2", "tester", "Survey Answered", {
          timestamp: "2027-03-13T20:00:00Z",
          properties: { node: "csat", score: 5 },
        }),
        track("e3", "tester", "price_drop", { timestamp: "2027-03-15T09:30:00Z", properties: {} }),
      ),
    );
    const tester = file(
      "tester.json",
      JSON.stringify({
        id: "tester",
        email: "tester@example.com",
        timeZone: "America/Chicago",
        traits: { firstName: "Tess", favouriteDestination: "Lisbon" },
        devices: [{ id: "d1", platform: "ios" }],
        consents: ["push", "email"].map((channel) => ({ channel, purpose: "marketing", state: "granted" })),
      }),
    );
    await cli("people", "import", tester);
    await cli("events", "send", events);
    const simulated = await cli(
      "simulate",
      journey,
      "--persona",
      tester,
      "--events",
      events,
      "--start",
      from,
      "--until",
      "P60D",
    );
    const byId = await cli(
      "simulate",
      journey,
      "--persona",
      "tester",
      "--events",
      events,
      "--start",
      from,
      "--until",
      "P60D",
    );
    // The sample's own events are taken up as well: only the tester's lines are compared.
    const run = await cli("run", "--clock", "virtual", "--from", from, "--until", "P60D", "--trace");
    const own = run.out.split(/(?<=\n)/).filter((line) => line.includes('"person":"tester"'));
    expect(simulated).toMatchObject({ exit: 0, err: "" });
    expect(simulated.out.split("\n").length).toBeGreaterThan(15);
    expect(own.join("")).toBe(simulated.out);
    expect(byId.out).toBe(simulated.out);
  });

  it("simulates without any data folder, entering by the first trigger", async () => {
    const { cli, file, contents } = desk();
    const journey = file("j.journey.json", waitAndMail("j"));
    const run = await cli(
      "simulate",
      journey,
      "--persona",
      file("sara.json", sara),
      "--start",
      "2027-03-12T18:00:00Z",
    );
    expect(run.exit).toBe(0);
    expect(run.out.trim().split("\n").at(-1)).toContain('"what":"end"');
    expect(contents()).toEqual([]);
  });

  it("exports what it imported, and imports what it exported, byte for byte", async () => {
    const one = desk();
    const two = desk();
    await one.cli("import", "--sample");
    const first = await one.cli("export", "after-trip");
    await two.pipe(first.out, "import", "-");
    expect((await two.cli("export", "after-trip")).out).toBe(first.out);
    expect((await one.cli("format", "--check", one.file("a.journey.json", first.out))).exit).toBe(0);
  });

  it("shows what becomes of people who wait, refuses half an answer, and moves them", async () => {
    const { cli, file, pipe } = desk();
    await cli("import", file("j.journey.json", waitAndMail("j")));
    await cli("publish", "j");
    await pipe(sara, "people", "import", "-");
    await pipe(
      lines(track("m1", "sara", "go", { timestamp: "2027-03-12T18:00:00Z" })),
      "events",
      "send",
      "-",
    );
    const from = "2027-03-12T18:00:00Z";
    await cli("run", "--clock", "virtual", "--from", from, "--until", from);
    const renamed = waitAndMail("j").replaceAll('"calm"', '"rest"');
    await cli("import", "--replace", file("new.journey.json", renamed));
    expect(await cli("publish", "--waiting", "move", "j")).toMatchObject({
      exit: 1,
      err: expect.stringMatching(/^people-at-removed-step publish:map\.calm/) as unknown,
    });
    expect(await cli("publish", "j", "--plan", "--waiting", "move", "--map", "calm=rest")).toMatchObject({
      exit: 0,
      out: "would publish j as version 2\nversion 1: 1 waiting\n  1 at calm go on at rest\n",
    });
    expect((await cli("journeys", "--json")).out).toContain('"version":1');
    expect(await cli("publish", "j", "--waiting", "move", "--map", "calm=rest")).toMatchObject({ exit: 0 });
    expect((await cli("runs", "list", "--json")).out).toContain('"nodeId":"rest"');
    expect(await cli("publish", "j", "--waiting", "stay")).toMatchObject({ exit: 2 });
    expect(await cli("publish", "j", "--map", "calm")).toMatchObject({ exit: 2 });
  });

  it("pauses, resumes and stops", async () => {
    const { cli, file } = desk();
    await cli("import", file("j.journey.json", waitAndMail("j")));
    expect(await cli("pause", "j")).toMatchObject({
      exit: 1,
      err: expect.stringMatching(/^not-published pause/) as unknown,
    });
    await cli("publish", "j");
    expect((await cli("pause", "j")).out).toBe("j is paused\n");
    expect((await cli("resume", "j", "--json")).out).toBe('{\n  "id": "j",\n  "state": "live"\n}\n');
    expect((await cli("stop", "j")).out).toBe("j is stopped\n");
    expect((await cli("journeys")).out).toContain("stopped");
  });

  it("pauses and resumes all sending, by either name", async () => {
    const { cli } = desk();
    expect((await cli("sending", "status")).out).toBe("sending is open, 0 messages wait\n");
    const paused = /^sending is paused \(by-hand\) since \S+Z, 0 messages wait\n$/;
    expect((await cli("pause", "--all")).out).toMatch(paused);
    expect((await cli("sending", "pause")).out).toMatch(paused);
    expect((await cli("sending", "resume", "--reason", "disk-full")).out).toMatch(paused);
    expect(JSON.parse((await cli("sending", "status", "--json")).out)).toMatchObject({ open: false });
    expect((await cli("doctor")).out).toContain("paused (by-hand)");
    expect((await cli("resume", "--all")).out).toBe("sending is open, 0 messages wait\n");
    expect((await cli("pause")).exit).toBe(2);
    expect((await cli("pause", "j", "--all")).exit).toBe(2);
    expect((await cli("stop", "--all")).exit).toBe(2);
  });
});

describe("files alone", () => {
  it("are validated by what they are", async () => {
    const { cli, file } = desk();
    const good = [
      file("j.journey.json", waitAndMail("j")),
      file("people.csv", "id,email\na,a@example.com\n"),
      file("people.json", `[${sara}]`),
      file("events.ndjson", lines(track("m1", "a", "go"))),
    ];
    expect(await cli("validate", ...good)).toMatchObject({ exit: 0, err: "" });
    const bad = file("bad.csv", "id,consent.push.marketing\na,maybe\n");
    expect(await cli("validate", bad)).toMatchObject({
      exit: 1,
      err: expect.stringMatching(
        /^bad-consent .*bad\.csv:row 2, column consent\.push\.marketing /,
      ) as unknown,
    });
  });

  it("are compiled to the same graph as published", async () => {
    const { cli, file, folder } = desk();
    const journey = file("j.journey.json", waitAndMail("j"));
    const compiled = await cli("compile", journey);
    expect((await cli("compile", journey, "-o", `${folder}/j.graph.json`)).out).toContain("sha256:");
    expect(readFileSync(`${folder}/j.graph.json`, "utf8")).toBe(compiled.out);
    await cli("import", journey);
    expect((await cli("export", "j", "--format", "graph")).out).toBe(compiled.out);
    expect((await cli("--json", "publish", "j")).out).toContain(
      (JSON.parse(compiled.out) as { hash: string }).hash,
    );
  });

  it("are formatted in place, and --check only says so", async () => {
    const { cli, file } = desk();
    const journey = file("j.journey.json", waitAndMail("j"));
    expect(await cli("format", "--check", journey)).toMatchObject({
      exit: 1,
      err: expect.stringContaining("not-canonical") as unknown,
    });
    expect(readFileSync(journey, "utf8")).toBe(waitAndMail("j"));
    expect((await cli("format", journey)).exit).toBe(0);
    expect((await cli("format", "--check", journey)).exit).toBe(0);
  });
});

describe("the data folder", () => {
  it("in use is exit 3 for writers, and readable all the same", async () => {
    const { cli, dataDir, file } = desk();
    await cli("import", file("j.json", waitAndMail("j")));
    const store = openStore(dataDir, 0);
    expect(await cli("run", "--until-idle")).toMatchObject({
      exit: 3,
      err: expect.stringMatching(/^in-use /) as unknown,
    });
    expect((await cli("journeys")).out).toContain("Journey j");
    store.close();
  });

  it("of an older version and large is brought up to date with a word of what is waited for", async () => {
    const { cli, dataDir } = desk();
    mkdirSync(dataDir);
    const raw = new Database(join(dataDir, DATABASE_FILE));
    migrate(raw, undefined, 0, MIGRATIONS.slice(0, -1));
    raw
      .prepare("INSERT INTO person (id, profile, name, search, updated_at) VALUES ('sara', ?, 'Sara', ?, 0)")
      .run('{"id":"sara","traits":{},"devices":[],"consents":[]}', "x".repeat(DEEP_CHECK_BYTES));
    raw.close();
    const [from, to] = [MIGRATIONS.length - 1, MIGRATIONS.length];
    expect(await cli("run", "--until-idle")).toMatchObject({
      exit: 0,
      err: expect.stringMatching(
        `^Bringing .* MB\\) from schema ${from} to ${to}, after a backup\\. .*\n$`,
      ) as unknown,
    });
    expect(await cli("run", "--until-idle")).toMatchObject({ exit: 0, err: "" });
    expect((await cli("people", "list")).out).toContain("sara");
  });

  it("is seen through by doctor, and mended where that is safe", async () => {
    const { cli, dataDir, file, pipe } = desk();
    await cli("import", file("j.json", waitAndMail("j")));
    await cli("publish", "j");
    await pipe(lines(track("m1", "a", "go"), track("m2", "b", "go")), "events", "send", "-");
    const store = openStore(dataDir, 0);
    setDue(store.db, "a", undefined);
    store.db.run("UPDATE version SET graph = replace(graph, 'PT2H', 'PT3H')");
    store.close();
    const seen = await cli("doctor");
    expect(seen.exit).toBe(1);
    expect(seen.err).toMatch(/^doctor-graphs .*: j version 1; --repair /m);
    expect(seen.err).toMatch(/^doctor-agenda .*1 people would not be looked at$/m);
    const again = await cli("doctor", "--repair");
    expect(again.err).not.toMatch(/doctor-(agenda|graphs)/);
    expect((await cli("doctor")).err).not.toMatch(/doctor-(agenda|graphs)/);
  });
});

describe("people", () => {
  it("come out as CSV and JSON that go in again", async () => {
    const one = desk();
    await one.cli(
      "people",
      "import",
      one.file("p.csv", "id,email,plan\na,a@example.com,pro\nb,b@example.com,=1+1\n"),
    );
    const csv = await one.cli("people", "export");
    const two = desk();
    await two.cli("people", "import", two.file("p.csv", csv.out));
    expect((await two.cli("people", "export", "--format", "json")).out).toBe(
      (await one.cli("people", "export", "--format", "json")).out,
    );
    expect((await two.cli("people", "list", "--search", "B@EX", "--json")).out).toContain('"id":"b"');
  });
});

describe("events beyond what fits in memory at once", () => {
  it("are read line by line, and a bad one at the end keeps all of them out", async () => {
    const { cli, file, pipe, contents } = desk();
    const big = (index: number) =>
      track(`m${index}`, `p${index % 7}`, "go", { properties: { text: "é".repeat(15_000) } });
    const many = lines(...Array.from({ length: 720 }, (_, index) => big(index)));
    expect(Buffer.byteLength(many)).toBeGreaterThan(20 * 1024 * 1024);
    const refused = await cli("events", "send", file("big.ndjson", `${many}{"type":"track"}\n`));
    expect(refused).toMatchObject({ exit: 2, err: expect.stringMatching(/big\.ndjson:line 721/) as unknown });
    expect(contents()).toEqual([]);
    expect((await pipe(many, "events", "send", "-")).out).toBe("720 accepted, 0 known already\n");
    expect((await cli("events", "list", "--limit", "2", "--json")).out.trim().split("\n")).toHaveLength(2);
  });
});

describe("running until asked to end", () => {
  it("works what comes due and prints the trace of what is committed", async () => {
    const stop = new AbortController();
    const { cli, file, pipe } = desk({
      stop: stop.signal,
      onOut: (text) => {
        if (text.includes('"what":"wait"')) stop.abort();
      },
    });
    await cli("import", file("j.json", waitAndMail("j")));
    await cli("publish", "j");
    await pipe(lines(track("m1", "a", "go")), "events", "send", "-");
    const run = await cli("run", "--trace");
    expect(run).toMatchObject({ exit: 0, err: "" });
    expect(
      run.out
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { what: string }).what),
    ).toEqual(["enter", "leave", "enter", "wait"]);
    expect((await cli("runs", "list", "--json")).out).toContain('"nodeId":"calm"');
  });
});

describe("pictures", () => {
  it("show every step and connection, and quote what people wrote", async () => {
    const { cli, file } = desk();
    const text = waitAndMail("j").replace('"id":"calm"', '"name":"<b>&\\u202e","id":"calm"');
    await cli("import", file("j.json", text));
    const svg = await cli("export", "j", "--format", "svg");
    expect(svg.out).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="/);
    expect(svg.out.match(/data-step=/g)).toHaveLength(3);
    expect(svg.out.match(/marker-end/g)).toHaveLength(2);
    expect(svg.out).toContain("&lt;b&gt;&amp;");
    expect((await cli("export", "j", "--format", "mermaid")).out).toContain("#60;b#62;#38;");
  });
});

describe("help", () => {
  it("exists for every command, with an example", async () => {
    const { cli } = desk();
    const commands = [
      "validate compile format simulate import export publish pause resume stop journeys known run why serve doctor"
        .split(" ")
        .map((name) => [name]),
      ["import", "list", "show", "export"].map((name) => ["people", name]),
      ["send", "list"].map((name) => ["events", name]),
      ["list", "show"].map((name) => ["runs", name]),
      ["status", "pause", "resume"].map((name) => ["sending", name]),
      ["list", "send", "skip"].map((name) => ["overdue", name]),
      ["list", "show", "retry", "resend", "mark-sent"].map((name) => ["outbox", name]),
    ].flat();
    for (const command of commands) {
      const help = await cli(...command, "--help");
      expect(help.exit, command.join(" ")).toBe(0);
      expect(help.out, command.join(" ")).toContain("Example:\n");
    }
  });
});

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mailServer } from "../outbound/testing/mail-servers.ts";
import { desk } from "./testing/run.ts";

it("sets email up, tests it, switches it off again; the secret shows nowhere", async () => {
  const server = await mailServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.password === "canary-pass-1"
        ? done(null, { user: auth.username })
        : done(new Error(`no: ${auth.password}`)),
  });
  const at = desk();
  const said: string[] = [];
  const cli = async (...argv: string[]) => {
    const answer = await at.cli(...argv);
    said.push(answer.out, answer.err);
    return answer;
  };
  const settings = [
    "host=127.0.0.1",
    `port=${server.port}`,
    "user=me",
    "from=Me <me@example.com>",
    "security=none",
  ];

  expect((await cli("channels", "list")).out).toMatch(/^email +outbox/m);
  const refused = await cli("channels", "set", "email", ...settings, "on=true");
  expect(refused).toMatchObject({ exit: 1 });
  expect(refused.err).toContain("channels:secrets.password");
  expect(refused.err).toContain("channels:security");

  await cli("channels", "allow", `127.0.0.1:${server.port}`);
  const set = await at.pipe(
    "canary-pass-1\n",
    "channels",
    "set",
    "email",
    ...settings,
    "on=true",
    "--secret",
    "password=-",
    "--json",
  );
  said.push(set.out, set.err);
  expect(set).toMatchObject({ exit: 0, err: "" });
  expect(JSON.parse(set.out)).toMatchObject({
    state: "live",
    secrets: { password: "set", dkimKey: "absent" },
  });

  expect(await cli("channels", "test", "email", "sara@example.com")).toMatchObject({
    exit: 0,
    out: "accepted\n",
  });
  expect(server.mails).toMatchObject([{ from: "me@example.com", to: ["sara@example.com"], user: "me" }]);

  expect((await cli("channels", "off", "email")).out).toContain("email: outbox");
  const files = ["secrets.json", "secret.key"].map((name) => join(at.dataDir, name));
  expect(files.map((file) => (statSync(file).mode & 0o777).toString(8))).toEqual(["600", "600"]);
  for (const text of [...said, ...files.map((file) => readFileSync(file, "utf8"))])
    expect(text).not.toContain("canary-pass-1");
});

it("names what it does not understand", async () => {
  const at = desk();
  for (const argv of [
    ["set", "pigeon", "on=true"],
    ["set", "email", "hots=x"],
    ["set", "email", "port=many"],
    ["set", "sms", "--preset", "nobody"],
    ["set", "email", "--secret", "password"],
    ["allow", "localhost"],
  ])
    expect((await at.cli("channels", ...argv)).exit).toBe(2);
  expect((await at.cli("channels", "set", "email", "port=0")).exit).toBe(1);
  expect((await at.cli("channels", "set", "email", "--secret", "nothing=")).exit).toBe(1);
  expect((await at.cli("channels", "test", "email", "nobody")).err).toContain("no address of this channel");
});

it("fills in a provider's interface, and makes keys for web push", async () => {
  const at = desk();
  const sms = await at.cli(
    "channels",
    "set",
    "sms",
    "--preset",
    "twilio",
    "user=AC1",
    "from=+15005550006",
    "--json",
  );
  expect(JSON.parse(sms.out)).toMatchObject({ state: "outbox", settings: { idPath: "sid", user: "AC1" } });
  const keys = await at.cli("channels", "keys");
  expect(keys.out).toMatch(/^[A-Za-z0-9_-]{87}\n$/);
  expect(JSON.parse((await at.cli("channels", "show", "push", "--json")).out)).toMatchObject({
    settings: { vapidPublicKey: keys.out.trim() },
    secrets: { vapidPrivateKey: "set" },
  });
  expect((await at.cli("channels", "clear", "push")).out).toContain("vapidPrivateKey: not set");
});

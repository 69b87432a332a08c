import { createECDH, generateKeyPairSync, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { generateVAPIDKeys } from "web-push";
import { mailServer, politely, scriptedServer } from "../outbound/testing/mail-servers.ts";
import { listening, testAuthority, testCertificate, webServer } from "../outbound/testing/servers.ts";
import type { Received } from "../outbound/testing/servers.ts";
import { temporaryFolder } from "../store/testing/folder.ts";
import { appFolder } from "./app-folder.ts";
import { desk, lines } from "./testing/run.ts";
import type { Desk } from "./testing/run.ts";

vi.mock("./app-folder.ts");

// Secrets and personal data in spellings that nothing else has, through everything a workspace does and says. What the
// servers answer is the worst they could: all they were sent, in every field that is read.

function pem(type: "rsa" | "ec"): string {
  const { privateKey } =
    type === "rsa"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return String(privateKey.export({ type: "pkcs8", format: "pem" }));
}
/** The longest line of a key file: what one would find of it in a log. */
const lineOf = (key: string): string => key.split("\n").find((line) => line.length >= 40) ?? key;

const vapid = generateVAPIDKeys();
const keys = { dkim: pem("rsa"), fcm: pem("rsa"), apns: pem("ec") };
const SECRETS = {
  smtpPassword: "canary-smtp-7c1e",
  dkimKey: lineOf(keys.dkim),
  vapidPrivateKey: vapid.privateKey,
  fcmKey: lineOf(keys.fcm),
  fcmAccess: "canary-fcm-access-5b20",
  apnsKey: lineOf(keys.apns),
  smsToken: "canary-sms-91fa",
  webhookKey: "canary-webhook-3d77",
  contentKey: "canary-content-6e02",
} as const;

const HERS = {
  id: "sara-7731-lindqvist",
  email: "sara.lindqvist@postbox.example",
  phone: "+46700112233",
  name: "Lindqvistdotter",
  deviceToken: "ab12cd34".repeat(8),
} as const;

/** All of a request as one line that fits into a header as well, with what a server reads out of basic sign-in. */
function echo({ headers, body, url }: Received): string {
  const { authorization = "" } = headers;
  const basic = /^Basic (.+)$/.exec(authorization)?.[1] ?? "";
  const read = {
    headers,
    url,
    body: body.toString("latin1"),
    basic: Buffer.from(basic, "base64").toString(),
  };
  return JSON.stringify(read).replace(/[^ -~]/g, "?");
}

/** Servers of all channels, which take nothing while `kind` is false. */
async function servers() {
  const seen = { kind: false, bearers: new Set<string>() };
  const web = await webServer(
    (request, response) => {
      const said = echo(request);
      const bearer = /(?:^| t=|earer )([\w-]+\.[\w-]+\.[\w-]+)/.exec(
        request.headers.authorization ?? "",
      )?.[1];
      if (bearer !== undefined) seen.bearers.add(bearer);
      if (request.url === "/token")
        return response.end(JSON.stringify({ access_token: SECRETS.fcmAccess, expires_in: 3_599 }));
      response.writeHead(seen.kind ? 201 : 400, { location: said, "x-echo": said }).end(
        JSON.stringify({
          name: said,
          sid: said,
          error: { status: said, details: [{ errorCode: said }] },
        }),
      );
    },
    { tls: true },
  );
  const plain = await webServer((request, response) => {
    const said = echo(request);
    response.writeHead(seen.kind ? 200 : 422, { "x-echo": said }).end(JSON.stringify({ sid: said, said }));
  });
  const apple = createSecureServer(testCertificate);
  apple.on("stream", (stream, headers) => {
    const bearer = String(headers.authorization);
    seen.bearers.add(bearer.replace(/^bearer /, ""));
    stream.resume();
    stream.on("end", () => {
      stream.respond({ ":status": seen.kind ? 200 : 400, "apns-id": bearer });
      stream.end(seen.kind ? "" : JSON.stringify({ reason: bearer }));
    });
  });
  const both = Buffer.from(`\0me\0${SECRETS.smtpPassword}`).toString("base64");
  const refusing = await scriptedServer(
    politely({ EHLO: "250 AUTH PLAIN", AUTH: `535 not ${SECRETS.smtpPassword}, nor ${both}` }),
  );
  const taking = await mailServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
  });
  return { seen, web, plain, applePort: await listening(apple), refusing, taking };
}

function journey(hook: string): string {
  return JSON.stringify({
    format: "parcours.journey",
    formatVersion: 1,
    id: "j",
    name: "Canaries",
    settings: {
      class: "service",
      content: [{ id: "news", url: hook.replace("/hook", "/news"), fallback: "none" }],
    },
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
      {
        id: "mail",
        kind: "email",
        params: { subject: "Hello", body: { text: "Hello {{ person.lastName | default: 'you' }}" } },
      },
      {
        id: "text",
        kind: "sms",
        params: { body: "Hello {{ person.lastName | default: 'you' }}, {{ content.news | default: '' }}" },
      },
      {
        id: "push",
        kind: "push",
        params: { title: "Hello", body: "Hello {{ person.lastName | default: 'you' }}" },
      },
      {
        id: "hook",
        kind: "webhook",
        params: { method: "POST", url: hook, body: '{ "p": "{{ person.id }}" }' },
      },
    ],
    edges: ["start", "mail", "text", "push", "hook"].flatMap((from, index, all) => {
      const to = all[index + 1];
      return to === undefined ? [] : [{ from, port: "next", to }];
    }),
  });
}

function people(pushEndpoint: string): string {
  const browser = createECDH("prime256v1");
  const subscription = {
    endpoint: pushEndpoint,
    keys: { p256dh: browser.generateKeys("base64url"), auth: randomBytes(16).toString("base64url") },
  };
  const device = (id: string, platform: string, token: string) => ({ id, platform, token });
  const sara = { id: HERS.id, email: HERS.email, phone: HERS.phone, traits: { lastName: HERS.name } };
  const devices = [
    device("d1", "web", JSON.stringify(subscription)),
    device("d2", "android", "fcm-token"),
    device("d3", "ios", HERS.deviceToken),
  ];
  return JSON.stringify([
    { ...sara, devices },
    ...devices.map((each) => ({ id: `owner-of-${each.id}`, devices: [each] })),
  ]);
}

/** Whatever of some texts stands in the files of a folder, as `file: what`. */
function heldBy(folder: string, texts: Readonly<Record<string, string>>): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      return whichIn(bytes, texts).map((what) => `${entry.name}: ${what}`);
    });
}

/** Which of some texts stand in bytes, in any of the spellings a server or a log might use. */
function whichIn(bytes: Buffer, texts: Readonly<Record<string, string>>): string[] {
  return Object.entries(texts)
    .filter(([, text]) =>
      [text, Buffer.from(text).toString("base64").replace(/=+$/, ""), Buffer.from(text).toString("hex")].some(
        (spelling) => bytes.includes(spelling),
      ),
    )
    .map(([what]) => what);
}

async function setUp(
  at: Desk,
  { web, plain, applePort, refusing, taking }: Awaited<ReturnType<typeof servers>>,
) {
  const said: string[] = [];
  const keep = async (answer: Promise<{ exit: number; out: string; err: string }>, exit?: number) => {
    const { exit: ended, out, err } = await answer;
    said.push(out, err);
    if (exit !== undefined) expect({ ended, err }).toEqual({ ended: exit, err: exit === 0 ? "" : err });
    return out;
  };
  for (const port of [web.port, plain.port, applePort, refusing.port, taking.port])
    await keep(at.cli("channels", "allow", `127.0.0.1:${port}`), 0);
  const set = (channel: string, secret: string, value: string, ...settings: string[]) =>
    keep(at.pipe(value, "channels", "set", channel, ...settings, "--secret", `${secret}=-`), 0);
  await set("email", "dkimKey", keys.dkim, "dkimDomain=example.com", "dkimSelector=s1");
  await set(
    ...(["email", "password", SECRETS.smtpPassword] as const),
    ...[
      "host=127.0.0.1",
      `port=${refusing.port}`,
      "security=none",
      "user=me",
      "from=me@example.com",
      "on=true",
    ],
  );
  const account = {
    project_id: "p1",
    client_email: "push@p1.example",
    private_key: keys.fcm,
    token_uri: `${web.origin}/token`,
  };
  await set("push", "fcmAccount", JSON.stringify(account), `authority=${testAuthority}`);
  await set(
    ...(["push", "apnsKey", keys.apns] as const),
    ...["apnsTeamId=TEAM123456", "apnsKeyId=KEY1234567", "apnsTopic=t"],
  );
  await set(
    ...(["push", "vapidPrivateKey", vapid.privateKey] as const),
    ...[`vapidPublicKey=${vapid.publicKey}`, "vapidSubject=mailto:ops@example.com"],
    ...[`fcmEndpoint=${web.origin}`, `apnsEndpoint=https://127.0.0.1:${applePort}`, "on=true"],
  );
  await set(
    ...(["sms", "authSecret", SECRETS.smsToken] as const),
    ...[`url=${plain.origin}/send`, "from=Me", "user=AC1", "idPath=sid", "on=true"],
  );
  await set(...(["webhook", "signingKey", SECRETS.webhookKey] as const), "on=true");
  await keep(at.pipe(SECRETS.contentKey, "content-keys", "set", plain.origin, "X-Api-Key"), 0);
  await keep(at.pipe(journey(`${plain.origin}/hook`), "import", "-"), 0);
  await keep(at.cli("publish", "j"), 0);
  await keep(at.pipe(people(`${web.origin}/sub/1`), "people", "import", "-"), 0);
  return { said, keep };
}

/** A page to be served, whose content does not matter: the real one may not be built. */
function emptyPage(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  return folder;
}

it("secrets are in the sealed file alone, and personal data only where they belong, whatever servers repeat", async () => {
  const all = await servers();
  const serving = new AbortController();
  let token = "";
  const at = desk({
    stop: serving.signal,
    onOut: (text) => {
      token = /#token=(\S+)/.exec(text)?.[1] ?? token;
      if (token !== "") serving.abort();
    },
  });
  const { said, keep } = await setUp(at, all);
  const from = "2027-03-12T18:00:00Z";
  const go = async (round: string, start: string): Promise<string> => {
    await keep(
      at.pipe(
        lines({ type: "track", messageId: round, userId: HERS.id, event: "go", timestamp: start }),
        "events",
        "send",
        "-",
      ),
      0,
    );
    for (const [channel, to] of [
      ["email", HERS.email],
      ["sms", HERS.phone],
      ["webhook", `${all.plain.origin}/hook`],
      ["push", "owner-of-d1"],
      ["push", "owner-of-d2"],
      ["push", "owner-of-d3"],
    ] as const)
      await keep(at.cli("channels", "test", channel, to, "--json"), all.seen.kind ? 0 : 1);
    return keep(at.cli("run", "--clock", "virtual", "--from", start, "--until", "PT5M"), 0);
  };
  const quiet = [await go("refused", from)];
  await keep(at.cli("backup"), 0);
  all.seen.kind = true;
  await keep(at.cli("channels", "set", "email", `port=${all.taking.port}`), 0);
  quiet.push(await go("taken", "2027-03-12T20:00:00Z"));
  await keep(at.cli("backup"), 0);

  // Everything that speaks of the workspace without its people, then what speaks of them.
  for (const command of [
    ...[
      ["doctor"],
      ["doctor", "--json"],
      ["journeys", "--json"],
      ["outbox", "channels", "--json"],
      ["known"],
    ],
    ...["email", "push", "sms", "webhook"].map((channel) => ["channels", "show", channel, "--json"]),
    ...["journey", "graph", "mermaid"].map((format) => ["export", "j", "--format", format]),
    ...[
      ["channels", "list"],
      ["content-keys", "list"],
      ["pages", "show"],
      ["sending", "status"],
    ],
  ])
    quiet.push(await keep(at.cli(...command)));
  const list = (await keep(at.cli("outbox", "list", "--json"), 0)).trim().split("\n");
  const sends = list.map((line) => JSON.parse(line) as { id: string; status: string });
  for (const { id } of sends) {
    await keep(at.cli("outbox", "show", id, "--json"), 0);
    await keep(at.cli("why", id));
  }
  await keep(at.cli("runs", "list", "--json"), 0);
  await keep(at.cli("people", "export", HERS.id), 0);
  await keep(at.cli("people", "list", "--json"), 0);
  // All channels were asked, in both rounds.
  expect(new Set(sends.map(({ status }) => status)).has("accepted")).toBe(true);
  expect(all.seen.bearers.size).toBeGreaterThan(2);
  expect(all.taking.mails.length).toBeGreaterThan(1);
  expect(all.plain.received.length).toBeGreaterThan(3);
  const news = all.plain.received.filter(({ url }) => url === "/news");
  expect(news.map(({ headers }) => headers["x-api-key"])).toContain(SECRETS.contentKey);

  vi.mocked(appFolder).mockReturnValue(emptyPage());
  await at.cli("serve");
  expect(token).toMatch(/^[\w-]{43}$/);
  const bearers = Object.fromEntries([...all.seen.bearers].map((bearer, n) => [`bearer ${n}`, bearer]));
  expect(heldBy(at.folder, { ...SECRETS, ...bearers, token })).toEqual([]);
  expect(whichIn(Buffer.from(said.join("\n")), { ...SECRETS, ...bearers })).toEqual([]);
  expect(whichIn(Buffer.from(quiet.join("\n")), HERS)).toEqual([]);
  const files = new Set(heldBy(at.folder, HERS).map((each) => each.split(":")[0] ?? ""));
  expect([...files].filter((name) => !/^(parcours\.db(-wal)?|manual-.*\.db)$/.test(name))).toEqual([]);
});

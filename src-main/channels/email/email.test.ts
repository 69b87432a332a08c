import { generateKeyPairSync } from "node:crypto";
import { dkimVerify } from "mailauth";
import PostalMime from "postal-mime";
import { expect, it } from "vitest";
import { noAbort, outgoing } from "../testing/message.ts";
import { mailServer } from "../../outbound/testing/mail-servers.ts";
import { emailOver } from "./testing.ts";

const unsubscribeUrl = "https://mail.example/u/abc";

it("arrives as written: Message-ID, both bodies, UTF-8 headers, one-click unsubscribe", async () => {
  const server = await mailServer();
  const rendered = {
    from: "Équipe Voyage <equipe@uponvoyage.example>",
    subject: "Merci, Zoë — à bientôt\r\nBcc: everybody@example.com",
    preheader: "Votre avis <b>",
    html: "<html><body><h1>Bonjour Zoë</h1><p>À bientôt.</p></body></html>",
  };
  const message = outgoing({ class: "promotional", rendered, unsubscribeUrl });
  expect(await emailOver(server.port).deliver(message, noAbort)).toMatchObject({ outcome: "accepted" });
  const [mail] = server.mails;
  expect(mail).toMatchObject({ from: "equipe@uponvoyage.example", to: ["sara@example.com"] });
  const parsed = await PostalMime.parse(mail?.raw ?? "");
  expect(parsed).toMatchObject({
    messageId: "<s1@parcours.test>",
    subject: "Merci, Zoë — à bientôt Bcc: everybody@example.com",
    from: { name: "Équipe Voyage", address: "equipe@uponvoyage.example" },
    to: [{ address: "sara@example.com" }],
    date: "2027-03-12T18:00:00.000Z",
    attachments: [],
  });
  expect(parsed.text).toContain("À bientôt.");
  expect(parsed.html).toContain("<h1>Bonjour Zoë</h1>");
  expect(parsed.html).toContain("Votre avis &lt;b&gt;");
  expect(
    parsed.headers.filter(({ key }) => /^list-unsub|^bcc$/.test(key)).map(({ key, value }) => [key, value]),
  ).toEqual([
    ["list-unsubscribe", `<${unsubscribeUrl}>`],
    ["list-unsubscribe-post", "List-Unsubscribe=One-Click"],
  ]);
});

it("refuses promotional mail that nobody could end, before anybody is asked", async () => {
  const server = await mailServer();
  const channel = emailOver(server.port);
  for (const url of [undefined, "http://mail.example/u/abc"])
    expect(
      await channel.deliver(
        outgoing({ class: "promotional", ...(url ? { unsubscribeUrl: url } : {}) }),
        noAbort,
      ),
    ).toEqual({ outcome: "terminal", reason: "no-unsubscribe-address" });
  expect(server.seen.connections).toBe(0);
});

it.each([
  ["sara@example.com\r\nRCPT TO:<eve@example.com>"],
  ["sara@example.com>"],
  ["<sara@example.com>"],
  ["sara@example.com, eve@example.com"],
  ["sara"],
  ["séra@example.com"],
])("never sends to %j", async (to) => {
  const server = await mailServer();
  expect(await emailOver(server.port).deliver(outgoing({ to }), noAbort)).toEqual({
    outcome: "terminal",
    reason: "bad-address",
  });
  expect(server.seen.connections).toBe(0);
});

it("needs a sender and content", async () => {
  const server = await mailServer();
  const refused = async (more: object, settings = {}) =>
    (await emailOver(server.port, settings).deliver(
      outgoing({ rendered: { subject: "x", ...more } }),
      noAbort,
    )) as {
      reason: string;
    };
  expect((await refused({ text: "x" }, { from: "" })).reason).toBe("no-sender");
  expect((await refused({ text: "x", from: "a@b.example\r\nBcc: c@d.example" })).reason).toBe("no-sender");
  expect((await refused({})).reason).toBe("empty-content");
});

it("uses a session again, and no more of them than allowed", async () => {
  const server = await mailServer();
  const channel = emailOver(server.port, { connections: 2 });
  const messages = Array.from({ length: 12 }, (_, index) =>
    outgoing({ messageId: `m${index}@parcours.test` }),
  );
  const attempts = await Promise.all(messages.map((message) => channel.deliver(message, noAbort)));
  expect(attempts.every(({ outcome }) => outcome === "accepted")).toBe(true);
  expect(server.mails).toHaveLength(12);
  expect(server.seen.connections).toBe(2);
});

it("signs in over STARTTLS, and says nothing where there is none", async () => {
  const onAuth = mailServer({
    authOptional: false,
    onAuth: (auth, _session, done) =>
      auth.username === "parcours" && auth.password === "canary"
        ? done(null, { user: "parcours" })
        : done(new Error("no")),
  });
  const server = await onAuth;
  const settings = { security: "starttls", user: "parcours" } as const;
  const right = emailOver(server.port, settings, { password: "canary" });
  expect(await right.deliver(outgoing(), noAbort)).toMatchObject({ outcome: "accepted" });
  expect(server.mails).toMatchObject([{ user: "parcours", secure: true }]);

  const wrong = await emailOver(server.port, settings, { password: "other" }).deliver(outgoing(), noAbort);
  expect(wrong).toMatchObject({ outcome: "retryable", reason: "sign-in-refused", down: true });

  const plain = await mailServer({ disabledCommands: ["STARTTLS"] });
  const refused = await emailOver(plain.port, settings, { password: "canary" }).deliver(outgoing(), noAbort);
  expect(refused).toMatchObject({ outcome: "retryable", down: true });
  expect(plain.mails).toEqual([]);
});

it("speaks TLS from the first byte, and trusts only whom it should", async () => {
  const server = await mailServer({ secure: true });
  expect(await emailOver(server.port, { security: "tls" }).deliver(outgoing(), noAbort)).toMatchObject({
    outcome: "accepted",
  });
  const stranger = await emailOver(server.port, { security: "tls", authority: "" }).deliver(
    outgoing(),
    noAbort,
  );
  expect(stranger).toMatchObject({ outcome: "retryable", reason: "tls-failed", down: true });
  const upgrade = await mailServer();
  const untrusted = emailOver(upgrade.port, { security: "starttls", authority: "" });
  expect(await untrusted.deliver(outgoing(), noAbort)).toMatchObject({ reason: "tls-failed", down: true });
});

it("signs with DKIM where a key is configured, in a way receivers verify (RFC 6376)", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "der" },
  });
  const server = await mailServer();
  const dkim = { dkimDomain: "uponvoyage.example", dkimSelector: "p1" };
  const rendered = { subject: "Merci, Zoë — à bientôt", html: "<p>.À bientôt</p>\n\n.\n" };
  const message = outgoing({ class: "promotional", rendered, unsubscribeUrl });
  await emailOver(server.port, dkim, { dkimKey: privateKey }).deliver(message, noAbort);
  const raw = server.mails[0]?.raw ?? Buffer.alloc(0);
  const asked: string[] = [];
  const verify = (mail: Buffer) =>
    dkimVerify(mail, {
      resolver: (name, type) => {
        asked.push(`${name} ${type}`);
        return Promise.resolve([[`v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`]]);
      },
    });
  const [signature] = (await verify(raw)).results;
  expect(signature).toMatchObject({
    ...{ signingDomain: "uponvoyage.example", selector: "p1", algo: "rsa-sha256" },
    status: { result: "pass", aligned: "uponvoyage.example" },
  });
  expect(asked).toEqual(["p1._domainkey.uponvoyage.example TXT"]);
  // What makes one-click unsubscribing trustworthy has to be signed too (RFC 8058, 4).
  for (const header of ["from", "to", "subject", "message-id", "list-unsubscribe", "list-unsubscribe-post"])
    expect(signature?.signingHeaders?.keys.toLowerCase().split(/:\s*/)).toContain(header);
  const changed = Buffer.from(raw.toString("latin1").replace("Subject: ", "Subject: x"), "latin1");
  expect((await verify(changed)).results[0]?.status.result).toBe("fail");
});

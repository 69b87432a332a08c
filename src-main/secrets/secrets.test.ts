import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../store/testing/folder.ts";
import { createRedactor, REDACTED } from "./redact.ts";
import { keySealer } from "./sealer.ts";
import { openVault } from "./vault.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");

it("keeps secrets sealed in files that only the owner reads, and finds them again", async () => {
  const folder = temporaryFolder();
  const vault = await openVault(folder, keySealer(folder, {}));
  expect(await vault.change({ "email.password": "canary-é-1", "sms.authSecret": "canary-2" })).toEqual({
    ok: true,
  });
  for (const name of ["secrets.json", "secret.key"]) {
    expect((statSync(join(folder, name)).mode & 0o777).toString(8)).toBe("600");
    expect(readFileSync(join(folder, name), "utf8")).not.toContain("canary");
  }
  const again = await openVault(folder, keySealer(folder, {}));
  expect(again.get("email.password")).toBe("canary-é-1");
  await again.change({ "email.password": null });
  expect(again.state("email.password")).toBe("absent");
  expect((await openVault(folder, keySealer(folder, {}))).state("sms.authSecret")).toBe("set");
});

it("takes the key from the environment, and no other one opens it", async () => {
  const folder = temporaryFolder();
  const vault = await openVault(folder, keySealer(folder, { PARCOURS_SECRET_KEY: KEY }));
  await vault.change({ "email.password": "canary" });
  const other = Buffer.alloc(32, 8).toString("hex");
  const wrong = await openVault(folder, keySealer(folder, { PARCOURS_SECRET_KEY: other }));
  expect([wrong.get("email.password"), wrong.state("email.password")]).toEqual([undefined, "unreadable"]);
  expect(
    (await openVault(folder, keySealer(folder, { PARCOURS_SECRET_KEY: KEY }))).get("email.password"),
  ).toBe("canary");
  const bad = await openVault(folder, keySealer(folder, { PARCOURS_SECRET_KEY: "short" }));
  expect(await bad.change({ "email.password": "x" })).toEqual({ ok: false, code: "bad-secret-key" });
});

it("does not open a secret that was moved to another name or changed", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "secrets.json");
  const sealer = keySealer(folder, { PARCOURS_SECRET_KEY: KEY });
  await (await openVault(folder, sealer)).change({ "email.password": "canary" });
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("email.password", "webhook.signingKey"));
  expect((await openVault(folder, sealer)).state("webhook.signingKey")).toBe("unreadable");
  writeFileSync(
    file,
    text.replace(
      /("sealed": ")(.)/,
      (_whole, before: string, first: string) => before + (first === "A" ? "B" : "A"),
    ),
  );
  expect((await openVault(folder, sealer)).state("email.password")).toBe("unreadable");
});

it("leaves a damaged file alone until something is set, and then keeps it aside", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "secrets.json"), "{ not json");
  const vault = await openVault(folder, keySealer(folder, { PARCOURS_SECRET_KEY: KEY }));
  expect(vault.state("email.password")).toBe("absent");
  expect(readFileSync(join(folder, "secrets.json"), "utf8")).toBe("{ not json");
  await vault.change({ "email.password": "x" });
  expect(readFileSync(join(folder, "secrets.json.unreadable"), "utf8")).toBe("{ not json");
});

it("takes secrets out of words in every spelling servers repeat them in", () => {
  const secret = 'canary/pass+"wört"';
  const pem = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEG\n-----END PRIVATE KEY-----";
  const redact = createRedactor(() => [secret, pem, "abc"]);
  const echo = {
    plain: `535 no such password ${secret}`,
    base64: Buffer.from(secret).toString("base64"),
    hex: Buffer.from(secret).toString("hex"),
    url: `https://x.example/?key=${encodeURIComponent(secret)}`,
    json: JSON.stringify({ deep: [secret] }),
    line: "the key MIGHAgEAMBMGByqGSM49AgEG is bad",
    [secret]: 1,
    list: [secret, 5, null],
    short: "abc stays",
  };
  const clean = JSON.stringify(redact(echo));
  expect(clean).not.toMatch(/canary|w\\?rt|Y2FuYXJ5|63616e617279|MIGHAg/);
  expect(clean).toContain("abc stays");
  expect(redact("nothing here")).toBe("nothing here");
  expect(redact(secret)).toBe(REDACTED);
});

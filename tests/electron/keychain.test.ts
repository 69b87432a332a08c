import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { keychainSealer } from "../../src-main/electron/keychain.ts";
import type { ParentLine } from "../../src-main/electron/service-host.ts";
import { createSupervisor } from "../../src-main/electron/service-supervisor.ts";
import { keySealer } from "../../src-main/secrets/sealer.ts";
import { openVault } from "../../src-main/secrets/vault.ts";
import { temporaryFolder } from "../../src-main/store/testing/folder.ts";
import { fake } from "./fake-electron.ts";

vi.mock("electron", async () => (await import("./fake-electron.ts")).electron);

const usual = { ...fake.answers };
afterEach(() => {
  Object.assign(fake.answers, usual);
  fake.children.length = 0;
});

/** The service's side of the line, joined to a supervisor that answers as in the app. */
function sealer() {
  const supervisor = createSupervisor({
    dataDir: "/data",
    onState: () => undefined,
    onFailure: () => undefined,
  });
  supervisor.start();
  const child = fake.children.at(-1);
  if (child === undefined) throw new Error("no service process was started");
  const line = new EventEmitter() as unknown as ParentLine & EventEmitter;
  line.postMessage = (report) => {
    const before = child.posted.length;
    child.emit("message", report);
    for (const { message } of child.posted.slice(before)) line.emit("message", { data: message, ports: [] });
  };
  return keychainSealer(line);
}

it("keeps the service's secrets in the system's keychain, and no key in the folder", async () => {
  const folder = temporaryFolder();
  const vault = await openVault(folder, sealer());
  expect(await vault.change({ "email.password": "canary" })).toEqual({ ok: true });
  expect(readFileSync(join(folder, "secrets.json"), "utf8")).not.toContain("canary");
  expect(() => readFileSync(join(folder, "secret.key"))).toThrow();
  expect((await openVault(folder, sealer())).get("email.password")).toBe("canary");
});

it("refuses a keychain that only hides, and keeps nothing then", async () => {
  Object.assign(fake.answers, { backend: "basic_text" });
  vi.spyOn(process, "platform", "get").mockReturnValue("linux");
  const folder = temporaryFolder();
  const vault = await openVault(folder, sealer());
  expect(await vault.change({ "email.password": "canary" })).toEqual({ ok: false, code: "no-safe-storage" });
  expect(() => readFileSync(join(folder, "secrets.json"))).toThrow();
  expect(vault.state("email.password")).toBe("absent");
});

it("cannot open what another program, keychain or name sealed", async () => {
  const folder = temporaryFolder();
  await (await openVault(folder, keySealer(folder, {}))).change({ "sms.authSecret": "canary" });
  expect((await openVault(folder, sealer())).state("sms.authSecret")).toBe("unreadable");
  const sealed = await sealer().seal("email.password", "canary");
  if (!sealed.ok) throw new Error(sealed.code);
  expect(await sealer().open("webhook.signingKey", sealed.sealed)).toEqual({
    ok: false,
    code: "unreadable-secret",
  });
  expect(await sealer().open("email.password", "bm90IG91cnM=")).toEqual({
    ok: false,
    code: "unreadable-secret",
  });
});

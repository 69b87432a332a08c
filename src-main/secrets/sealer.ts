import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/** Why a secret could not be sealed or opened; a code of problem texts. */
export type SealFailure = "unreadable-secret" | "no-safe-storage" | "bad-secret-key";

/** Turns secrets into text that can lie in a file, and back. */
export interface Sealer {
  /** Kept beside each secret, so that nobody tries to open it with something else. */
  readonly by: "keychain" | "key";
  seal(
    name: string,
    secret: string,
  ): Promise<{ ok: true; sealed: string } | { ok: false; code: SealFailure }>;
  open(
    name: string,
    sealed: string,
  ): Promise<{ ok: true; secret: string } | { ok: false; code: SealFailure }>;
}

/** The key beside the database; whoever reads the folder's backups elsewhere does not have it. */
const KEY_FILE = "secret.key";

/**
 * Seals with AES-256-GCM (NIST SP 800-38D) under `PARCOURS_SECRET_KEY`, else under a key file of mode 0600 in the data
 * folder, made when the first secret is kept. The name is authenticated too: a secret cannot be moved to another place.
 */
export function keySealer(dataDir: string, environment: NodeJS.ProcessEnv): Sealer {
  const find = (make: boolean): Buffer | SealFailure | undefined => {
    const given = environment["PARCOURS_SECRET_KEY"];
    if (given !== undefined && given !== "") return readKey(given) ?? "bad-secret-key";
    const file = join(dataDir, KEY_FILE);
    if (existsSync(file)) return readKey(readFileSync(file, "utf8")) ?? "unreadable-secret";
    return make ? makeKey(dataDir, file) : undefined;
  };
  return {
    by: "key",
    seal: async (name, secret) => {
      const key = find(true);
      if (!Buffer.isBuffer(key)) return { ok: false, code: key ?? "no-safe-storage" };
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(name));
      const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return { ok: true, sealed: Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64") };
    },
    open: async (name, sealed) => {
      const key = find(false);
      if (!Buffer.isBuffer(key)) return { ok: false, code: key ?? "unreadable-secret" };
      try {
        const bytes = Buffer.from(sealed, "base64");
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), { authTagLength: 16 });
        decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(12, 28));
        return {
          ok: true,
          secret: Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8"),
        };
      } catch {
        return { ok: false, code: "unreadable-secret" };
      }
    },
  };
}

function readKey(text: string): Buffer | undefined {
  const plain = text.trim();
  const key = Buffer.from(plain, /^[0-9a-f]{64}$/i.test(plain) ? "hex" : "base64");
  return key.length === 32 ? key : undefined;
}

function makeKey(dataDir: string, file: string): Buffer {
  mkdirSync(dataDir, { recursive: true });
  const key = randomBytes(32);
  // Exclusive: two processes that start at once must not each have a key of their own.
  const handle = openSync(file, "wx", 0o600);
  writeSync(handle, `${key.toString("base64")}\n`);
  fsyncSync(handle);
  closeSync(handle);
  // The mask of the process may only take rights away; this says it outright.
  chmodSync(file, 0o600);
  return key;
}

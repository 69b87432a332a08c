import { safeStorage } from "electron";

/** Why a secret cannot be kept on this machine. */
type SecretFailure = "no-keychain" | "plain-text-only" | "unreadable";

/**
 * Whether secrets can be kept. On Linux without a keyring the library would obfuscate with a built-in password, which
 * is no protection; that back-end is refused (reliability.md, Electron shell).
 */
export function secretStorage(): { ok: true } | { ok: false; code: SecretFailure } {
  if (!safeStorage.isEncryptionAvailable()) return { ok: false, code: "no-keychain" };
  if (process.platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text") {
    return { ok: false, code: "plain-text-only" };
  }
  return { ok: true };
}

/** Seals a secret with the system's keychain. @returns base64 to be stored */
export function sealSecret(
  secret: string,
): { ok: true; sealed: string } | { ok: false; code: SecretFailure } {
  const storage = secretStorage();
  return storage.ok ? { ok: true, sealed: safeStorage.encryptString(secret).toString("base64") } : storage;
}

/** Opens what {@link sealSecret} made; another machine's or person's seal is `unreadable`. */
export function unsealSecret(
  sealed: string,
): { ok: true; secret: string } | { ok: false; code: SecretFailure } {
  const storage = secretStorage();
  if (!storage.ok) return storage;
  try {
    return { ok: true, secret: safeStorage.decryptString(Buffer.from(sealed, "base64")) };
  } catch {
    return { ok: false, code: "unreadable" };
  }
}

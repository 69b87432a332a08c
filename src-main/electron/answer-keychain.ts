import { sealSecret, unsealSecret } from "./secrets.ts";
import type { ServiceOrder, ServiceReport } from "./service-messages.ts";

/** The main process's side: what the keychain says to `seal` and `unseal`. */
export function answerKeychain(report: Extract<ServiceReport, { say: "seal" | "unseal" }>): ServiceOrder {
  const { id } = report;
  if (report.say === "seal") {
    const sealed = sealSecret(report.secret);
    return sealed.ok
      ? { say: "secret", id, value: sealed.sealed }
      : { say: "no-secret", id, code: "no-safe-storage" };
  }
  const opened = unsealSecret(report.sealed);
  if (opened.ok) return { say: "secret", id, value: opened.secret };
  return {
    say: "no-secret",
    id,
    code: opened.code === "unreadable" ? "unreadable-secret" : "no-safe-storage",
  };
}

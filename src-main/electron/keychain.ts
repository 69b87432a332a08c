import type { Sealer } from "../secrets/sealer.ts";
import type { ParentLine } from "./service-host.ts";
import { serviceOrder } from "./service-messages.ts";
import type { ServiceOrder, ServiceReport } from "./service-messages.ts";

type Answer = Extract<ServiceOrder, { say: "secret" | "no-secret" }>;

/**
 * Seals with the system's keychain from the service's process: asks the main process, where alone Electron's
 * `safeStorage` works. The name is sealed along with the secret, so that a secret cannot be moved to another place.
 */
export function keychainSealer(line: ParentLine): Sealer {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  line.on("message", ({ data }) => {
    const order = serviceOrder.parse(data);
    if (order.say !== "secret" && order.say !== "no-secret") return;
    waiting.get(order.id)?.(order);
    waiting.delete(order.id);
  });
  const ask = (question: (id: number) => ServiceReport): Promise<Answer> =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      line.postMessage(question(last));
    });
  return {
    by: "keychain",
    seal: async (name, secret) => {
      const answer = await ask((id) => ({ say: "seal", id, secret: JSON.stringify([name, secret]) }));
      return answer.say === "secret" ? { ok: true, sealed: answer.value } : { ok: false, code: answer.code };
    },
    open: async (name, sealed) => {
      const answer = await ask((id) => ({ say: "unseal", id, sealed }));
      if (answer.say !== "secret") return { ok: false, code: answer.code };
      const secret = readNamed(name, answer.value);
      return secret === undefined ? { ok: false, code: "unreadable-secret" } : { ok: true, secret };
    },
  };
}

function readNamed(name: string, text: string): string | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) && read[0] === name && typeof read[1] === "string" ? read[1] : undefined;
  } catch {
    return undefined;
  }
}

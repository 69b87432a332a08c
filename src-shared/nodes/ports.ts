import type { Port } from "./define.ts";

/** Ports that mean the same wherever they occur. */
export const NEXT: Port = { id: "next", role: "next", label: { en: "next", fr: "suite" } };
export const ELSE: Port = { id: "else", role: "else", label: { en: "else", fr: "sinon" } };
export const TIMEOUT: Port = {
  id: "timeout",
  role: "timeout",
  label: { en: "timed out", fr: "délai dépassé" },
};
export const NO_REPLY: Port = {
  id: "noReply",
  role: "no-reply",
  label: { en: "no reply", fr: "sans réponse" },
};
export const FAILED: Port = { id: "failed", role: "not-sent", label: { en: "failed", fr: "échec" } };
export const MISSED: Port = { id: "missed", role: "missed", label: { en: "missed", fr: "manqué" } };
export const NOT_SENT: Port = {
  id: "notSent",
  role: "not-sent",
  label: { en: "not sent", fr: "non envoyé" },
};
export const CONTROL: Port = { id: "control", role: "arm", label: { en: "control", fr: "témoin" } };

/** Ids that arms and buttons may not take, because a port of that name has a fixed meaning. */
export const RESERVED_PORT_IDS: readonly string[] = [NEXT, ELSE, TIMEOUT, NO_REPLY, NOT_SENT, CONTROL]
  .map((port) => port.id)
  .concat("missed", "failed");

/** A port that the author made: an arm or a button, shown by its name. */
export function ownPort(id: string, role: "arm" | "reply", name: string | undefined, french = name): Port {
  const shown = (text: string | undefined): string => (text === undefined || text.trim() === "" ? id : text);
  return { id, role, label: { en: shown(name), fr: shown(french) } };
}

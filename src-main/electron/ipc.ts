import { ipcMain } from "electron";
import type { IpcMainEvent, IpcMainInvokeEvent, MessagePortMain, WebContents, WebFrameMain } from "electron";
import type { z } from "zod";
import { appOrigin, isStartUrl } from "./origins.ts";

/** What one channel accepts. */
interface ChannelRule<Input> {
  schema: z.ZodType<Input>;
  /** Largest message, counted in characters of text and entries of collections. */
  size: number;
  /** Most messages in any minute. */
  perMinute: number;
}

/** Who sent an accepted message, and the ports that came with it. */
export interface Sender {
  contents: WebContents;
  ports: readonly MessagePortMain[];
}

/** Answers questions and takes messages from the page, and from nobody else. */
export interface Ipc {
  /** A question; refusals and failures reject on the page's side with a code and no detail. */
  handle<Input>(
    channel: string,
    rule: ChannelRule<Input>,
    answer: (input: Input, sender: Sender) => unknown,
  ): void;
  /** A message without an answer; what is refused is dropped. */
  on<Input>(channel: string, rule: ChannelRule<Input>, take: (input: Input, sender: Sender) => void): void;
}

type Refusal = "sender-refused" | "too-often" | "too-large" | "input-refused";
type Checked<Input> = { ok: true; input: Input } | { ok: false; code: Refusal };

/**
 * Makes the one wrapper around Electron's IPC (reliability.md, Electron shell). Each message is checked for its sender
 * (the app's own page, in the top frame), its rate, its size and its shape, in this order, before anything reads it.
 * @param now monotonic clock in milliseconds
 */
export function createIpc(now: () => number = () => performance.now()): Ipc {
  const check = <Input>(rule: ChannelRule<Input>, allow: () => boolean) => {
    return (frame: WebFrameMain | null, payload: readonly unknown[]): Checked<Input> => {
      if (!isAppFrame(frame)) return { ok: false, code: "sender-refused" };
      if (!allow()) return { ok: false, code: "too-often" };
      if (payload.length > 1) return { ok: false, code: "input-refused" };
      if (!fits(payload[0], rule.size)) return { ok: false, code: "too-large" };
      const parsed = rule.schema.safeParse(payload[0]);
      return parsed.success ? { ok: true, input: parsed.data } : { ok: false, code: "input-refused" };
    };
  };
  return {
    handle: (channel, rule, answer) => {
      const accept = check(rule, limitRate(rule.perMinute, now));
      ipcMain.handle(channel, async (event: IpcMainInvokeEvent, ...payload: unknown[]) => {
        const checked = accept(event.senderFrame, payload);
        if (!checked.ok) throw new Error(checked.code);
        return answer(checked.input, { contents: event.sender, ports: [] });
      });
    },
    on: (channel, rule, take) => {
      const accept = check(rule, limitRate(rule.perMinute, now));
      ipcMain.on(channel, (event: IpcMainEvent, ...payload: unknown[]) => {
        const checked = accept(event.senderFrame, payload);
        if (checked.ok) return take(checked.input, { contents: event.sender, ports: event.ports });
        for (const port of event.ports) port.close();
      });
    },
  };
}

/** True for the app's own page in a top frame; a frame that is gone is nobody. */
function isAppFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === appOrigin && isStartUrl(frame.url);
}

function limitRate(perMinute: number, now: () => number): () => boolean {
  let windowStart = Number.NEGATIVE_INFINITY;
  let count = 0;
  return () => {
    const at = now();
    if (at - windowStart >= 60_000) {
      windowStart = at;
      count = 0;
    }
    count += 1;
    return count <= perMinute;
  };
}

/** Walks a message until it is known to be small enough or not; only plain data fits at all. */
function fits(value: unknown, limit: number): boolean {
  let left = limit;
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    left -= typeof next === "string" ? next.length + 1 : 1;
    if (left < 0) return false;
    if (typeof next !== "object" || next === null) continue;
    const prototype: unknown = Object.getPrototypeOf(next);
    if (!Array.isArray(next) && prototype !== Object.prototype && prototype !== null) return false;
    for (const [key, member] of Object.entries(next)) pending.push(key, member);
  }
  return true;
}

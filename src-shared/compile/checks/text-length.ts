import type { LocalizedText } from "../../journey/schema.ts";
import { problem, type Problem } from "../../problems.ts";
import { smsSize } from "../../render/sms-segments.ts";
import type { Draft } from "../draft.ts";
import { messagesOf } from "../messages.ts";

/**
 * What a platform shows of a text before it cuts it off. Neither Apple nor Google promise a number: the figures are
 * what those measured who send many messages, on usual devices and letter sizes.
 * - push: lock screen of iOS (four lines) and expanded notification of Android, as mojicnt.click/en/blog/push-notification-length.html
 *   lists them; Batch (help.batch.com, article 2117730) advises to stay below
 * - email: iPhone Mail as emailtooltester.com/en/blog/email-subject-lines-character-limit measured it on an iPhone 14,
 *   Gmail in a browser as typecount.com/blog/email-subject-line-length and wordcounternow.com list it
 */
interface Room {
  platform: string;
  most: number;
}

/** By channel and part: the roomiest platform last. Beyond that one everybody sees a text cut off. */
const ROOMS: Readonly<Record<string, Readonly<Record<string, readonly Room[]>>>> = {
  push: {
    title: [
      { platform: "iOS", most: 50 },
      { platform: "Android", most: 65 },
    ],
    body: [
      { platform: "iOS", most: 178 },
      { platform: "Android", most: 240 },
    ],
    question: [
      { platform: "iOS", most: 178 },
      { platform: "Android", most: 240 },
    ],
  },
  email: {
    subject: [
      { platform: "iPhone Mail", most: 48 },
      { platform: "Gmail", most: 70 },
    ],
    preheader: [
      { platform: "iPhone Mail", most: 99 },
      { platform: "Gmail", most: 140 },
    ],
  },
};

/** More than a long text message of three parts is an email that costs. */
const MOST_SEGMENTS = 3;

/** Texts that phones and mailboxes cut off, or that cost several times over. What templates fill in counts as nothing. */
export function checkTextLength(draft: Draft): Problem[] {
  return messagesOf(draft).flatMap(({ read, message }) => {
    const { node, path } = read;
    return Object.entries(message.parts).flatMap(([name, part]) => {
      if (part.format !== "text") return [];
      return textsOf(part.template).flatMap(({ suffix, text }) => {
        const fixed = text.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, "").trim();
        const at = { path: `${path}.params.${name}${suffix}`, nodeId: node.id };
        const segments = message.channel === "sms" ? smsSize(fixed).segments : 0;
        if (segments > MOST_SEGMENTS) return [problem("many-segments", at, { segments })];
        const rooms = ROOMS[message.channel]?.[name] ?? [];
        const length = [...fixed].length;
        const short = rooms.filter(({ most }) => length > most);
        const worst = short.at(-1);
        if (worst === undefined) return [];
        const code = short.length === rooms.length ? "text-too-long" : "text-cut";
        return [problem(code, at, { length, ...worst })];
      });
    });
  });
}

function textsOf(text: LocalizedText): { suffix: string; text: string }[] {
  if (typeof text === "string") return [{ suffix: "", text }];
  return Object.entries(text).map(([locale, value]) => ({ suffix: `.${locale}`, text: value }));
}

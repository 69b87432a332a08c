import DKIM from "nodemailer/lib/dkim";
import MailComposer from "nodemailer/lib/mail-composer";
import { parseMailbox } from "../../../src-shared/channels/email.ts";
import type { EmailSettings } from "../../../src-shared/channels/email.ts";
import { plainText } from "../../../src-shared/render/plain-text.ts";
import type { OutgoingMessage } from "../channel.ts";

/** A message as it goes over the wire. */
export interface ComposedEmail {
  ok: true;
  from: string;
  /** RFC 5322, CRLF, signed where a key is there. */
  bytes: Buffer;
}

/** Why it could not be written. */
export interface NotComposed {
  ok: false;
  reason: "no-sender" | "empty-content";
}

/**
 * Writes the email: one recipient, plain text beside HTML, the Message-ID as given, and the headers for one-click
 * unsubscribe (RFC 2369, RFC 8058) where there is an address for it. Nothing is fetched or read from disk.
 * @param now epoch ms, for the Date header
 */
export async function composeEmail(
  message: OutgoingMessage,
  settings: EmailSettings,
  dkimKey: string | undefined,
  now: number,
): Promise<ComposedEmail | NotComposed> {
  const { rendered, unsubscribeUrl } = message;
  const own = text(rendered["from"]);
  const from = parseMailbox(own === "" ? settings.from : own);
  if (from === undefined) return { ok: false, reason: "no-sender" };
  const html = text(rendered["html"]);
  const body = text(rendered["text"]) || (html === "" ? question(rendered) : plainText(html));
  if (body === "" && html === "") return { ok: false, reason: "empty-content" };
  const composed = new MailComposer({
    from: mailbox(from),
    to: mailbox({ name: "", address: message.to }),
    ...(settings.replyTo === "" ? {} : { replyTo: settings.replyTo }),
    subject: oneLine(text(rendered["subject"]) || text(rendered["question"])),
    messageId: `<${message.messageId}>`,
    date: new Date(now),
    text: body,
    ...(html === "" ? {} : { html: withPreheader(html, text(rendered["preheader"])) }),
    headers: {
      ...(unsubscribeUrl === undefined
        ? {}
        : {
            "List-Unsubscribe": { prepared: true, value: `<${unsubscribeUrl}>` },
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          }),
      // RFC 3834: keeps holiday notices from answering.
      "Auto-Submitted": "auto-generated",
    },
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  const bytes = await composed;
  return { ok: true, from: from.address, bytes: await sign(bytes, settings, dkimKey) };
}

async function sign(bytes: Buffer, settings: EmailSettings, key: string | undefined): Promise<Buffer> {
  const { dkimDomain, dkimSelector } = settings;
  if (key === undefined || dkimDomain === "" || dkimSelector === "") return bytes;
  const signed = new DKIM({ domainName: dkimDomain, keySelector: dkimSelector, privateKey: key }).sign(bytes);
  const chunks: Buffer[] = [];
  for await (const chunk of signed as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Nothing parses the address again: what was validated is what is written. */
function mailbox({ name, address }: { name: string; address: string }): { name: string; address: string } {
  return { name: oneLine(name), address };
}

/** A survey by email has no body of its own: the question, and where it is answered. */
function question(rendered: OutgoingMessage["rendered"]): string {
  return [text(rendered["question"]), text(rendered["surveyUrl"])].filter((part) => part !== "").join("\n\n");
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A rendered subject may hold line breaks of its template; a header may not. */
function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

/** The preview line of mail programs: first in the body, not shown in the message itself. */
function withPreheader(html: string, preheader: string): string {
  if (preheader === "") return html;
  const escaped = oneLine(preheader).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const hidden = `<div style="display:none;max-height:0;overflow:hidden">${escaped}</div>`;
  const body = /<body[^>]*>/i.exec(html);
  if (body === null) return hidden + html;
  const at = body.index + body[0].length;
  return html.slice(0, at) + hidden + html.slice(at);
}

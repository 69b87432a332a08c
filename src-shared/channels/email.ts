import { z } from "zod";
import { isEmailAddress } from "../person/address.ts";
import { authority, host, onOff, port } from "./fields.ts";

/** How the way to the mail server is encrypted. */
const MAIL_SECURITY = ["starttls", "tls", "none"] as const;

/** Settings of email over SMTP. Secrets: `password`, `dkimKey`. */
export const EmailSettings = z.object({
  on: onOff,
  host: host.default(""),
  port: port.default(587),
  /** `starttls`: encrypted before anything else is said, or not at all; `tls`: from the first byte; `none`: local servers only. */
  security: z.enum(MAIL_SECURITY).default("starttls"),
  user: z.string().max(320).default(""),
  /** Sender where a step names none: `Name <address>` or an address. */
  from: z.string().max(320).default(""),
  replyTo: z.string().max(320).default(""),
  /** Most connections at a time; a crash leaves at most one message on each in doubt. */
  connections: z.number().int().min(1).max(10).default(1),
  /** Name in EHLO; empty: this machine's. */
  name: z
    .string()
    .max(255)
    .regex(/^[A-Za-z0-9.:[\]-]*$/)
    .default(""),
  dkimDomain: z.string().max(255).default(""),
  dkimSelector: z
    .string()
    .max(128)
    .regex(/^[A-Za-z0-9._-]*$/)
    .default(""),
  authority,
});
export type EmailSettings = z.infer<typeof EmailSettings>;

/** A sender as people write it. */
export interface Mailbox {
  name: string;
  address: string;
}

/**
 * Reads `Name <address>` or an address. Line breaks and control characters are refused, so that nothing can add a header.
 * @returns undefined for what is neither
 */
export function parseMailbox(text: string): Mailbox | undefined {
  if (/[\p{Cc}]/u.test(text)) return undefined;
  const named = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/.exec(text);
  const address = (named?.[2] ?? text).trim();
  return isEmailAddress(address) ? { name: (named?.[1] ?? "").trim(), address } : undefined;
}

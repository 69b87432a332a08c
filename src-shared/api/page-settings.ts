import { z } from "zod";

/**
 * Where the pages that people reach from messages are found (unsubscribe, surveys, tracked links), and what is noted
 * there. Nothing is noted unless somebody switched it on.
 */
export const PageSettings = z.object({
  /** What the world calls the pages' port: an HTTPS address, kept without a slash at its end. */
  address: z
    .string()
    .trim()
    .max(500)
    .refine(isPublicAddress, { error: "an address such as https://mail.example.com, without ? and #" })
    .transform((text) => text.replace(/\/+$/, ""))
    .optional(),
  /** Links in email lead by way of the pages, so that a click is known. */
  trackClicks: z.boolean().default(false),
  /** Email carries an invisible picture, so that opening it is known. */
  trackOpens: z.boolean().default(false),
  /** Who the messages are from, as the pages say it. */
  senderName: z.string().trim().max(100).default(""),
  /** A fixed port for the pages, for whoever puts a proxy in front; otherwise the one taken at the first start. */
  port: z.number().int().min(1024).max(65_535).optional(),
});
export type PageSettings = z.infer<typeof PageSettings>;

/** The settings with where the pages are at the moment. */
export const PageState = PageSettings.extend({
  /** Address on this machine, while the app serves them. */
  local: z.string().optional(),
  /** Why they are not served: `port-in-use` or a system's code. */
  trouble: z.string().optional(),
});
export type PageState = z.infer<typeof PageState>;

/** HTTPS, a name or public number, no user, query or fragment; what can be put in front of a path. */
function isPublicAddress(text: string): boolean {
  if (!/^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[A-Za-z0-9._~/-]*)?$/.test(text)) return false;
  const host = /^https:\/\/([^/:]+)/.exec(text)?.[1] ?? "";
  return host.includes(".") && !/^(127\.|10\.|192\.168\.|0\.)/.test(host) && !host.endsWith(".localhost");
}

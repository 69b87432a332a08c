import { z } from "zod";

/** Pieces that the settings of several channels are made of. */

/** A channel that is off keeps its messages in the outbox. */
export const onOff = z.boolean().default(false);

/** A host name or numeric address, without port, path or brackets. */
export const host = z
  .string()
  .trim()
  .max(255)
  .regex(/^[^\s/?#@\\]*$/, { error: "not a host" });

export const port = z.number().int().min(1).max(65_535);

/** PEM of one more certificate authority to trust, for servers of one's own. */
export const authority = z
  .string()
  .max(20_000)
  .refine(
    (text) => text.trim() === "" || /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(text),
    {
      error: "not a PEM certificate",
    },
  )
  .default("");

/** An https address, or http where the target is local and allowed; empty = the provider's own. */
export const endpoint = z
  .string()
  .trim()
  .max(2_048)
  .regex(/^$|^https?:\/\/[^\s@]+$/i, { error: "not a web address" });

/** A host and port in the user's own network that messages may go to (reliability.md, Untrusted content). */
export const LocalTarget = z.strictObject({ host: host.min(1), port });
export type LocalTarget = z.infer<typeof LocalTarget>;

/** All of them. */
export const LocalTargets = z.array(LocalTarget).max(100);

import type { OutsideChannel } from "../../src-shared/channels/catalogue.ts";

/** A part of a channel's form: fields that are thought of together, in rows of one or two. */
export interface ChannelPart {
  /** Name; of a folded part also of its heading. */
  id: string;
  /** Keys of settings; `secrets.<name>` is a secret. */
  rows: readonly (readonly string[])[];
  /** Rarely needed: closed until somebody opens it, unless something in it is filled in or wrong. */
  folded: boolean;
}

/** How the fields of each channel are shown; what the fields are, the schema says (architecture.md, rule 7). */
export const CHANNEL_LAYOUT: Readonly<Record<OutsideChannel, readonly ChannelPart[]>> = {
  email: [
    {
      id: "server",
      rows: [["host"], ["security", "port"], ["user", "secrets.password"]],
      folded: false,
    },
    { id: "sender", rows: [["from"], ["replyTo"]], folded: false },
    { id: "dkim", rows: [["dkimDomain", "dkimSelector"], ["secrets.dkimKey"]], folded: true },
    { id: "advanced", rows: [["connections"], ["name"], ["authority"]], folded: true },
  ],
  push: [
    {
      id: "web",
      rows: [["vapidSubject"], ["vapidPublicKey"], ["secrets.vapidPrivateKey"]],
      folded: true,
    },
    { id: "android", rows: [["secrets.fcmAccount"]], folded: true },
    {
      id: "apple",
      rows: [["apnsTeamId", "apnsKeyId"], ["apnsTopic", "apnsServer"], ["secrets.apnsKey"]],
      folded: true,
    },
    { id: "advanced", rows: [["fcmEndpoint"], ["apnsEndpoint"], ["authority"]], folded: true },
  ],
  sms: [
    { id: "account", rows: [["url"], ["user", "secrets.authSecret"], ["from"]], folded: false },
    {
      id: "interface",
      rows: [
        ["method", "encoding"],
        ["auth"],
        ["authHeader", "authPrefix"],
        ["fields"],
        ["idempotencyHeader"],
        ["successPath", "successValue"],
        ["idPath"],
      ],
      folded: true,
    },
  ],
  webhook: [{ id: "calls", rows: [["secrets.signingKey"], ["userAgent"]], folded: false }],
};

/** All fields of a part, in order. */
export function fieldsOfPart({ rows }: ChannelPart): string[] {
  return rows.flat();
}

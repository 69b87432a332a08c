import { CHANNEL_SECRETS, OUTSIDE_CHANNELS } from "../../src-shared/channels/catalogue.ts";
import type { OutsideChannel, SecretsOf, SettingsOf } from "../../src-shared/channels/catalogue.ts";
import { checkSettings } from "../../src-shared/channels/check.ts";
import { problem } from "../../src-shared/problems.ts";
import type { Problem } from "../../src-shared/problems.ts";
import type { Outbound } from "../outbound/outbound.ts";
import type { Vault } from "../secrets/vault.ts";
import { createRedactor } from "../secrets/redact.ts";
import { readChannelSettings, readLocalTargets } from "../store/channel-settings.ts";
import type { ReadableDb } from "../store/db.ts";
import type { Channel } from "./channel.ts";
import { createEmailChannel } from "./email/email.ts";
import { createPushChannel } from "./push/push.ts";
import type { Devices } from "./push/push.ts";
import { createSmsChannel } from "./sms/sms.ts";
import { createWebhookChannel } from "./webhook/webhook.ts";

/** What the channels of a workspace are made of. */
export interface DirectoryParts {
  db: ReadableDb;
  vault: Vault;
  outbound: Outbound;
  devices: Devices;
  /** Epoch ms of the real clock: other sides compare it with theirs. */
  now: () => number;
}

/** The channels as they are set up now. */
export interface Directory {
  /** The channel of that name if it is switched on; undefined = it keeps its messages in the outbox. */
  find(id: string): Channel | undefined;
  /** Names of all that are switched on. */
  ids(): readonly string[];
  /** The channel as its settings say, switched on or not, for a test message. */
  make(id: OutsideChannel): Channel;
  /** What keeps a channel from working. */
  problems(id: OutsideChannel): Problem[];
  /** Settings or secrets changed: the next message meets the new ones. */
  changed(): void;
  close(): void;
}

type Closable = Channel & { close?: () => void };

/** Makes the channels from settings and secrets. Secrets never come back in what they answer. */
export function createDirectory(parts: DirectoryParts): Directory {
  const redact = createRedactor(() => parts.vault.values());
  const made = new Map<OutsideChannel, Closable>();
  let on: ReadonlySet<string> | undefined;

  const problems = (id: OutsideChannel) => {
    const settings = readChannelSettings(parts.db)[id];
    const unreadable = CHANNEL_SECRETS[id].filter(
      (name) => parts.vault.state(`${id}.${name}`) === "unreadable",
    );
    const secrets = new Set<string>(
      CHANNEL_SECRETS[id].filter((name) => parts.vault.state(`${id}.${name}`) !== "absent"),
    );
    return [
      ...unreadable.map((name) => problem("unreadable-secret", { path: `secrets.${name}` })),
      ...checkSettings(id, settings, { secrets, local: readLocalTargets(parts.db) }),
    ];
  };
  const make = (id: OutsideChannel): Closable => {
    const known = made.get(id);
    if (known !== undefined) return known;
    const channel = build(id, parts);
    // Checked once: what changes settings or secrets makes the channel anew.
    const found = problems(id);
    const guarded: Closable = {
      ...channel,
      async deliver(message, signal) {
        // A channel out of order keeps its messages waiting; it must not pass them off as delivered.
        if (found.length > 0)
          return {
            outcome: "retryable",
            reason: "channel-problem",
            detail: found[0]?.code ?? "",
            down: true,
          };
        try {
          return redact(await channel.deliver(message, signal));
        } catch (error) {
          throw new Error(redact(error instanceof Error ? error.message : String(error)));
        }
      },
    };
    made.set(id, guarded);
    return guarded;
  };
  const switchedOn = () => {
    if (on === undefined) {
      const all = readChannelSettings(parts.db);
      on = new Set(OUTSIDE_CHANNELS.filter((id) => all[id].on));
    }
    return on;
  };
  const changed = () => {
    for (const channel of made.values()) channel.close?.();
    made.clear();
    on = undefined;
  };
  return {
    find: (id) => (switchedOn().has(id) ? make(id as OutsideChannel) : undefined),
    ids: () => [...switchedOn()],
    make,
    problems,
    changed,
    close: () => {
      changed();
      parts.outbound.close();
    },
  };
}

function build(id: OutsideChannel, { db, vault, outbound, devices, now }: DirectoryParts): Closable {
  const all = readChannelSettings(db);
  const secretsOf = <C extends OutsideChannel>(channel: C) =>
    Object.fromEntries(
      CHANNEL_SECRETS[channel].map((name) => [name, vault.get(`${channel}.${name}`)]),
    ) as SecretsOf<C>;
  const builders: { [C in OutsideChannel]: (settings: SettingsOf<C>) => Closable } = {
    email: (settings) => createEmailChannel({ outbound, settings, secrets: secretsOf("email"), now }),
    push: (settings) => createPushChannel({ outbound, settings, secrets: secretsOf("push"), devices, now }),
    sms: (settings) => createSmsChannel({ outbound, settings, secrets: secretsOf("sms"), now }),
    webhook: (settings) => createWebhookChannel({ outbound, settings, secrets: secretsOf("webhook"), now }),
  };
  const builder: (settings: never) => Closable = builders[id];
  return builder(all[id] as never);
}

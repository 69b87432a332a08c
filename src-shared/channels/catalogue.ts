import { z } from "zod";
import { EmailSettings } from "./email.ts";
import { PushSettings } from "./push.ts";
import { SmsSettings } from "./sms.ts";
import { WebhookSettings } from "./webhook.ts";

/** Channels that can reach outside, in the order pages and lists show them. */
export const OUTSIDE_CHANNELS = ["email", "push", "sms", "webhook"] as const;
export const OutsideChannel = z.enum(OUTSIDE_CHANNELS);
export type OutsideChannel = z.infer<typeof OutsideChannel>;

/** What each channel is set up with: one source for API, command line and form (architecture.md, rule 7). */
export const CHANNEL_SETTINGS = {
  email: EmailSettings,
  push: PushSettings,
  sms: SmsSettings,
  webhook: WebhookSettings,
} as const;

/** Settings of a channel. */
export type SettingsOf<C extends OutsideChannel> = z.infer<(typeof CHANNEL_SETTINGS)[C]>;

/** Names of the secrets of each channel: kept sealed, never given out again. */
export const CHANNEL_SECRETS = {
  email: ["password", "dkimKey"],
  push: ["vapidPrivateKey", "fcmAccount", "apnsKey"],
  sms: ["authSecret"],
  webhook: ["signingKey"],
} as const satisfies Record<OutsideChannel, readonly string[]>;

/** Secrets of a channel by name; what is not there was never set. */
export type SecretsOf<C extends OutsideChannel> = Partial<
  Record<(typeof CHANNEL_SECRETS)[C][number], string>
>;

/** All channels of a workspace; one that nobody touched is as its schema says: off. */
export const AllChannelSettings = z.object({
  email: EmailSettings.prefault({}),
  push: PushSettings.prefault({}),
  sms: SmsSettings.prefault({}),
  webhook: WebhookSettings.prefault({}),
});
export type AllChannelSettings = z.infer<typeof AllChannelSettings>;

import { z } from "zod";
import { authority, endpoint, onOff } from "./fields.ts";

/**
 * Settings of push, one part for each push service; a device's platform picks it: `web`, `android` (FCM), `ios` (APNs).
 * Secrets: `vapidPrivateKey`, `fcmAccount` (the service account's JSON), `apnsKey` (the .p8 file's text).
 */
export const PushSettings = z.object({
  on: onOff,
  /** Who answers for the messages: `mailto:` or https (RFC 8292). */
  vapidSubject: z.string().max(500).default(""),
  /** Public half of the VAPID key pair, base64url, as pages hand it to `pushManager.subscribe`. */
  vapidPublicKey: z
    .string()
    .regex(/^$|^[A-Za-z0-9_-]{87}$/)
    .default(""),
  apnsTeamId: z
    .string()
    .regex(/^$|^[A-Z0-9]{10}$/)
    .default(""),
  apnsKeyId: z
    .string()
    .regex(/^$|^[A-Z0-9]{10}$/)
    .default(""),
  /** Bundle id of the app. */
  apnsTopic: z.string().max(255).default(""),
  apnsServer: z.enum(["production", "development"]).default("production"),
  /** Other servers than the providers' own, for tests. */
  fcmEndpoint: endpoint.default(""),
  apnsEndpoint: endpoint.default(""),
  authority,
});
export type PushSettings = z.infer<typeof PushSettings>;

/** What FCM needs of a service account's file. */
export const ServiceAccount = z.looseObject({
  project_id: z.string().regex(/^[a-z0-9:._-]{1,100}$/),
  client_email: z.string().min(3),
  private_key: z.string().includes("PRIVATE KEY"),
  token_uri: z
    .string()
    .regex(/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/)
    .default("https://oauth2.googleapis.com/token"),
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;

/** A browser's subscription as `PushSubscription.toJSON()` gives it: the token of a `web` device. */
export const WebSubscription = z.looseObject({
  endpoint: z
    .string()
    .regex(/^https?:\/\//i)
    .max(2_048),
  keys: z.looseObject({ p256dh: z.string().max(200), auth: z.string().max(100) }),
});

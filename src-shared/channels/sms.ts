import { z } from "zod";
import { endpoint, onOff } from "./fields.ts";

/** How the provider is told who asks. */
const SMS_AUTH = ["none", "basic", "bearer", "header"] as const;

/**
 * Settings of text messages by a provider's HTTP interface. In address and fields, `{to}`, `{digits}`, `{from}`, `{text}`,
 * `{id}` and `{user}` stand for the number (E.164), the number without its plus, the sender, the text, our key for the
 * message and the account. Secret: `authSecret`.
 */
export const SmsSettings = z.object({
  on: onOff,
  method: z.enum(["POST", "PUT", "GET"]).default("POST"),
  url: endpoint.default(""),
  /** Number or name the message comes from. */
  from: z.string().max(100).default(""),
  auth: z.enum(SMS_AUTH).default("basic"),
  /** Account of `basic`. */
  user: z.string().max(200).default(""),
  /** Header of `header`, and what stands before the secret in it. */
  authHeader: z
    .string()
    .regex(/^[A-Za-z0-9-]{0,64}$/)
    .default(""),
  authPrefix: z
    .string()
    .max(50)
    .regex(/^[\x20-\x7e]*$/)
    .default(""),
  encoding: z.enum(["form", "json"]).default("form"),
  /** Fields of the request; a dot leads into an object, a number into a list: `messages.0.to`. */
  fields: z
    .record(z.string().max(200), z.string().max(2_000))
    .default({ To: "{to}", From: "{from}", Body: "{text}" }),
  /** Header that carries our key; a provider that knows it may be asked again when an answer was lost. */
  idempotencyHeader: z
    .string()
    .regex(/^[A-Za-z0-9-]{0,64}$/)
    .default(""),
  /** Where the answer says whether it was taken, and what it says then; empty: the HTTP status alone tells. */
  successPath: z.string().max(200).default(""),
  successValue: z.string().max(200).default(""),
  /** Where the answer names the message. */
  idPath: z.string().max(200).default(""),
});
export type SmsSettings = z.infer<typeof SmsSettings>;

/**
 * Ready settings for well-known providers, from their public interfaces; only account, sender and secret are left to fill
 * in. None of these interfaces knows a key that makes offering a message twice harmless.
 */
export const SMS_PRESETS: Record<string, { name: string; settings: Partial<SmsSettings> }> = {
  /** Programmable Messaging, REST API 2010-04-01, Messages resource. */
  twilio: {
    name: "Twilio",
    settings: {
      method: "POST",
      url: "https://api.twilio.com/2010-04-01/Accounts/{user}/Messages.json",
      auth: "basic",
      encoding: "form",
      fields: { To: "{to}", From: "{from}", Body: "{text}" },
      idPath: "sid",
    },
  },
  /** Messages API v1, which takes numbers without a plus. */
  vonage: {
    name: "Vonage",
    settings: {
      method: "POST",
      url: "https://api.nexmo.com/v1/messages",
      auth: "basic",
      encoding: "json",
      fields: { message_type: "text", channel: "sms", to: "{digits}", from: "{from}", text: "{text}" },
      idPath: "message_uuid",
    },
  },
  /** Message API v1; takes the plus off itself, and answers with a list of ids. */
  plivo: {
    name: "Plivo",
    settings: {
      method: "POST",
      url: "https://api.plivo.com/v1/Account/{user}/Message/",
      auth: "basic",
      encoding: "json",
      fields: { dst: "{to}", src: "{from}", text: "{text}" },
      idPath: "message_uuid.0",
    },
  },
  /** SMS API (rest.messagebird.com); without `datacoding` letters outside the SMS alphabet would be lost. */
  bird: {
    name: "MessageBird",
    settings: {
      method: "POST",
      url: "https://rest.messagebird.com/messages",
      auth: "header",
      authHeader: "Authorization",
      authPrefix: "AccessKey ",
      encoding: "form",
      fields: {
        recipients: "{digits}",
        originator: "{from}",
        body: "{text}",
        reference: "{id}",
        datacoding: "auto",
      },
      idPath: "id",
    },
  },
  /** API v3, transactional SMS: `/send`, which took the place of `/sms`. */
  brevo: {
    name: "Brevo",
    settings: {
      method: "POST",
      url: "https://api.brevo.com/v3/transactionalSMS/send",
      auth: "header",
      authHeader: "api-key",
      authPrefix: "",
      encoding: "json",
      fields: { recipient: "{to}", sender: "{from}", content: "{text}", type: "transactional" },
      idPath: "messageId",
    },
  },
};

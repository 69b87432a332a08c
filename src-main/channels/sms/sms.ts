import type { SmsSettings } from "../../../src-shared/channels/sms.ts";
import { isPhoneNumber } from "../../../src-shared/person/address.ts";
import type { Outbound } from "../../outbound/outbound.ts";
import type { Attempt, Channel } from "../channel.ts";
import { outboundAttempt, statusAttempt } from "../http-answers.ts";
import { readJson, valueAt } from "../read-json.ts";
import { buildFields, encodeBody, fill } from "./fill.ts";

/** What the SMS channel needs. */
export interface SmsParts {
  outbound: Outbound;
  settings: SmsSettings;
  secrets: { authSecret?: string | undefined };
  /** Epoch ms. */
  now: () => number;
}

/**
 * Text messages by a provider's HTTP interface. With a header for our key the provider takes a message once, however
 * often it is offered; without one a lost answer stays unknown (domain.md, Delivery).
 */
export function createSmsChannel({ outbound, settings, secrets, now }: SmsParts): Channel {
  const reading = { idempotent: settings.idempotencyHeader !== "", oneProvider: true };
  return {
    id: "sms",
    guarantee: reading.idempotent ? "idempotent" : "at-most-once",
    async deliver(message, signal): Promise<Attempt> {
      if (!isPhoneNumber(message.to)) return { outcome: "terminal", reason: "bad-address" };
      const values = {
        to: message.to,
        digits: message.to.replace(/^\+/, ""),
        from: settings.from,
        text: textOf(message.rendered),
        id: message.idempotencyKey,
        user: settings.user,
      };
      if (values.text.trim() === "") return { outcome: "terminal", reason: "empty-content" };
      const fields = buildFields(settings.fields, values);
      const url = fill(settings.url, values, encodeURIComponent);
      const query = settings.method === "GET" ? encodeBody("form", fields) : "";
      const answer = await outbound.request(
        {
          method: settings.method,
          url: query === "" ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`,
          headers: {
            Accept: "application/json",
            "User-Agent": "Parcours",
            ...authorization(settings, secrets.authSecret ?? ""),
            ...(reading.idempotent ? { [settings.idempotencyHeader]: message.idempotencyKey } : {}),
            ...(settings.method === "GET" ? {} : { "Content-Type": CONTENT_TYPES[settings.encoding] }),
          },
          ...(settings.method === "GET" ? {} : { body: encodeBody(settings.encoding, fields) }),
          // An interface that moved says so to a person, who then enters the new address.
          redirects: 0,
        },
        signal,
      );
      if (!answer.ok) return outboundAttempt(answer, reading);
      const attempt = statusAttempt(answer, { ...reading, now: now() });
      if (attempt.outcome !== "accepted") return attempt;
      const json = readJson(answer.body);
      if (
        settings.successPath !== "" &&
        String(valueAt(json, settings.successPath)) !== settings.successValue
      )
        return {
          outcome: "terminal",
          reason: "receiver-refused",
          detail: answer.body.toString("utf8").slice(0, 500),
        };
      const id = settings.idPath === "" ? undefined : valueAt(json, settings.idPath);
      return typeof id === "string" || typeof id === "number"
        ? { ...attempt, providerId: String(id) }
        : attempt;
    },
  };
}

const CONTENT_TYPES = { form: "application/x-www-form-urlencoded", json: "application/json" };

/** A survey by SMS has no body: the question, and where it is answered. */
function textOf(rendered: Readonly<Record<string, unknown>>): string {
  const parts =
    typeof rendered["body"] === "string" ? [rendered["body"]] : [rendered["question"], rendered["link"]];
  return parts.filter((part) => typeof part === "string" && part !== "").join(" ");
}

function authorization(settings: SmsSettings, secret: string): Record<string, string> {
  switch (settings.auth) {
    case "basic":
      return { Authorization: `Basic ${Buffer.from(`${settings.user}:${secret}`).toString("base64")}` };
    case "bearer":
      return { Authorization: `Bearer ${secret}` };
    case "header":
      return { [settings.authHeader]: `${settings.authPrefix}${secret}` };
    case "none":
      return {};
  }
}

import { problem } from "../problems.ts";
import type { Problem } from "../problems.ts";
import { CHANNEL_SECRETS, CHANNEL_SETTINGS } from "./catalogue.ts";
import type { OutsideChannel, SettingsOf } from "./catalogue.ts";
import { parseMailbox } from "./email.ts";
import type { LocalTarget } from "./fields.ts";
import { ServiceAccount } from "./push.ts";

/** What a check may know besides the settings. */
export interface CheckFacts {
  /** Names of the secrets that are set. */
  secrets: ReadonlySet<string>;
  local: readonly LocalTarget[];
}

/**
 * Reads settings as a person or script wrote them.
 * @returns the settings, or what is wrong with single values, by their names
 */
export function readSettings<C extends OutsideChannel>(
  channel: C,
  input: unknown,
): { ok: true; settings: SettingsOf<C> } | { ok: false; problems: Problem[] } {
  const read = CHANNEL_SETTINGS[channel].safeParse(input);
  if (read.success) return { ok: true, settings: read.data as SettingsOf<C> };
  const paths = new Set(read.error.issues.map((issue) => issue.path.map(String).join(".")));
  return { ok: false, problems: [...paths].map((path) => problem("bad-channel-setting", { path })) };
}

/** What keeps a channel from working with these settings; nothing while it is off. */
export function checkSettings<C extends OutsideChannel>(
  channel: C,
  settings: SettingsOf<C>,
  facts: CheckFacts,
): Problem[] {
  if (!settings.on) return [];
  const check: (settings: never, facts: CheckFacts) => Problem[] = CHECKS[channel];
  return check(settings as never, facts);
}

/** Whether a secret has the form its service gives out; undefined for secrets that may be anything. */
export function checkSecret(channel: OutsideChannel, name: string, value: string): Problem | undefined {
  if (isSecretLike(`${channel}.${name}`, value)) return undefined;
  return problem("bad-secret", { path: `secrets.${name}` });
}

/** Whether a name is that of a secret of the channel. */
export function isSecretName(channel: OutsideChannel, name: string): boolean {
  return (CHANNEL_SECRETS[channel] as readonly string[]).includes(name);
}

function isSecretLike(name: string, value: string): boolean {
  switch (name) {
    case "push.fcmAccount":
      return isServiceAccount(value);
    case "push.apnsKey":
    case "email.dkimKey":
      return /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[\s\S]+-----END/.test(value);
    case "push.vapidPrivateKey":
      return /^[A-Za-z0-9_-]{43}$/.test(value);
    case "webhook.signingKey":
      return value.length >= 16;
    default:
      return !/[\r\n]/.test(value);
  }
}

function isServiceAccount(text: string): boolean {
  try {
    return ServiceAccount.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

const CHECKS: { [C in OutsideChannel]: (settings: SettingsOf<C>, facts: CheckFacts) => Problem[] } = {
  email: (settings, { secrets, local }) => {
    const { host, port, security, user, from, replyTo, dkimDomain, dkimSelector } = settings;
    const dkim = [dkimDomain !== "", dkimSelector !== "", secrets.has("dkimKey")];
    const allowed = local.some(
      (target) => target.host.toLowerCase() === host.toLowerCase() && target.port === port,
    );
    return [
      ...needs("host", host),
      ...(from === "" ? needs("from", from) : mailbox("from", from)),
      ...(replyTo === "" ? [] : mailbox("replyTo", replyTo)),
      ...(user !== "" && !secrets.has("password") ? needs("secrets.password", "") : []),
      ...(security === "none" && host !== "" && !allowed
        ? [problem("plain-smtp-outside", { path: "security" })]
        : []),
      ...(dkim.includes(true) && dkim.includes(false) ? [problem("half-dkim", { path: "dkimDomain" })] : []),
    ];
  },
  push: (settings, { secrets }) => {
    const web = [
      settings.vapidSubject !== "",
      settings.vapidPublicKey !== "",
      secrets.has("vapidPrivateKey"),
    ];
    const apple = [
      settings.apnsTeamId !== "",
      settings.apnsKeyId !== "",
      settings.apnsTopic !== "",
      secrets.has("apnsKey"),
    ];
    const whole = (parts: boolean[]) => !parts.includes(false);
    const subject =
      settings.vapidSubject === "" || /^(mailto:\S+@\S+|https:\/\/\S+)$/.test(settings.vapidSubject);
    return [
      ...(subject ? [] : [problem("bad-channel-setting", { path: "vapidSubject" })]),
      ...(whole(web) || whole(apple) || secrets.has("fcmAccount")
        ? []
        : [problem("no-push-service", { path: "" })]),
    ];
  },
  sms: (settings, { secrets, local }) => [
    ...needs("url", settings.url),
    ...(/^http:/i.test(settings.url) && !local.some(({ host, port }) => isAt(settings.url, host, port))
      ? [problem("plain-http-outside", { path: "url" })]
      : []),
    ...(settings.auth !== "none" && !secrets.has("authSecret") ? needs("secrets.authSecret", "") : []),
    ...(settings.auth === "header" ? needs("authHeader", settings.authHeader) : []),
    ...(settings.auth === "basic" ? needs("user", settings.user) : []),
  ],
  webhook: () => [],
};

/** Whether an address begins with a host and port; the port may be left out where it is the usual one. */
function isAt(url: string, host: string, port: number): boolean {
  const [, found = "", at = "80"] = /^http:\/\/(\[[^\]]+\]|[^/?#:]+)(?::(\d+))?(?:[/?#]|$)/i.exec(url) ?? [];
  return found.replace(/^\[|\]$/g, "").toLowerCase() === host.toLowerCase() && Number(at) === port;
}

function needs(path: string, value: string): Problem[] {
  return value === "" ? [problem("channel-needs", { path })] : [];
}

function mailbox(path: string, value: string): Problem[] {
  return parseMailbox(value) === undefined ? [problem("bad-sender", { path })] : [];
}

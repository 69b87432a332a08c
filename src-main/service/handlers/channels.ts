import { randomUUID } from "node:crypto";
import { generateVAPIDKeys } from "web-push";
import { CHANNEL_SECRETS, OUTSIDE_CHANNELS } from "../../../src-shared/channels/catalogue.ts";
import type { OutsideChannel } from "../../../src-shared/channels/catalogue.ts";
import {
  checkSecret,
  checkSettings,
  isSecretName,
  readSettings,
} from "../../../src-shared/channels/check.ts";
import type { ChannelView } from "../../../src-shared/api/channels.ts";
import { problem } from "../../../src-shared/problems.ts";
import type { Problem } from "../../../src-shared/problems.ts";
import {
  readChannelSettings,
  readLocalTargets,
  saveChannelSettings,
  saveLocalTargets,
} from "../../store/channel-settings.ts";
import { tryAnew } from "../../channels/delivery/breaker.ts";
import { normalHost } from "../../outbound/target.ts";
import { changeContentKey, listContentKeys } from "../content-keys.ts";
import type { ServiceContext } from "../context.ts";
import { testMessage } from "../test-message.ts";
import { api } from "./base.ts";

export const channels = {
  list: api.channels.list.handler(({ context }) => OUTSIDE_CHANNELS.map((id) => view(context, id))),

  get: api.channels.get.handler(({ context, input }) => view(context, input.id)),

  set: api.channels.set.handler(async ({ context, input, errors }) => {
    const { db } = context.writer();
    const { id, secrets } = input;
    const read = readSettings(id, { ...readChannelSettings(db)[id], ...input.settings });
    const unknown = Object.keys(secrets).filter((name) => !isSecretName(id, name));
    const problems: Problem[] = [
      ...(read.ok ? [] : read.problems),
      ...unknown.map((name) => problem("bad-channel-setting", { path: `secrets.${name}` })),
      ...Object.entries(secrets).flatMap(([name, value]) => {
        const found = value === null ? undefined : checkSecret(id, name, value);
        return found === undefined ? [] : [found];
      }),
      ...(read.ok
        ? checkSettings(id, read.settings, {
            secrets: secretsAfter(context, id, secrets),
            local: readLocalTargets(db),
          })
        : []),
    ];
    if (problems.length > 0 || !read.ok) throw errors.UNUSABLE({ data: { problems } });
    await keepSecrets(context, id, secrets, (code) =>
      errors.UNUSABLE({ data: { problems: [problem(code, { path: "secrets" })] } }),
    );
    saveChannelSettings(db, id, read.settings);
    changed(context, [id]);
    return view(context, id);
  }),

  clear: api.channels.clear.handler(async ({ context, input, errors }) => {
    const { db } = context.writer();
    const none = Object.fromEntries(CHANNEL_SECRETS[input.id].map((name) => [name, null]));
    await keepSecrets(context, input.id, none, (code) =>
      errors.UNUSABLE({ data: { problems: [problem(code, { path: "secrets" })] } }),
    );
    const fresh = readSettings(input.id, {});
    if (fresh.ok) saveChannelSettings(db, input.id, fresh.settings);
    changed(context, [input.id]);
    return view(context, input.id);
  }),

  /** The private half goes straight into the safe storage: nobody has to carry it. */
  makeKeys: api.channels.makeKeys.handler(async ({ context, errors }) => {
    const { db } = context.writer();
    const keys = generateVAPIDKeys();
    await keepSecrets(context, "push", { vapidPrivateKey: keys.privateKey }, (code) =>
      errors.UNUSABLE({ data: { problems: [problem(code, { path: "secrets" })] } }),
    );
    saveChannelSettings(db, "push", { ...readChannelSettings(db).push, vapidPublicKey: keys.publicKey });
    changed(context, ["push"]);
    return view(context, "push");
  }),

  sendTest: api.channels.sendTest.handler(async ({ context, input, errors, signal }) => {
    const { db } = context.writer();
    const message = testMessage(db, input.id, input.to, input.language, randomUUID());
    if (message === undefined) throw errors.REFUSED({ data: { code: "bad-test-address" } });
    const attempt = await context.outside
      .make(input.id)
      .deliver(message, signal ?? new AbortController().signal);
    return {
      outcome: attempt.outcome,
      ...("reason" in attempt ? { reason: attempt.reason } : {}),
      ...("detail" in attempt && attempt.detail !== undefined
        ? { detail: attempt.detail.slice(0, 500) }
        : {}),
      ...("providerId" in attempt && attempt.providerId !== undefined
        ? { providerId: attempt.providerId }
        : {}),
    };
  }),

  localTargets: api.channels.localTargets.handler(({ context }) => readLocalTargets(context.db)),

  setLocalTargets: api.channels.setLocalTargets.handler(({ context, input, errors }) => {
    const { db, content } = context.writer();
    const targets = input.map(({ host, port }) => ({ host: normalHost(host), port }));
    const problems = targets.flatMap(({ host }, index) =>
      host === undefined ? [problem("bad-channel-setting", { path: `${index}.host` })] : [],
    );
    if (problems.length > 0) throw errors.UNUSABLE({ data: { problems } });
    saveLocalTargets(
      db,
      targets.flatMap(({ host, port }) => (host === undefined ? [] : [{ host, port }])),
    );
    content?.forgetFailures();
    changed(context, OUTSIDE_CHANNELS);
    return readLocalTargets(db);
  }),

  contentKeys: api.channels.contentKeys.handler(({ context }) => listContentKeys(context.db, context.vault)),

  setContentKey: api.channels.setContentKey.handler(async ({ context, input, errors }) => {
    const { db, content } = context.writer();
    const code = await changeContentKey(db, context.vault, input);
    if (code !== undefined)
      throw errors.UNUSABLE({ data: { problems: [problem(code, { path: "secret" })] } });
    content?.forgetFailures();
    context.changes.tell("workspace");
    return listContentKeys(db, context.vault);
  }),
};

function view({ db, vault, outside }: ServiceContext, id: OutsideChannel): ChannelView {
  const settings = readChannelSettings(db)[id];
  const problems = outside.problems(id);
  return {
    id,
    state: !settings.on ? "outbox" : problems.length > 0 ? "problem" : "live",
    settings,
    secrets: Object.fromEntries(CHANNEL_SECRETS[id].map((name) => [name, vault.state(`${id}.${name}`)])),
    problems,
  };
}

function secretsAfter(
  { vault }: ServiceContext,
  id: OutsideChannel,
  changes: Record<string, string | null>,
): Set<string> {
  return new Set(
    CHANNEL_SECRETS[id].filter((name) =>
      name in changes ? changes[name] !== null : vault.state(`${id}.${name}`) === "set",
    ),
  );
}

async function keepSecrets(
  { vault }: ServiceContext,
  id: OutsideChannel,
  changes: Record<string, string | null>,
  refuse: (code: "unreadable-secret" | "no-safe-storage" | "bad-secret-key") => Error,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  const kept = await vault.change(
    Object.fromEntries(Object.entries(changes).map(([name, value]) => [`${id}.${name}`, value])),
  );
  if (!kept.ok) throw refuse(kept.code);
}

/** What waited because the channel was out of order goes now, not with the next probe or after its pause. */
function changed(context: ServiceContext, ids: readonly OutsideChannel[]): void {
  const { db, clock, courier } = context.writer();
  context.outside.changed();
  tryAnew(db, ids, clock.now());
  courier.wake();
  context.changes.tell("workspace");
}

import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Clock } from "../scheduler/clock.ts";
import type { Channel, ChannelDirectory } from "../channels/channel.ts";
import { directoryOf } from "../channels/sinks/fixed-directory.ts";
import type { Timers } from "../channels/delivery/timers.ts";
import { createOutbound } from "../outbound/outbound.ts";
import type { Outbound } from "../outbound/outbound.ts";
import { EmailSettings } from "../../src-shared/channels/email.ts";
import { LocalTarget } from "../../src-shared/channels/fields.ts";
import { WebhookSettings } from "../../src-shared/channels/webhook.ts";
import { createEmailChannel } from "../channels/email/email.ts";
import { createWebhookChannel } from "../channels/webhook/webhook.ts";
import { scriptedSink, SinkScript } from "../channels/sinks/scripted.ts";

/** The real channel towards servers that a test runs on loopback. */
const RealChannel = z.strictObject({
  settings: z.record(z.string(), z.unknown()),
  /** Hosts and ports on this machine that it may reach. */
  local: z.array(LocalTarget),
  limits: SinkScript.shape.limits,
});

/**
 * Test lever (docs/test-levers.md): `PARCOURS_SINKS=FILE` puts scripted sinks in place of channels, or real email
 * and webhooks towards servers on loopback, for processes that tests start.
 * @throws when the file cannot be read or is no script: a test must not pass because of a typing error
 */
export function scriptedChannels(file: string, clock: Clock, timers: Timers): ChannelDirectory {
  const read = z.record(z.string(), z.union([RealChannel, SinkScript]));
  const entries = Object.entries(read.parse(JSON.parse(readFileSync(file, "utf8"))));
  return directoryOf(
    entries.map(([id, entry]) =>
      "settings" in entry ? realChannel(id, entry) : scriptedSink(id, entry, clock, timers),
    ),
  );
}

function realChannel(id: string, { settings, local, limits }: z.infer<typeof RealChannel>): Channel {
  const shared = { outbound: createOutbound({ local: () => local }), secrets: {}, now: Date.now };
  const channel = createReal(id, shared, settings);
  return { ...channel, limits: { ...channel.limits, ...limits } };
}

function createReal(
  id: string,
  shared: { outbound: Outbound; secrets: Record<string, never>; now: () => number },
  settings: Record<string, unknown>,
): Channel {
  if (id === "email") return createEmailChannel({ ...shared, settings: EmailSettings.parse(settings) });
  if (id === "webhook") return createWebhookChannel({ ...shared, settings: WebhookSettings.parse(settings) });
  throw new TypeError(`there is no real channel ${id} for tests`);
}

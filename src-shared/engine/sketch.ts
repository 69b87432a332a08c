import type { JourneySettings, MessageClass } from "../journey/schema.ts";
import type { NodeKind } from "../nodes/define.ts";
import { addressFor } from "../person/address.ts";
import { mayReceive } from "../person/consent.ts";
import type { Person } from "../person/person.ts";
import { resolveZone } from "../time/zone.ts";
import { composeFor, type Content } from "./compose.ts";
import type { Policies } from "./policies.ts";
import type { Run } from "./run.ts";
import type { Reply } from "./visit.ts";
import type { World } from "./world.ts";

/** A message of a step that is still being written, and whom it is looked at for. */
export interface Sketch<P> {
  nodeId: string;
  kind: NodeKind<P>;
  params: P;
  settings: Pick<JourneySettings, "locale" | "timeZone" | "class" | "content">;
  person: Person;
  /** Epoch ms. */
  now: number;
  run: Pick<Run, "entry" | "vars" | "answers">;
}

/** A sketched message: what she would read, and what would keep it from her. */
export interface Sketched {
  channel: string;
  class: MessageClass;
  zone: string;
  /** Where it would go; absent when she cannot be reached. */
  to?: string;
  /** Codes of the gate (domain.md, The gate) for what is wrong with the person rather than the moment. */
  obstacles: string[];
  content: Content;
}

/**
 * Makes a message as the gate would, without a run and without sending: same composition, same rules of consent and
 * address, in the same order. Connected content shows its fallbacks, because nobody is asked for a sketch.
 * @returns undefined when the step sends nothing
 */
export function sketchMessage<P>(
  { nodeId, kind, params, settings, person, now, run }: Sketch<P>,
  world: { render: World["render"]; policies: Policies; timeZone: string },
): Sketched | undefined {
  const draft = kind.message?.(params);
  if (draft === undefined) return undefined;
  const { zone } = resolveZone([person.timeZone, settings.timeZone, world.policies.timeZone, world.timeZone]);
  const messageClass = draft.class ?? settings.class ?? "promotional";
  const address = addressFor(person, draft.channel);
  const consents =
    draft.ungated === true || mayReceive(person, draft.channel, messageClass, world.policies).ok;
  return {
    channel: draft.channel,
    class: messageClass,
    zone,
    ...(address === undefined ? {} : { to: address.value }),
    obstacles: [
      ...(consents ? [] : ["no-consent"]),
      ...(address === undefined && draft.ungated !== true ? ["no-address"] : []),
    ],
    content: composeFor({ person, locale: settings.locale ?? "en", zone, now, run }, draft, {
      render: world.render,
      message: { id: "preview", node: nodeId },
      connected: fallbacksOf(settings),
    }),
  };
}

/**
 * The port a reply to a step would leave by, were all of its ports connected; undefined for what is no reply to it.
 * The kind decides, as in a run.
 */
export function wayOfReply<P>(
  { nodeId, kind, params, person, now }: Pick<Sketch<P>, "nodeId" | "kind" | "params" | "person" | "now">,
  reply: Omit<Reply, "sendId">,
): string | undefined {
  const event = { messageId: "preview", name: "", at: now, properties: {} };
  const zone = resolveZone([person.timeZone]).zone;
  const outcome = kind.resume?.(
    params,
    {
      nodeId,
      visit: 1,
      now,
      since: now,
      zone,
      facts: { now, zone, person, events: [], event, vars: {}, answers: {}, sends: [], segments: {} },
      state: { sent: true, sentAt: now },
      connected: () => true,
      random: () => 0,
      sticky: () => 0,
      test: () => ({ arms: {}, taken: [] }),
      render: () => undefined,
    },
    { type: "reply", reply: { sendId: "preview", ...reply }, event },
  );
  return outcome?.do === "leave" ? outcome.port : undefined;
}

function fallbacksOf({ content }: Pick<JourneySettings, "content">): Record<string, unknown> {
  return Object.fromEntries(
    (content ?? []).flatMap(({ id, fallback }) => (typeof id === "string" ? [[id, fallback]] : [])),
  );
}

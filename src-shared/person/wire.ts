import { z } from "zod";

/** A JSON object whose values are nobody's business but the user's. */
const Bag = z.record(z.string(), z.unknown());
const Text = z.string().min(1);

/** What every event on the wire has in common (Segment spec, Common Fields). Unknown keys are let through. */
const common = {
  messageId: Text,
  userId: Text.nullish(),
  anonymousId: Text.nullish(),
  /** ISO 8601 with its zone. */
  timestamp: z.string().nullish(),
};

const TrackEvent = z.looseObject({
  ...common,
  type: z.literal("track"),
  event: Text,
  properties: Bag.nullish(),
});
const IdentifyEvent = z.looseObject({ ...common, type: z.literal("identify"), traits: Bag.nullish() });
const AliasEvent = z.looseObject({ ...common, type: z.literal("alias"), previousId: Text });

/** One event as it is sent (formats.md, Events). */
export const WireEvent = z.discriminatedUnion("type", [TrackEvent, IdentifyEvent, AliasEvent]);
export type WireEvent = z.infer<typeof WireEvent>;

/** Several events in one message; its members are checked one by one, so that one bad event does not lose the rest. */
export const WireBatch = z.looseObject({ type: z.literal("batch"), batch: z.array(z.unknown()) });

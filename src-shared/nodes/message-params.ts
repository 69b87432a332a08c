import { z } from "zod";
import { Id, LocalizedText, MessageClass } from "../journey/schema.ts";

/** Fields that several message kinds share, with the widgets that edit them. */
export const title = LocalizedText.default("").meta({ widget: "template" });
export const longText = LocalizedText.default("").meta({ widget: "template-long" });
export const messageClass = MessageClass.optional();
export const replyWithin = z.string().default("P2D").meta({ widget: "duration" });
export const collapseKey = z.string().max(200).optional().meta({ widget: "template-plain", folded: true });
/** Messages of the step a minute, whoever they are for. */
export const perMinute = z.number().int().min(1).max(100_000).optional().meta({ folded: true });
export const link = z.string().max(2_048).optional();
/** An address that may hold variables. */
export const templateLink = link.meta({ widget: "template-plain" });

export const Button = z.object({ id: Id, label: LocalizedText.meta({ widget: "template" }), link });
export type Button = z.infer<typeof Button>;

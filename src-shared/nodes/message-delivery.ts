import type { LocalizedText } from "../journey/schema.ts";
import type { MessageDraft, MessagePart, TemplateUse } from "./define.ts";
import type { Button } from "./message-params.ts";

/** How a message goes out, whatever its kind: left open, the journey's class and no more. */
export function deliveryOf(
  params: Pick<Partial<MessageDraft>, "class" | "urgent" | "collapseKey" | "perMinute">,
): Pick<MessageDraft, "class" | "urgent" | "collapseKey" | "perMinute"> {
  return {
    ...(params.class === undefined ? {} : { class: params.class }),
    ...(params.urgent === undefined ? {} : { urgent: params.urgent }),
    ...(params.collapseKey === undefined ? {} : { collapseKey: params.collapseKey }),
    ...(params.perMinute === undefined ? {} : { perMinute: params.perMinute }),
  };
}

/** The collapse key as a template that compile checks: it may hold what tells two trips of one person apart. */
export function keyTemplate({ collapseKey }: { collapseKey?: string | undefined }): TemplateUse[] {
  return collapseKey === undefined ? [] : [plain("collapseKey", collapseKey)];
}

/** Labels of buttons as parts of their own, because they may hold the person's data. */
export function buttonParts(buttons: readonly Button[]): Record<string, MessagePart> {
  return Object.fromEntries(
    buttons.map(({ id, label }) => [`button.${id}`, { template: label, format: "text" as const }]),
  );
}

/** Labels of buttons as templates that compile checks. */
export function buttonTemplates(buttons: readonly Button[]): TemplateUse[] {
  return buttons.map(({ label }, index) => plain(`buttons[${index}].label`, label));
}

/** What a preview needs of buttons beside their labels. */
export function buttonExtras(buttons: readonly Button[]): { id: string; link?: string }[] {
  return buttons.map(({ id, link }) => ({ id, ...(link === undefined ? {} : { link }) }));
}

/** A template that is plain text. */
export function plain(path: string, text: LocalizedText): TemplateUse {
  return { path, text, format: "text" };
}

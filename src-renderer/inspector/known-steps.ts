import { kindOf } from "../../src-shared/nodes/registry.ts";
import { useLocale } from "../app/i18n.ts";
import { viewOf } from "../canvas/node-view.ts";
import { useBuilder } from "../canvas/store.ts";

/** Channels consents and addresses are about (domain.md, Node kinds). */
export const CHANNELS = ["push", "email", "sms", "in-app"];

interface Choice {
  value: string;
  label: string;
}

/** Steps a condition can refer to: those that send a message, and those that listen for an answer. */
export function useSteps(): { messages: Choice[]; surveys: Choice[] } {
  const locale = useLocale();
  const nodes = useBuilder(({ journey }) => journey.nodes);
  const messages: Choice[] = [];
  const surveys: Choice[] = [];
  for (const node of nodes) {
    const kind = kindOf(node.kind);
    const choice = { value: node.id, label: viewOf(node, locale).title };
    if (kind?.message !== undefined) messages.push(choice);
    if (kind?.group === "listen") surveys.push(choice);
  }
  return { messages, surveys };
}

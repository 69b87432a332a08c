import type { MessageDraft } from "../nodes/define.ts";
import type { Draft, DraftNode } from "./draft.ts";

/** A step that sends something to the person, and as what. */
interface MessageStep {
  read: DraftNode;
  message: MessageDraft;
  isPromotion: boolean;
}

/** The steps that send messages to people, in document order; calls to other systems are none. */
export function messagesOf(draft: Draft): MessageStep[] {
  return [...draft.nodes.values()].flatMap((read) => {
    const message = read.kind.message?.(read.params);
    if (message === undefined || message.ungated === true) return [];
    return [{ read, message, isPromotion: (message.class ?? draft.settings.class) === "promotional" }];
  });
}

import { problem, type Problem } from "../../problems.ts";
import { looksAtConsent } from "../consent.ts";
import { nameOf, type Draft } from "../draft.ts";
import { entriesOf, reachable } from "../flow.ts";
import { messagesOf } from "../messages.ts";

/** The channel people must agree to on their device before anything reaches them. */
const CHANNEL = "push";

/**
 * Promotion by push that can come before the journey asks for consent to push (product.md, Onboarding). Said only of
 * journeys that ask or look: elsewhere consent was given before, and the gate sees to it.
 */
export function checkBeforeConsent(draft: Draft): Problem[] {
  const looks = new Set(
    [...draft.nodes.values()].filter((read) => looksAtConsent(read, CHANNEL)).map(({ node }) => node.id),
  );
  if (looks.size === 0) return [];
  const before = reachable(draft, entriesOf(draft), ({ from }) => !looks.has(from.node.id));
  return messagesOf(draft)
    .filter(
      ({ read, message, isPromotion }) =>
        isPromotion && message.channel === CHANNEL && before.has(read.node.id),
    )
    .map(({ read: { node, path } }) =>
      problem(
        "before-consent",
        { path, nodeId: node.id },
        { node: nameOf(draft, node.id), channel: CHANNEL },
      ),
    );
}

import { implies } from "../../conditions/analyse.ts";
import { problem, type Problem } from "../../problems.ts";
import { awaitsConsent, granted, looksAtConsent } from "../consent.ts";
import { nameOf, type Draft } from "../draft.ts";
import { conditionOf, entriesOf, reachable, waysFrom } from "../flow.ts";
import { messagesOf } from "../messages.ts";

/** Promotion to which only ways lead that people with consent never take: the gate stops it for everyone. */
export function checkWithoutConsent(draft: Draft): Problem[] {
  const promotions = messagesOf(draft).filter(({ isPromotion }) => isPromotion);
  const channels = new Set(promotions.map(({ message }) => message.channel));
  return [...channels].flatMap((channel) => {
    const may = mayHaveConsent(draft, channel);
    if (may === undefined) return [];
    const met = reachable(draft, entriesOf(draft));
    return promotions
      .filter(({ read, message }) => {
        const { id } = read.node;
        return message.channel === channel && met.has(id) && !may.has(id);
      })
      .map(({ read: { node, path } }) =>
        problem("only-without-consent", { path, nodeId: node.id }, { node: nameOf(draft, node.id), channel }),
      );
  });
}

/**
 * Steps that people with consent may come to. Behind a step that waits for a change of consent everyone may have
 * agreed, whatever she did before. Undefined when no step parts people by consent to the channel.
 */
function mayHaveConsent(draft: Draft, channel: string): ReadonlySet<string> | undefined {
  const closed = new Set<string>();
  for (const read of draft.nodes.values()) {
    if (awaitsConsent(read) || !looksAtConsent(read, channel)) continue;
    for (const { port } of waysFrom(draft, read.node.id)) {
      const condition = port === undefined ? undefined : conditionOf(read, port);
      if (condition !== undefined && implies(condition, { not: granted(channel) }))
        closed.add(`${read.node.id}\n${port ?? ""}`);
    }
  }
  if (closed.size === 0) return undefined;
  const met = reachable(draft, entriesOf(draft));
  const agreeing = [...draft.nodes.values()].filter((read) => met.has(read.node.id) && awaitsConsent(read));
  return reachable(
    draft,
    [...entriesOf(draft), ...agreeing.flatMap(({ node }) => draft.onward.get(node.id) ?? [])],
    ({ from, port }) => !closed.has(`${from.node.id}\n${port ?? ""}`),
  );
}

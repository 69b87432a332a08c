import type { Journey, JourneyNode } from "../../../src-shared/journey/schema.ts";
import type { Port } from "../../../src-shared/nodes/define.ts";
import type { Locale } from "../../../src-shared/problems.ts";
import { viewOf } from "../node-view.ts";

/**
 * The way by which a step goes on when another is put before what it led to: `next` where it has one, else its first
 * arm. Secondary ways (time-out, not sent, no reply) never are.
 */
export function mainWay(node: JourneyNode, locale: Locale): Port | undefined {
  const { ports } = viewOf(node, locale);
  return (
    ports.find(({ role }) => role === "next") ?? ports.find(({ role }) => role === "arm" || role === "else")
  );
}

/** The only free way on of a step; undefined where there is none or a choice to make. */
export function freeWayOn(journey: Journey, node: JourneyNode, locale: Locale): string | undefined {
  const { ports } = viewOf(node, locale);
  const used = new Set(journey.edges.filter(({ from }) => from === node.id).map(({ port }) => port));
  const free = ports.filter(({ id }) => !used.has(id));
  const next = free.filter(({ role }) => role === "next");
  if (next.length === 1) return next[0]?.id;
  const main = free.filter(({ role }) => role === "arm" || role === "else");
  return main.length === 1 ? main[0]?.id : undefined;
}

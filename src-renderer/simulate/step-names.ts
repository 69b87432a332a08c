import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { portsShown, viewOf } from "../canvas/node-view.ts";

/** Names and kinds of the steps, by id, for sentences about them. */
export function stepNames(journey: Journey, locale: Locale): Record<string, { name: string; kind: string }> {
  return Object.fromEntries(
    journey.nodes.map((node) => [node.id, { name: viewOf(node, locale).title, kind: node.kind }]),
  );
}

/** Tells what a way out of a step is called; its id where nobody knows. */
export function wayNames(journey: Journey, locale: Locale): (nodeId: string, port: string) => string {
  const byId = new Map(journey.nodes.map((node) => [node.id, node]));
  return (nodeId, port) => {
    const node = byId.get(nodeId);
    const known =
      node === undefined ? undefined : portsShown(node, journey, locale).find(({ id }) => id === port);
    return known?.label[locale] ?? port;
  };
}

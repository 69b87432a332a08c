import type { Command } from "../../../src-shared/journey/commands.ts";
import type { Journey, JourneyEdge } from "../../../src-shared/journey/schema.ts";
import type { Locale } from "../../../src-shared/problems.ts";
import { connectPort, refusalOf } from "../edits.ts";
import { mainWay } from "./ways.ts";

interface Chosen {
  nodes: readonly string[];
  edges?: readonly JourneyEdge[];
  notes?: readonly string[];
}

/**
 * Takes steps, connections and notes away. With `bridge`, whoever came into a step that goes is led to where the step
 * led: by `next`, or where its only way on went.
 */
export function removeChosen(
  journey: Journey,
  { nodes, edges = [], notes = [] }: Chosen,
  { bridge, locale }: { bridge: boolean; locale: Locale },
): Command {
  const bridges = bridge ? bridgesOver(journey, new Set(nodes), edges, locale) : [];
  return {
    do: "batch",
    commands: [
      { do: "disconnect", edges },
      { do: "remove", ids: nodes },
      ...bridges.map((edge) => connectPort(journey, edge)),
      ...(notes.length === 0
        ? []
        : [
            {
              do: "set-field" as const,
              place: ["notes"],
              value: journey.notes.filter(({ id }) => !notes.includes(id)),
            },
          ]),
    ],
  };
}

function bridgesOver(
  journey: Journey,
  gone: ReadonlySet<string>,
  cut: readonly JourneyEdge[],
  locale: Locale,
): JourneyEdge[] {
  return journey.edges.flatMap((edge) => {
    if (gone.has(edge.from) || !gone.has(edge.to) || cut.includes(edge)) return [];
    const to = wayThrough(journey, edge.to, gone, cut, locale);
    return to === undefined || refusalOf(journey, edge.from, to) !== undefined ? [] : [{ ...edge, to }];
  });
}

/** Where one comes out behind the steps that go; undefined when that is nowhere or not clear. */
function wayThrough(
  journey: Journey,
  start: string,
  gone: ReadonlySet<string>,
  cut: readonly JourneyEdge[],
  locale: Locale,
): string | undefined {
  const passed = new Set<string>();
  let at: string | undefined = start;
  while (at !== undefined && gone.has(at)) {
    if (passed.has(at)) return undefined;
    passed.add(at);
    const here: string = at;
    const out = journey.edges.filter((edge) => edge.from === here && edge.to !== here && !cut.includes(edge));
    const node = journey.nodes.find(({ id }) => id === here);
    const main = node === undefined ? undefined : mainWay(node, locale);
    const next = main?.role === "next" ? out.find(({ port }) => port === main.id) : undefined;
    const targets = new Set(out.map(({ to }) => to));
    at = next?.to ?? (targets.size === 1 ? out[0]?.to : undefined);
  }
  return at;
}

import type { Command } from "../../../src-shared/journey/commands.ts";
import type { Journey, JourneyEdge, JourneyNode, Position } from "../../../src-shared/journey/schema.ts";
import { kindOf, type AnyKind } from "../../../src-shared/nodes/registry.ts";
import type { Locale } from "../../../src-shared/problems.ts";
import { addStep, connectPort } from "../edits.ts";
import { NODE_WIDTH, positionsOf, snap } from "../placement.ts";
import { mainWay } from "./ways.ts";

/** Space an inserted step needs above and below itself (px). */
const gap = 50;

/** Whether a kind can stand between two steps: it takes people in and leads on. */
export function fitsBetween(kind: AnyKind, locale: Locale): boolean {
  const node: JourneyNode = { id: "x", kind: kind.kind, params: kind.starter(locale) };
  return kind.acceptsEdges && mainWay(node, locale) !== undefined;
}

/** A new step in the middle of a connection; what comes after moves down where there is no room. */
export function insertStep(
  journey: Journey,
  edge: JourneyEdge,
  kind: AnyKind,
  locale: Locale,
  heightOf: (id: string) => number,
): { id: string; command: Command } | undefined {
  const places = positionsOf(journey);
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  if (from === undefined || to === undefined || !fitsBetween(kind, locale)) return undefined;
  const upper = from.y + heightOf(edge.from);
  const height = heightOf("");
  const missing = Math.max(0, upper + gap + height + gap - to.y);
  // Something that leads back up has no room to be made: there the step stands between, as well as it can.
  const down = to.y > from.y ? snap(missing) : 0;
  const at: Position =
    to.y > from.y
      ? { x: snap((from.x + to.x) / 2), y: snap(upper + (to.y + down - upper - height) / 2) }
      : { x: snap(Math.max(from.x, to.x) + NODE_WIDTH + gap), y: snap((from.y + to.y) / 2) };
  const added = addStep(journey, kind, at, locale);
  const node: JourneyNode = { id: added.id, kind: kind.kind, params: kind.starter(locale) };
  const port = mainWay(node, locale);
  if (port === undefined) return undefined;
  const pushed =
    down === 0 ? [] : following(journey, edge.to).filter((id) => (places.get(id)?.y ?? 0) >= to.y);
  const commands: Command[] = [
    added.command,
    ...between(journey, edge, added.id, port.id),
    {
      do: "move",
      to: Object.fromEntries(
        pushed.map((id) => {
          const old = places.get(id) ?? { x: 0, y: 0 };
          return [id, { ...journey.layout[id], x: old.x, y: old.y + down }];
        }),
      ),
    },
  ];
  return { id: added.id, command: { do: "batch", commands } };
}

/** Whether a step that is there can be put onto connections: nothing leads into it, and it has a way on to give. */
export function canInsert(journey: Journey, id: string, locale: Locale): boolean {
  const node = journey.nodes.find((each) => each.id === id);
  if (node === undefined || kindOf(node.kind)?.acceptsEdges === false) return false;
  const port = mainWay(node, locale);
  return (
    port !== undefined &&
    !journey.edges.some(({ from, port: by, to }) => to === id || (from === id && by === port.id))
  );
}

/** Leads a connection through a step that was dropped on it. */
export function insertExisting(
  journey: Journey,
  edge: JourneyEdge,
  id: string,
  locale: Locale,
): Command | undefined {
  const node = journey.nodes.find((each) => each.id === id);
  const port = node === undefined ? undefined : mainWay(node, locale);
  const ownEnd = edge.from === id || edge.to === id;
  if (port === undefined || ownEnd || !canInsert(journey, id, locale)) return undefined;
  return { do: "batch", commands: between(journey, edge, id, port.id) };
}

/** A new step at the end of a connection that was let go over the empty canvas. */
export function addAtEnd(
  journey: Journey,
  { from, port }: Pick<JourneyEdge, "from" | "port">,
  kind: AnyKind,
  at: Position,
  locale: Locale,
): { id: string; command: Command } {
  const added = addStep(journey, kind, at, locale);
  return {
    id: added.id,
    command: {
      do: "batch",
      commands: [added.command, connectPort(journey, { from, port, to: added.id })],
    },
  };
}

/** The same where the connection was drawn backwards, from the way in of a step. */
export function addBefore(
  journey: Journey,
  to: string,
  kind: AnyKind,
  at: Position,
  locale: Locale,
): { id: string; command: Command } {
  const added = addStep(journey, kind, at, locale);
  const port = mainWay({ id: added.id, kind: kind.kind, params: kind.starter(locale) }, locale);
  if (port === undefined) return added;
  const edge = { from: added.id, port: port.id, to };
  return {
    id: added.id,
    command: { do: "batch", commands: [added.command, { do: "connect", edges: [{ item: edge }] }] },
  };
}

function between(journey: Journey, edge: JourneyEdge, id: string, port: string): Command[] {
  return [
    // What else the document says of the connection stays with its first half.
    { do: "disconnect", edges: [edge] },
    {
      do: "connect",
      edges: [{ item: { ...edge, to: id } }, { item: { from: id, port, to: edge.to } }],
    },
  ];
}

/** A step and all that come after it. */
function following(journey: Journey, from: string): string[] {
  const next = new Map<string, string[]>();
  for (const edge of journey.edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
  const found = new Set([from]);
  for (const id of found) for (const to of next.get(id) ?? []) found.add(to);
  return [...found];
}

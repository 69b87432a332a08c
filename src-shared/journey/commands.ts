import { restorePlace, withValueAt, type Place } from "./place.ts";
import type { Journey, JourneyEdge, JourneyNode, Position } from "./schema.ts";

/** Something put into a list; without an index it goes to the end. */
interface Placed<T> {
  item: T;
  index?: number;
}

/** An edge to take away. Documents may hold the same edge twice: the index says which, else it is the last. */
type Cut = Pick<JourneyEdge, "from" | "port" | "to"> & { index?: number };

/**
 * Every edit of a journey (domain.md, Journey document). Commands are plain data: they can be kept, replayed and undone.
 */
export type Command =
  | {
      do: "add";
      nodes: readonly Placed<JourneyNode>[];
      edges?: readonly Placed<JourneyEdge>[];
      layout?: Readonly<Record<string, Position>>;
    }
  /** Takes nodes away with their places on the canvas, and with their edges unless these were there without them. */
  | { do: "remove"; ids: readonly string[]; edgesStay?: true }
  /** With null a node loses its own place. Not `undefined`: JSON would forget it, and kept history with it. */
  | { do: "move"; to: Readonly<Record<string, Position | null>> }
  | { do: "connect"; edges: readonly Placed<JourneyEdge>[] }
  | { do: "disconnect"; edges: readonly Cut[] }
  /** Without a value the place is taken away. */
  | { do: "set-params"; node: string; place: Place; value?: unknown }
  | { do: "rename"; node: string; name?: string | undefined }
  /** What a journey map says of a step (mapping.ts); without a value that is taken away. */
  | { do: "set-mapping"; node: string; value?: unknown }
  /** A field of the document itself: `["name"]`, `["settings", "quietHours", "from"]`. */
  | { do: "set-field"; place: Place; value?: unknown }
  | { do: "batch"; commands: readonly Command[] };

interface Applied {
  journey: Journey;
  /** Applied to `journey`, gives the journey from before. */
  inverse: Command;
}

const NOTHING: Command = { do: "batch", commands: [] };

/**
 * Applies an edit without changing its input; parts that stay are shared. Whatever does not fit (a node that is not
 * there, an id that is taken) changes nothing and has an empty inverse, so that replaying old commands is harmless.
 */
export function applyCommand(journey: Journey, command: Command): Applied {
  switch (command.do) {
    case "add":
      return add(journey, command);
    case "remove":
      return remove(journey, new Set(command.ids), command.edgesStay === true);
    case "move":
      return move(journey, command.to);
    case "connect":
      return connect(journey, command.edges);
    case "disconnect":
      return disconnect(journey, command.edges);
    case "set-params":
      return setParams(journey, command);
    case "rename":
      return rename(journey, command);
    case "set-mapping":
      return setMapping(journey, command);
    case "set-field":
      return setField(journey, command);
    case "batch":
      return batch(journey, command.commands);
  }
}

function add(journey: Journey, command: Extract<Command, { do: "add" }>): Applied {
  const taken = new Set(journey.nodes.map(({ id }) => id));
  const nodes = command.nodes.filter(({ item }) => !taken.has(item.id) && taken.add(item.id));
  if (nodes.length === 0) return { journey, inverse: NOTHING };
  const ids = nodes.map(({ item }) => item.id);
  const moved = Object.fromEntries(Object.entries(command.layout ?? {}).filter(([id]) => ids.includes(id)));
  return {
    journey: {
      ...journey,
      nodes: inserted(journey.nodes, nodes),
      edges: inserted(journey.edges, command.edges ?? []),
      layout: { ...journey.layout, ...moved },
    },
    inverse: {
      do: "batch",
      commands: [
        { do: "disconnect", edges: cuts(journey.edges.length, command.edges ?? []) },
        { do: "remove", ids, edgesStay: true },
        // A place on the canvas that waited for the node stays after the node is gone again.
        { do: "move", to: placesOf(journey, ids) },
      ],
    },
  };
}

function remove(journey: Journey, ids: ReadonlySet<string>, edgesStay: boolean): Applied {
  const nodes = placed(journey.nodes, ({ id }) => ids.has(id));
  const gone = new Set(nodes.map(({ item }) => item.id));
  const leaves = ({ from, to }: JourneyEdge) => !edgesStay && (gone.has(from) || gone.has(to));
  const edges = placed(journey.edges, leaves);
  if (nodes.length === 0) return { journey, inverse: NOTHING };
  const layout = Object.fromEntries(Object.entries(journey.layout).filter(([id]) => !gone.has(id)));
  const places = Object.fromEntries(Object.entries(journey.layout).filter(([id]) => gone.has(id)));
  return {
    journey: {
      ...journey,
      nodes: journey.nodes.filter(({ id }) => !ids.has(id)),
      edges: journey.edges.filter((edge) => !leaves(edge)),
      layout,
    },
    inverse: { do: "add", nodes, edges, layout: places },
  };
}

function move(journey: Journey, to: Readonly<Record<string, Position | null>>): Applied {
  const layout = { ...journey.layout };
  for (const [id, at] of Object.entries(to)) {
    if (at === null) delete layout[id];
    else layout[id] = at;
  }
  return {
    journey: { ...journey, layout },
    inverse: { do: "move", to: placesOf(journey, Object.keys(to)) },
  };
}

function placesOf({ layout }: Journey, ids: readonly string[]): Record<string, Position | null> {
  return Object.fromEntries(ids.map((id) => [id, (Object.hasOwn(layout, id) && layout[id]) || null]));
}

function connect(journey: Journey, edges: readonly Placed<JourneyEdge>[]): Applied {
  if (edges.length === 0) return { journey, inverse: NOTHING };
  return {
    journey: { ...journey, edges: inserted(journey.edges, edges) },
    inverse: { do: "disconnect", edges: cuts(journey.edges.length, edges) },
  };
}

function disconnect(journey: Journey, edges: readonly Cut[]): Applied {
  const left = [...journey.edges];
  const back: Command[] = [];
  for (const cut of edges) {
    const named = cut.index === undefined ? undefined : left[cut.index];
    const exact = named !== undefined && sameEdge(named, cut);
    const index = exact ? (cut.index ?? -1) : left.findLastIndex((edge) => sameEdge(edge, cut));
    const item = left[index];
    if (item === undefined) continue;
    left.splice(index, 1);
    back.unshift({ do: "connect", edges: [{ item, index }] });
  }
  if (back.length === 0) return { journey, inverse: NOTHING };
  return { journey: { ...journey, edges: left }, inverse: { do: "batch", commands: back } };
}

function setParams(journey: Journey, command: Extract<Command, { do: "set-params" }>): Applied {
  const index = journey.nodes.findIndex(({ id }) => id === command.node);
  const node = journey.nodes[index];
  // Params are always an object; taking them away altogether would not be a document any more.
  if (node === undefined || (command.place.length === 0 && !isObject(command.value)))
    return { journey, inverse: NOTHING };
  const old = restorePlace(node.params, command.place, command.value);
  const params = withValueAt(node.params, command.place, command.value) as JourneyNode["params"];
  return {
    journey: { ...journey, nodes: journey.nodes.with(index, { ...node, params }) },
    inverse: { do: "set-params", node: command.node, ...old },
  };
}

function rename(journey: Journey, { node: id, name }: Extract<Command, { do: "rename" }>): Applied {
  const index = journey.nodes.findIndex((node) => node.id === id);
  const node = journey.nodes[index];
  if (node === undefined) return { journey, inverse: NOTHING };
  const { name: old, ...unnamed } = node;
  const renamed: JourneyNode = name === undefined ? (unnamed as JourneyNode) : { ...node, name };
  return {
    journey: { ...journey, nodes: journey.nodes.with(index, renamed) },
    inverse: { do: "rename", node: id, name: old },
  };
}

function setMapping(journey: Journey, { node: id, value }: Extract<Command, { do: "set-mapping" }>): Applied {
  const index = journey.nodes.findIndex((node) => node.id === id);
  const node = journey.nodes[index];
  if (node === undefined) return { journey, inverse: NOTHING };
  const { mapping: old, ...rest } = node;
  const mapped = (value === undefined ? rest : { ...node, mapping: value }) as JourneyNode;
  return {
    journey: { ...journey, nodes: journey.nodes.with(index, mapped) },
    inverse: { do: "set-mapping", node: id, ...(old === undefined ? {} : { value: old }) },
  };
}

function setField(journey: Journey, { place, value }: Extract<Command, { do: "set-field" }>): Applied {
  if (place.length === 0) return { journey, inverse: NOTHING };
  return {
    journey: withValueAt(journey, place, value) as Journey,
    inverse: { do: "set-field", ...restorePlace(journey, place, value) },
  };
}

function batch(journey: Journey, commands: readonly Command[]): Applied {
  let current = journey;
  const inverses: Command[] = [];
  for (const command of commands) {
    const applied = applyCommand(current, command);
    current = applied.journey;
    inverses.unshift(applied.inverse);
  }
  return { journey: current, inverse: { do: "batch", commands: inverses } };
}

/** Indexes are those the items have in the finished list, ascending; items without one come last. */
function inserted<T>(list: readonly T[], items: readonly Placed<T>[]): T[] {
  const result = [...list];
  for (const { item, index } of items) {
    if (index === undefined) result.push(item);
    else result.splice(index, 0, item);
  }
  return result;
}

/** How to take inserted edges out again, the last one first. */
function cuts(length: number, edges: readonly Placed<JourneyEdge>[]): Cut[] {
  return edges
    .map(({ item: { from, port, to }, index }, nth) => ({
      from,
      port,
      to,
      index: Math.min(index ?? length + nth, length + nth),
    }))
    .reverse();
}

function sameEdge(a: Cut, b: Cut): boolean {
  return a.from === b.from && a.port === b.port && a.to === b.to;
}

function placed<T>(list: readonly T[], wanted: (item: T) => boolean): Placed<T>[] {
  return list.flatMap((item, index) => (wanted(item) ? [{ item, index }] : []));
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

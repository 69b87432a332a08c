import type { Command } from "../../src-shared/journey/commands.ts";
import type { Journey, JourneyEdge, JourneyNode, Position } from "../../src-shared/journey/schema.ts";
import { kindOf, type AnyKind } from "../../src-shared/nodes/registry.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { freeWayOn } from "./edits/ways.ts";
import { freePlace, positionsOf, STEP_DOWN } from "./placement.ts";

/** Why a connection cannot be made; undefined when it can. */
export type ConnectRefusal = "self" | "entry" | "gone";

/** Whether an edge may lead from one step to another (domain.md, Node kinds; a port leads to one step). */
export function refusalOf(journey: Journey, from: string, to: string): ConnectRefusal | undefined {
  if (from === to) return "self";
  const target = journey.nodes.find(({ id }) => id === to);
  if (target === undefined || !journey.nodes.some(({ id }) => id === from)) return "gone";
  return kindOf(target.kind)?.acceptsEdges === false ? "entry" : undefined;
}

/** Leads a port to a step, instead of where it led before. */
export function connectPort(journey: Journey, edge: JourneyEdge): Command {
  const replaced = journey.edges.filter(({ from, port }) => from === edge.from && port === edge.port);
  return {
    do: "batch",
    commands: [
      { do: "disconnect", edges: replaced },
      { do: "connect", edges: [{ item: edge }] },
    ],
  };
}

/** Ends what a port leads to. */
export function clearPort(journey: Journey, from: string, port: string): Command {
  return {
    do: "disconnect",
    edges: journey.edges.filter((edge) => edge.from === from && edge.port === port),
  };
}

/** An id for a new step: its kind, and a number when that is taken. Readable in files and traces. */
function newNodeId(journey: Journey, kind: string): string {
  const taken = new Set(journey.nodes.map(({ id }) => id));
  const base = kind.replace(/[^A-Za-z0-9_.:-]/g, "-").slice(0, 100);
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}

/** A new step at a place. */
export function addStep(
  journey: Journey,
  kind: AnyKind,
  at: Position,
  locale: Locale,
): { id: string; command: Command } {
  const id = newNodeId(journey, kind.kind);
  const item: JourneyNode = { id, kind: kind.kind, params: kind.starter(locale) };
  return { id, command: { do: "add", nodes: [{ item }], layout: { [id]: at } } };
}

/**
 * A new step below another, connected by that one's only free way on. Secondary ways (time-out, not sent, no reply)
 * are never taken by themselves while a main one is there.
 */
export function addStepAfter(
  journey: Journey,
  after: string,
  kind: AnyKind,
  locale: Locale,
): { id: string; command: Command } | undefined {
  const node = journey.nodes.find(({ id }) => id === after);
  if (node === undefined) return undefined;
  const places = positionsOf(journey);
  const from = places.get(after) ?? { x: 0, y: 0 };
  const at = freePlace({ x: from.x, y: from.y + STEP_DOWN }, places.values());
  const added = addStep(journey, kind, at, locale);
  const port = kind.acceptsEdges ? freeWayOn(journey, node, locale) : undefined;
  if (port === undefined) return added;
  return {
    id: added.id,
    command: {
      do: "batch",
      commands: [added.command, { do: "connect", edges: [{ item: { from: after, port, to: added.id } }] }],
    },
  };
}

import type { GraphSettings } from "../graph/graph.ts";
import type { Journey, JourneyEdge, JourneyNode } from "../journey/schema.ts";
import type { Problem } from "../problems.ts";
import type { AnyKind } from "../nodes/registry.ts";
import type { Known } from "./known.ts";
import type { Port } from "../nodes/define.ts";

/** A step whose kind is known and whose params its schema accepts. */
export interface DraftNode {
  node: JourneyNode;
  /** `nodes[i]`, the beginning of its paths. */
  path: string;
  kind: AnyKind;
  params: unknown;
  ports: Port[];
}

/** A journey on its way to a graph: what the checks look at. */
export interface Draft {
  journey: Journey;
  /** With every default filled in. */
  settings: GraphSettings;
  /** Absent where nobody knows: then nothing is said of names. */
  known: Known | undefined;
  nodes: ReadonlyMap<string, DraftNode>;
  /** Every id in the document, known kind or not. */
  ids: ReadonlySet<string>;
  /** Edges by where they start, in document order. */
  outgoing: ReadonlyMap<string, readonly JourneyEdge[]>;
  /** Where a person may go on from a step, by a connection or a jump; each target in document order. */
  onward: ReadonlyMap<string, readonly string[]>;
}

/** One thing compile looks for. Each lives in its own file in checks/. */
export type Check = (draft: Draft) => Problem[];

/**
 * What is said of a step alone, worked out once for as long as the step stays as it is: an edit elsewhere in the
 * journey then costs little.
 */
export function oncePerStep<T>(work: (read: DraftNode) => T): (read: DraftNode) => T {
  const kept = new WeakMap<DraftNode, { answer: T }>();
  return (read) => {
    const known = kept.get(read) ?? { answer: work(read) };
    kept.set(read, known);
    return known.answer;
  };
}

/** Tells which ways out of a step lead somewhere. */
export function connectedFrom(draft: Draft, id: string): (port: string) => boolean {
  const ports = new Set((draft.outgoing.get(id) ?? []).map(({ port }) => port));
  return (port) => ports.has(port);
}

/** The name a person knows a step by. */
export function nameOf(draft: Draft, id: string): string {
  const name = (draft.nodes.get(id)?.node ?? draft.journey.nodes.find((node) => node.id === id))?.name;
  return name !== undefined && name !== "" ? name : id;
}

/** The name a person knows a way out by. */
export function portName({ ports }: DraftNode, id: string): string {
  return ports.find((port) => port.id === id)?.label.en ?? id;
}

import { Position as Side, type Edge, type NodeHandle } from "@xyflow/react";
import type { JourneyEdge, JourneyNode, Note, Position } from "../../src-shared/journey/schema.ts";
import { labelPlaces, type Box, type NamedLine } from "../../src-shared/picture/label-place.ts";
import type { Locale, Problem } from "../../src-shared/problems.ts";
import { isSameList } from "../ui/same-list.ts";
import { noteItem } from "./edits/items.ts";
import { viewOf } from "./node-view.ts";
import type { NoteFlowNode } from "./NoteNode.tsx";
import { positionsOf, widthFor, type Placed } from "./placement.ts";
import type { StepFlowNode } from "./StepNode.tsx";
import { nameWidth, shortName } from "./way-name.ts";

type Size = { width: number; height: number };

/** What of a thing's look lives in the canvas alone. */
interface Drawn {
  position: Position;
  selected: boolean;
  measured: Size | undefined;
}

interface DrawnStep extends Drawn {
  ariaLabel: string;
  problems: readonly Problem[];
  lostPorts: readonly string[];
  locale: Locale;
  /** The one step that Tab reaches; arrows go on from there. */
  tabbable: boolean;
}

const steps = new WeakMap<JourneyNode, StepFlowNode>();
const notes = new WeakMap<Note, NoteFlowNode>();

/** A step as the canvas library takes it; the same object while nothing changed, so that it is not drawn again. */
export function flowNode(
  node: JourneyNode,
  { position, selected, measured, ariaLabel, problems, lostPorts, tabbable, locale }: DrawnStep,
): StepFlowNode {
  const last = steps.get(node);
  const tabIndex = tabbable ? 0 : -1;
  if (
    last !== undefined &&
    isSame(last, { position, selected, measured }) &&
    last.ariaLabel === ariaLabel &&
    last.data.problems === problems &&
    isSameList(last.data.lostPorts, lostPorts) &&
    last.domAttributes?.tabIndex === tabIndex
  )
    return last;
  const made: StepFlowNode = {
    id: node.id,
    type: "step",
    position: { x: position.x, y: position.y },
    data: { node, problems, lostPorts },
    selected,
    ariaLabel,
    domAttributes: { tabIndex },
    ...assumed(lostPorts, node, locale, measured !== undefined),
    ...(measured === undefined ? {} : { measured }),
  };
  steps.set(node, made);
  return made;
}

/** Side of the square of a connection point (px). */
const pointSize = 10;

/**
 * How large a step will be and where its connection points are, until it is drawn and measured (px). Far away ones may
 * never be: without points the library would draw all of a journey once, only to find out where they lie.
 */
function assumed(
  lostPorts: readonly string[],
  node: JourneyNode,
  locale: Locale,
  isMeasured: boolean,
): Pick<StepFlowNode, "initialWidth" | "initialHeight" | "handles"> {
  const { kind, ports } = viewOf(node, locale);
  const ways = [...ports.map(({ id }) => id), ...lostPorts];
  const { width, height } = assumedSize(node, ways.length, locale);
  const size = { initialWidth: width, initialHeight: height };
  if (isMeasured) return size;
  const point = (x: number, y: number) => ({
    x: x - pointSize / 2,
    y: y - pointSize / 2,
    width: pointSize,
    height: pointSize,
  });
  const handles: NodeHandle[] = ways.map((id, index) => ({
    id,
    type: "source",
    position: Side.Bottom,
    ...point((width * (index + 0.5)) / ways.length, height),
  }));
  if (kind?.acceptsEdges !== false)
    handles.push({ type: "target", position: Side.Top, ...point(width / 2, 0) });
  return { ...size, handles };
}

/** Mean width of a letter of a step's name, and what its head takes beside the name (px). */
const letterWidth = 6;
const besideName = 60;

/** How large a step will be drawn. Measuring each would cost a layout: the mean width of a letter does. */
function assumedSize(node: JourneyNode, ways: number, locale: Locale): Size {
  const { title, kindName, summary } = viewOf(node, locale);
  const isNamed = title !== kindName;
  const name = isNamed ? title : summary || title;
  const width = widthFor(ways);
  const isLong = name.length * letterWidth > width - besideName;
  return {
    width,
    height: 50 + (isLong ? 17 : 0) + (summary !== "" && isNamed ? 25 : 0) + (ways > 1 ? 26 : 0),
  };
}

/** A note as the canvas library takes it. */
export function flowNote(
  note: Note,
  { position, selected, measured, ariaLabel, size }: Drawn & { ariaLabel: string; size: Size },
): NoteFlowNode {
  const last = notes.get(note);
  if (
    last !== undefined &&
    isSame(last, { position, selected, measured }) &&
    last.ariaLabel === ariaLabel &&
    last.width === size.width &&
    last.height === size.height
  )
    return last;
  const made: NoteFlowNode = {
    id: noteItem(note.id),
    type: "note",
    position: { x: position.x, y: position.y },
    data: { note },
    selected,
    ariaLabel,
    domAttributes: { tabIndex: -1 },
    connectable: false,
    width: size.width,
    height: size.height,
    // Notes lie under what they are about.
    zIndex: -1,
    ...(measured === undefined ? {} : { measured }),
  };
  notes.set(note, made);
  return made;
}

function isSame(last: StepFlowNode | NoteFlowNode, { position, selected, measured }: Drawn): boolean {
  return (
    last.position.x === position.x &&
    last.position.y === position.y &&
    last.selected === selected &&
    last.measured === measured
  );
}

/** The name of an edge on the canvas. */
export function edgeId({ from, port, to }: Pick<JourneyEdge, "from" | "port" | "to">): string {
  return `${from}|${port}|${to}`;
}

const edges = new WeakMap<JourneyEdge, Edge>();

/**
 * The connections as the canvas library takes them; a label tells which way it is where there are several. Each is the
 * same object while nothing about it changed.
 * @param named the steps as connections are to speak of them, where that may be a moment behind
 */
export function flowEdges(
  journey: Placed,
  selected: readonly string[],
  locale: Locale,
  named: readonly JourneyNode[] = journey.nodes,
): Edge[] {
  const byId = new Map(journey.nodes.map((node) => [node.id, node]));
  const titled = named === journey.nodes ? byId : new Map(named.map((node) => [node.id, node]));
  const titleOf = (id: string) => {
    const node = titled.get(id) ?? byId.get(id);
    return node === undefined ? id : viewOf(node, locale).title;
  };
  const chosen = new Set(selected);
  const seen = new Set<string>();
  const positions = positionsOf(journey);
  const places = labelPlaces(
    journey.edges,
    (edge) => lineOf(edge, byId, positions, locale),
    journey.nodes.map((node) => coveredBy(node, positions, locale)),
  );
  return journey.edges.flatMap((edge) => {
    const id = edgeId(edge);
    const labelAt = places.get(edge) ?? 0.5;
    const from = byId.get(edge.from);
    if (from === undefined || !byId.has(edge.to) || seen.has(id)) return [];
    seen.add(id);
    const { ports } = viewOf(from, locale);
    const port = ports.find((candidate) => candidate.id === edge.port);
    const label = ports.length > 1 ? (port?.label[locale] ?? edge.port) : undefined;
    const ariaLabel = `${titleOf(edge.from)} → ${label ?? ""} → ${titleOf(edge.to)}`;
    const className = port === undefined ? "edge-lost" : undefined;
    const last = edges.get(edge);
    if (
      last !== undefined &&
      last.selected === chosen.has(id) &&
      last.ariaLabel === ariaLabel &&
      last.className === className &&
      last.label === label &&
      last.data?.["labelAt"] === labelAt
    )
      return [last];
    const made: Edge = {
      id,
      source: edge.from,
      sourceHandle: edge.port,
      target: edge.to,
      selected: chosen.has(id),
      className,
      ariaLabel,
      data: { labelAt },
      domAttributes: { tabIndex: -1 },
      ...(label === undefined
        ? {}
        : { label, labelBgPadding: [8, 3] as [number, number], labelBgBorderRadius: 9 }),
    };
    edges.set(edge, made);
    return [made];
  });
}

/** What a step covers, as far as its size is known beforehand. */
function coveredBy(node: JourneyNode, positions: ReadonlyMap<string, Position>, locale: Locale): Box {
  const { x, y } = positions.get(node.id) ?? { x: 0, y: 0 };
  const { width, height } = assumedSize(node, viewOf(node, locale).ports.length, locale);
  return { left: x, right: x + width, top: y, bottom: y + height };
}

/** A connection as it will be drawn, as far as sizes are known beforehand; undefined without a name to place. */
function lineOf(
  { from, port, to }: JourneyEdge,
  byId: ReadonlyMap<string, JourneyNode>,
  positions: ReadonlyMap<string, Position>,
  locale: Locale,
): NamedLine | undefined {
  const [source, target] = [byId.get(from), byId.get(to)];
  const [here, there] = [positions.get(from), positions.get(to)];
  if (source === undefined || target === undefined || here === undefined || there === undefined)
    return undefined;
  const { ports } = viewOf(source, locale);
  const index = ports.findIndex(({ id }) => id === port);
  if (ports.length < 2 || index < 0) return undefined;
  const box = assumedSize(source, ports.length, locale);
  const start = { x: here.x + (box.width * (index + 0.5)) / ports.length, y: here.y + box.height };
  const end = { x: there.x + widthFor(viewOf(target, locale).ports.length) / 2, y: there.y };
  const fall = end.y - start.y;
  // As the library bends its curves.
  const bend = fall >= 0 ? fall / 2 : 6.25 * Math.sqrt(-fall);
  return {
    curve: [start, { x: start.x, y: start.y + bend }, { x: end.x, y: end.y - bend }, end],
    width: nameWidth(shortName(ports[index]?.label[locale] ?? port)),
  };
}

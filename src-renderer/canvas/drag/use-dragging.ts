import { useReactFlow, type NodePositionChange } from "@xyflow/react";
import { useRef, useState } from "react";
import type { Command } from "../../../src-shared/journey/commands.ts";
import type { Position } from "../../../src-shared/journey/schema.ts";
import { useLocale } from "../../app/i18n.ts";
import { around } from "../edits/arrange.ts";
import { insertExisting } from "../edits/insert.ts";
import { moveItems, type Box } from "../edits/items.ts";
import { NODE_WIDTH, snap } from "../placement.ts";
import { useBuilderStore } from "../store.ts";
import type { CanvasNode } from "../canvas-node.ts";
import { dropEdges, edgeUnder, type DropEdge } from "./drop-edge.ts";
import { snapToOthers } from "./guides.ts";

/** How near lines pull (px of the screen). */
const reach = 6;
/** How far beyond what is seen other steps are still looked at (px of the canvas). */
const beyond = 300;

/** What stays the same while things are dragged, looked up once. */
interface Session {
  others: Box[];
  edges: DropEdge[];
  target?: DropEdge;
}

/**
 * Where dragged things stand before they are let go: in line with others, else on the grid. Letting go is one edit,
 * whatever it does: moving them, and putting a step into the connection under it.
 */
export function useDragging(): {
  dragged: ReadonlyMap<string, Position>;
  onPositions: (changes: readonly NodePositionChange[]) => void;
  /** Alt held: placed freely. */
  setFree: (free: boolean) => void;
} {
  const store = useBuilderStore();
  const locale = useLocale();
  const flow = useReactFlow<CanvasNode>();
  const [dragged, setDragged] = useState<ReadonlyMap<string, Position>>(new Map());
  const session = useRef<Session | undefined>(undefined);
  const free = useRef(false);

  const boxAt = (id: string, { x, y }: Position): Box => {
    const { width = NODE_WIDTH, height = 80 } = flow.getInternalNode(id)?.measured ?? {};
    return { x, y, width, height };
  };
  const begin = (ids: ReadonlySet<string>): Session => {
    const { x, y } = flow.screenToFlowPosition({ x: 0, y: 0 });
    const end = flow.screenToFlowPosition({ x: innerWidth, y: innerHeight });
    const [only] = ids;
    return {
      others: flow
        .getNodes()
        .filter(({ id, position, type }) => {
          const seen =
            position.x > x - beyond &&
            position.x < end.x + beyond &&
            position.y > y - beyond &&
            position.y < end.y + beyond;
          return seen && type === "step" && !ids.has(id);
        })
        .map(({ id, position }) => boxAt(id, position)),
      edges:
        ids.size === 1 && only !== undefined ? dropEdges(store.getState().journey, only, flow, locale) : [],
    };
  };

  const move = (places: ReadonlyMap<string, Position>) => {
    session.current ??= begin(new Set(places.keys()));
    const { others, edges } = session.current;
    const boxes = [...places].map(([id, at]) => boxAt(id, at));
    const box = around(boxes);
    const snapped = free.current
      ? { dx: 0, dy: 0, guides: [] }
      : snapToOthers(box, others, reach / flow.getZoom());
    const inLine = (along: "x" | "y") => snapped.guides.some((guide) => guide.along !== along);
    // What is in line with nothing goes by the grid.
    const dx = free.current || inLine("x") ? snapped.dx : snap(box.x) - box.x;
    const dy = free.current || inLine("y") ? snapped.dy : snap(box.y) - box.y;
    const target = edgeUnder({ ...box, x: box.x + dx, y: box.y + dy }, edges);
    if (target === undefined) delete session.current.target;
    else session.current.target = target;
    store.setState({
      dragging: {
        guides: snapped.guides,
        ...(target === undefined ? {} : { edge: { id: target.id, path: target.path, at: target.at } }),
      },
    });
    setDragged(
      new Map([...places].map(([id, { x, y }]) => [id, { x: Math.round(x + dx), y: Math.round(y + dy) }])),
    );
  };

  const letGo = (ids: readonly string[]) => {
    const target = session.current?.target;
    session.current = undefined;
    const to = new Map([...dragged].filter(([id]) => ids.includes(id)));
    const { journey, run } = store.getState();
    const [only] = ids;
    const insert =
      target === undefined || only === undefined
        ? undefined
        : insertExisting(journey, target.edge, only, locale);
    const commands = [moveItems(journey, to), insert].filter((each): each is Command => each !== undefined);
    store.setState({ dragging: undefined });
    setDragged(new Map());
    if (commands.length > 1) run({ do: "batch", commands });
    else if (commands[0] !== undefined) run(commands[0]);
  };

  return {
    dragged,
    onPositions: (changes) => {
      const moving = changes.filter(({ dragging, position }) => dragging === true && position !== undefined);
      if (moving.length > 0)
        move(new Map(moving.flatMap(({ id, position }) => (position === undefined ? [] : [[id, position]]))));
      const ended = changes.filter(({ dragging }) => dragging === false);
      if (ended.length > 0) letGo(ended.map(({ id }) => id));
    },
    setFree: (on) => {
      free.current = on;
    },
  };
}

import "@xyflow/react/dist/style.css";
import "./canvas.css";
import { useComputedColorScheme } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import {
  Background,
  BackgroundVariant,
  Controls,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useNodesInitialized,
  useReactFlow,
  useStoreApi,
  type Edge,
  type Node,
  type NodeChange,
  type NodeTypes,
} from "@xyflow/react";
import { useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from "react";
import { useStable } from "../ui/use-stable.ts";
import { Minimap } from "./Minimap.tsx";
import { WayEdge } from "./WayEdge.tsx";
import "./texts.ts";

interface Props {
  nodes: readonly Node[];
  edges: Edge[];
  nodeTypes: NodeTypes;
  className?: string | undefined;
  label: string;
  testId: string;
  onChoose: (nodeId: string) => void;
  /** A step to bring into sight. */
  shown?: string | undefined;
  /** Keeps a step in sight, whichever it is at the time (undefined: none yet), at a size at which it can be read. */
  follows?: { nodeId: string | undefined };
  /** What lies over the drawing. */
  children?: ReactNode;
}

interface Size {
  width: number;
  height: number;
}

const EDGE_TYPES = { way: WayEdge };
const WAY = { type: "way" };
const PRO = { hideAttribution: true };
const FITTING = { padding: 0.15, maxZoom: 1 };
/** Whoever follows a step wants to read it; the overview shows the rest. */
const READABLE = { ...FITTING, minZoom: 0.6 };
/** Moves that follow one another within this are not animated, ms. */
const IN_A_ROW_MS = 400;
const MOVE_MS = 200;

/** A journey to be looked at: steps can be chosen by mouse and keyboard, and nothing can be changed. */
export function ReadOnlyCanvas({
  nodes,
  edges,
  nodeTypes,
  className,
  label,
  testId,
  onChoose,
  shown,
  follows,
  children,
}: Props) {
  const scheme = useComputedColorScheme();
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const measured = useMemo(() => nodes.map((node) => withSize(node, sizes.get(node.id))), [nodes, sizes]);
  // Other handlers would make the library draw every step again.
  const onNodesChange = useStable((changes: NodeChange[]) => setSizes((known) => withSizes(known, changes)));
  const onNodeClick = useStable((_event: React.MouseEvent, node: Node) => onChoose(node.id));
  return (
    <section className={`canvas read-only ${className ?? ""}`} aria-label={label} data-testid={testId}>
      <ReactFlowProvider>
        <ReactFlow
          colorMode={scheme}
          nodes={measured}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={EDGE_TYPES}
          defaultEdgeOptions={WAY}
          onNodesChange={onNodesChange}
          proOptions={PRO}
          nodesDraggable={false}
          nodesConnectable={false}
          edgesFocusable={false}
          elementsSelectable
          deleteKeyCode={null}
          onNodeClick={onNodeClick}
          onKeyDown={(event) => {
            const id =
              event.target instanceof HTMLElement
                ? event.target.closest(".react-flow__node")?.getAttribute("data-id")
                : undefined;
            if (id != null && (event.key === "Enter" || event.key === " ")) {
              event.preventDefault();
              onChoose(id);
            }
          }}
          fitView
          fitViewOptions={follows === undefined ? FITTING : READABLE}
          minZoom={0.1}
          maxZoom={2}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--p-dots)" />
          <Controls showInteractive={false} position="bottom-left" />
          <InSight nodeId={shown} />
          {follows !== undefined && (
            <>
              <Follow nodeId={follows.nodeId} />
              <Panel position="bottom-right">
                <Minimap />
              </Panel>
            </>
          )}
        </ReactFlow>
      </ReactFlowProvider>
      {children}
    </section>
  );
}

function InSight({ nodeId }: { nodeId: string | undefined }) {
  const flow = useReactFlow();
  const still = useReducedMotion(undefined, { getInitialValueInEffect: false });
  const duration = still ? 0 : MOVE_MS;
  const move = useEffectEvent((id: string) => {
    void flow.fitView({ nodes: [{ id }], maxZoom: 1, padding: 0.6, duration });
  });
  useEffect(() => {
    if (nodeId !== undefined) move(nodeId);
  }, [nodeId, flow]);
  return null;
}

/** Moves the picture as far as the step in question is out of it, and leaves it alone otherwise. */
function Follow({ nodeId }: { nodeId: string | undefined }) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const ready = useNodesInitialized();
  const still = useReducedMotion(undefined, { getInitialValueInEffect: false });
  const movedAt = useRef(0);
  const follow = useEffectEvent((id: string) => {
    const node = flow.getInternalNode(id);
    if (node === undefined) return;
    const { width, height, transform } = store.getState();
    const [panX, panY, zoom] = transform;
    const box = { width: node.measured.width ?? 0, height: node.measured.height ?? 0 };
    const { x, y } = node.internals.positionAbsolute;
    const [left, top] = [x * zoom + panX, y * zoom + panY];
    const isSeen =
      left >= 0 && top >= 0 && left + box.width * zoom <= width && top + box.height * zoom <= height;
    if (isSeen) return;
    const now = performance.now();
    const duration = still || now - movedAt.current < IN_A_ROW_MS ? 0 : MOVE_MS;
    movedAt.current = now;
    void flow.setCenter(x + box.width / 2, y + box.height / 2, { zoom, duration });
  });
  useEffect(() => {
    if (ready && nodeId !== undefined) follow(nodeId);
  }, [ready, nodeId]);
  return null;
}

const sized = new WeakMap<Node, Node>();

/**
 * A step with its size: without it, one that is given anew loses its edges until it is measured again. The same object
 * while neither changes, so that it is not drawn again.
 */
function withSize(node: Node, size: Size | undefined): Node {
  if (size === undefined) return node;
  const last = sized.get(node);
  if (last?.measured === size) return last;
  const made: Node = { ...node, measured: size };
  sized.set(node, made);
  return made;
}

/** What the canvas measured, beside what it knew. */
function withSizes(
  known: ReadonlyMap<string, Size>,
  changes: readonly NodeChange[],
): ReadonlyMap<string, Size> {
  const measured = changes.flatMap((change) =>
    change.type === "dimensions" && change.dimensions !== undefined
      ? [[change.id, change.dimensions] as const]
      : [],
  );
  return measured.length === 0 ? known : new Map([...known, ...measured]);
}

import "@xyflow/react/dist/style.css";
import "./canvas.css";
import { useComputedColorScheme } from "@mantine/core";
import {
  Background,
  BackgroundVariant,
  Controls,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type Edge,
  type Node,
  type NodeChange,
  type NodeTypes,
} from "@xyflow/react";
import { useEffect, useMemo, useState, type ReactNode } from "react";
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
  /** What lies over the drawing. */
  children?: ReactNode;
}

interface Size {
  width: number;
  height: number;
}

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
  children,
}: Props) {
  const scheme = useComputedColorScheme();
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const measured = useMemo(
    // Without its size a step that is given anew loses its edges until it is measured again.
    () =>
      nodes.map((node) => (sizes.has(node.id) ? { ...node, measured: sizes.get(node.id) } : node) as Node),
    [nodes, sizes],
  );
  return (
    <section className={`canvas read-only ${className ?? ""}`} aria-label={label} data-testid={testId}>
      <ReactFlowProvider>
        <ReactFlow
          colorMode={scheme}
          nodes={measured}
          edges={edges}
          nodeTypes={nodeTypes}
          onNodesChange={(changes) => setSizes((known) => withSizes(known, changes))}
          proOptions={{ hideAttribution: true }}
          nodesDraggable={false}
          nodesConnectable={false}
          edgesFocusable={false}
          elementsSelectable
          deleteKeyCode={null}
          onNodeClick={(_event, node) => onChoose(node.id)}
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
          fitViewOptions={{ padding: 0.15, maxZoom: 1 }}
          minZoom={0.1}
          maxZoom={2}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--p-dots)" />
          <Controls showInteractive={false} position="bottom-left" />
          <InSight nodeId={shown} />
        </ReactFlow>
      </ReactFlowProvider>
      {children}
    </section>
  );
}

function InSight({ nodeId }: { nodeId: string | undefined }) {
  const flow = useReactFlow();
  useEffect(() => {
    if (nodeId !== undefined)
      void flow.fitView({ nodes: [{ id: nodeId }], maxZoom: 1, padding: 0.6, duration: 200 });
  }, [nodeId, flow]);
  return null;
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

import "@xyflow/react/dist/style.css";
import "../canvas/canvas.css";
import "../canvas/texts.ts";
import { useComputedColorScheme } from "@mantine/core";
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  Controls,
  Handle,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type NodeChange,
  type NodeProps,
} from "@xyflow/react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyDiff } from "../../src-shared/journey/diff.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { useLocale } from "../app/i18n.ts";
import { StepNode, type StepFlowNode } from "../canvas/StepNode.tsx";
import { diffEdges, diffNodes, type DiffFlowNode, type GhostFlowNode } from "./diff-flow.ts";
import css from "./versions.module.css";

interface Props {
  before: Journey;
  after: Journey;
  diff: JourneyDiff;
  shown: string | undefined;
  onShow: (stepId: string) => void;
}

/** Both states in one drawing: what was added, removed, changed and moved. */
export function DiffCanvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

const NODE_TYPES = { step: DiffStep, ghost: Ghost };

function Drawing({ before, after, diff, shown, onShow }: Props) {
  const { t } = useTranslation("versions");
  const locale = useLocale();
  const scheme = useComputedColorScheme();
  const flow = useReactFlow();
  const [sizes, setSizes] = useState<ReadonlyMap<string, { width: number; height: number }>>(new Map());
  const nodes = useMemo(
    () =>
      diffNodes(before, after, diff, shown, locale).map((node) =>
        // Without its size a step that is given anew loses its edges until it is measured again.
        sizes.has(node.id) ? { ...node, measured: sizes.get(node.id) } : node,
      ),
    [before, after, diff, shown, locale, sizes],
  );
  const edges = useMemo(() => diffEdges(before, after, diff, locale), [before, after, diff, locale]);
  useEffect(() => {
    if (shown !== undefined)
      void flow.fitView({ nodes: [{ id: shown }], maxZoom: 1, padding: 0.6, duration: 200 });
  }, [shown, flow]);
  const onNodesChange = (changes: NodeChange<DiffFlowNode | GhostFlowNode>[]) => {
    const measured = applyNodeChanges(
      changes.filter((change) => change.type === "dimensions"),
      nodes as (DiffFlowNode | GhostFlowNode)[],
    ).flatMap(({ id, measured: size }) =>
      size?.width === undefined || size.height === undefined
        ? []
        : [[id, { width: size.width, height: size.height }] as const],
    );
    if (measured.length > 0) setSizes(new Map(measured));
  };
  return (
    <section className={`canvas ${css.canvas}`} aria-label={t("canvas")} data-testid="diff-canvas">
      <ReactFlow<DiffFlowNode | GhostFlowNode>
        colorMode={scheme}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        onNodesChange={onNodesChange}
        onNodeClick={(_event, { id, type }) => type === "step" && onShow(id)}
        proOptions={{ hideAttribution: true }}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        fitView
        fitViewOptions={{ padding: 0.12, maxZoom: 1 }}
        minZoom={0.1}
        maxZoom={2}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--p-dots)" />
        <Controls showInteractive={false} position="bottom-left" />
      </ReactFlow>
    </section>
  );
}

function DiffStep(props: NodeProps<DiffFlowNode>) {
  const { t } = useTranslation("versions");
  const { mark } = props.data;
  return (
    <div className={css.step} data-mark={mark} data-testid={`diff-${props.id}`}>
      {mark !== undefined && <span className={css.mark}>{t(`marks.${mark}`)}</span>}
      <StepNode {...(props as unknown as NodeProps<StepFlowNode>)} />
    </div>
  );
}

function Ghost() {
  const { t } = useTranslation("versions");
  return (
    <div className={css.ghost}>
      {t("wasHere")}
      <Handle type="source" position={Position.Bottom} isConnectable={false} className={css.hidden} />
    </div>
  );
}

import "@xyflow/react/dist/style.css";
import "./canvas.css";
import { useComputedColorScheme } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  type Connection,
  type EdgeChange,
} from "@xyflow/react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { useLocale } from "../app/i18n.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { colourOf } from "../ui/kind-colour.ts";
import { toast } from "../ui/toast.ts";
import { CanvasTools } from "./CanvasTools.tsx";
import { addStep, connectPort, refusalOf } from "./edits.ts";
import { flowEdges } from "./flow.ts";
import { useCanvasKeys } from "./keys.ts";
import { KIND_TYPE } from "./Palette.tsx";
import { freePlace, NODE_WIDTH, positionsOf } from "./placement.ts";
import { StepNode, type StepFlowNode } from "./StepNode.tsx";
import { useBuilder, useBuilderStore } from "./store.ts";
import { useFlowNodes } from "./use-flow-nodes.ts";

// A new object here would make the library draw every step again.
const nodeTypes = { step: StepNode };
const fitOptions = { padding: 0.15, maxZoom: 1 };
const deletesNothing: null = null;
/** Above this many steps only those in view are drawn. */
const manySteps = 300;

/** The drawing: steps and connections, moved and connected by mouse or keyboard. */
export function Canvas() {
  const { t } = useTranslation("canvas");
  const locale = useLocale();
  const store = useBuilderStore();
  const flow = useReactFlow<StepFlowNode>();
  const scheme = useComputedColorScheme();
  const still = useReducedMotion();
  const journey = useBuilder((state) => state.journey);
  const selectedEdges = useBuilder((state) => state.selectedEdges);
  const focus = useBuilder((state) => state.focus);
  const { nodes, onNodesChange } = useFlowNodes();
  const edges = useMemo(() => flowEdges(journey, selectedEdges, locale), [journey, selectedEdges, locale]);
  const onKeyDown = useCanvasKeys();

  useEffect(() => {
    if (focus?.nodeId === undefined) return;
    void flow.fitView({ nodes: [{ id: focus.nodeId }], maxZoom: 1, minZoom: 0.6, duration: still ? 0 : 250 });
  }, [focus, flow, still]);

  const connect = ({ source, sourceHandle, target }: Connection) => {
    if (sourceHandle === null || refusalOf(journey, source, target) !== undefined) return;
    store.getState().run(connectPort(journey, { from: source, port: sourceHandle, to: target }));
  };
  const onEdgesChange = (changes: EdgeChange[]) => {
    const ids = new Set(store.getState().selectedEdges);
    for (const change of changes) {
      if (change.type !== "select") continue;
      if (change.selected) ids.add(change.id);
      else ids.delete(change.id);
    }
    store.getState().select(store.getState().selectedNodes, [...ids]);
  };
  const onDrop = (event: React.DragEvent) => {
    const kind = kindOf(event.dataTransfer.getData(KIND_TYPE));
    if (kind === undefined) return;
    event.preventDefault();
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const at = freePlace({ x: point.x - NODE_WIDTH / 2, y: point.y - 24 }, positionsOf(journey).values());
    const added = addStep(journey, kind, at, locale);
    store.getState().run(added.command);
    store.getState().select([added.id]);
  };

  return (
    <section className="canvas" data-testid="canvas" aria-label={t("canvas")} onKeyDown={onKeyDown}>
      <p className="visually-hidden">{t("canvasHelp")}</p>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={connect}
        isValidConnection={({ source, target }) => refusalOf(journey, source, target) === undefined}
        onConnectEnd={(_event, { fromNode, toNode, isValid }) => {
          if (isValid !== false || fromNode === null || toNode === null) return;
          const refusal = refusalOf(journey, fromNode.id, toNode.id);
          if (refusal !== undefined) toast("plain", t(`refused.${refusal}`));
        }}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes(KIND_TYPE)) return;
          event.preventDefault();
          event.dataTransfer.dropEffect = "copy";
        }}
        onDrop={onDrop}
        onNodeDoubleClick={(_event, { id }) => store.getState().show({ nodeId: id, path: "" })}
        fitView
        fitViewOptions={fitOptions}
        minZoom={0.15}
        maxZoom={2}
        snapToGrid
        snapGrid={[10, 10]}
        connectionRadius={28}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={["Shift", "Meta", "Control"]}
        deleteKeyCode={deletesNothing}
        disableKeyboardA11y
        onlyRenderVisibleElements={journey.nodes.length > manySteps}
        colorMode={scheme}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--p-dots)" />
        <MiniMap<StepFlowNode>
          pannable
          zoomable
          ariaLabel={t("minimap")}
          nodeColor={({ data }) => colourOf(data.node.kind, kindOf(data.node.kind)?.group)}
          nodeBorderRadius={12}
          style={{ width: 150, height: 92 }}
        />
        <CanvasTools />
      </ReactFlow>
      {journey.nodes.length === 0 && (
        <div className="canvas-empty">
          <EmptyState title={t("empty.title")} text={t("empty.text")} />
        </div>
      )}
    </section>
  );
}

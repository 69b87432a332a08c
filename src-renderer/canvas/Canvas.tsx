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
  type ReactFlowInstance,
} from "@xyflow/react";
import { useEffect, useMemo, useRef } from "react";
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
/** Below this zoom steps cannot be read. */
const readableZoom = 0.6;
const deletesNothing: null = null;
/** Above this many steps only those in view are drawn. */
const manySteps = 300;

/** The first look: everything when it can be read at that size, else the beginning of the journey. */
function showAtFirst(flow: ReactFlowInstance<StepFlowNode>): void {
  const box = document.querySelector(".canvas")?.getBoundingClientRect();
  const bounds = flow.getNodesBounds(flow.getNodes());
  if (box === undefined || bounds.width === 0) return;
  const zoom = Math.min(1, (box.width * 0.86) / bounds.width, (box.height * 0.86) / bounds.height);
  if (zoom >= readableZoom) {
    void flow.fitView({ padding: 0.12, maxZoom: 1 });
    return;
  }
  const top = flow.getNodes().reduce((first, node) => (node.position.y < first.position.y ? node : first));
  void flow.setViewport({
    zoom: readableZoom + 0.1,
    x: box.width / 2 - (top.position.x + NODE_WIDTH / 2) * (readableZoom + 0.1),
    y: 36 - top.position.y * (readableZoom + 0.1),
  });
}

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

  // What was asked for before this was on the screen is over.
  const handled = useRef(focus?.request);
  useEffect(() => {
    if (focus?.nodeId === undefined || handled.current === focus.request) return;
    handled.current = focus.request;
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
        onInit={(instance) => showAtFirst(instance)}
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

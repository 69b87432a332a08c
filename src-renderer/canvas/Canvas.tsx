import "@xyflow/react/dist/style.css";
import "./canvas.css";
import { useComputedColorScheme } from "@mantine/core";
import { Panel, ReactFlow, SelectionMode, type EdgeChange, type ReactFlowInstance } from "@xyflow/react";
import { memo, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../app/i18n.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useSameList } from "../ui/use-same-list.ts";
import { useStable } from "../ui/use-stable.ts";
import { ArrangeBar } from "./ArrangeBar.tsx";
import { Bands } from "./Bands.tsx";
import { CanvasTools } from "./CanvasTools.tsx";
import { ConnectionHint } from "./ConnectionHint.tsx";
import { useDesk } from "./desk.ts";
import { Dots } from "./Dots.tsx";
import { DragMarks } from "./DragMarks.tsx";
import { flowEdges } from "./flow.ts";
import { Minimap } from "./Minimap.tsx";
import { NoteNode } from "./NoteNode.tsx";
import { NODE_WIDTH } from "./placement.ts";
import { StepNode } from "./StepNode.tsx";
import { useBuilder, useBuilderStore } from "./store.ts";
import { useConnecting } from "./use-connecting.ts";
import { useDropping } from "./use-dropping.ts";
import type { CanvasNode } from "./canvas-node.ts";
import { useFlowNodes } from "./use-flow-nodes.ts";
import { useMoving } from "./use-moving.ts";
import { usePointing } from "./use-pointing.ts";
import { WayEdge } from "./WayEdge.tsx";

// New objects here would make the library draw everything again.
const nodeTypes = { step: StepNode, note: NoteNode };
const edgeTypes = { way: WayEdge };
const defaultEdge = { type: "way" };
const multiSelect = ["Shift", "Meta", "Control"];
const nothing: null = null;
const proOptions = { hideAttribution: true };
/** Middle and, with the hand, every button. */
const panWithMiddle = [1];
/** Below this zoom steps cannot be read. */
const readableZoom = 0.6;
/** Above this many steps only those in view are drawn. */
const manySteps = 200;

/** The first look: everything when it can be read at that size, else the beginning of the journey. */
function showAtFirst(flow: ReactFlowInstance<CanvasNode>): void {
  const box = document.querySelector(".canvas")?.getBoundingClientRect();
  const nodes = flow.getNodes();
  const bounds = flow.getNodesBounds(nodes);
  if (box === undefined || bounds.width === 0) return;
  const zoom = Math.min(1, (box.width * 0.86) / bounds.width, (box.height * 0.86) / bounds.height);
  if (zoom >= readableZoom) {
    void flow.fitView({ padding: 0.12, maxZoom: 1 });
    return;
  }
  const top = nodes.reduce((first, node) => (node.position.y < first.position.y ? node : first));
  void flow.setViewport({
    zoom: readableZoom + 0.1,
    x: box.width / 2 - (top.position.x + NODE_WIDTH / 2) * (readableZoom + 0.1),
    y: 36 - top.position.y * (readableZoom + 0.1),
  });
}

/** The drawing: steps and connections, moved and connected by mouse or keyboard. */
export const Canvas = memo(function Canvas() {
  const { t } = useTranslation("canvas");
  const store = useBuilderStore();
  const { view } = useDesk();
  const scheme = useComputedColorScheme();
  const hand = useBuilder((state) => state.hand);
  const isEmpty = useBuilder(({ journey }) => journey.nodes.length + journey.notes.length === 0);
  const isLarge = useBuilder(({ journey }) => journey.nodes.length > manySteps);
  const focus = useBuilder((state) => state.focus);
  const { nodes, onNodesChange, setFree } = useFlowNodes();
  const edges = useFlowEdges();
  const connecting = useConnecting();
  const dropping = useDropping();
  const pointing = usePointing();
  const moving = useMoving();

  // What was asked for before this was on the screen is over.
  const handled = useRef(focus?.request);
  useEffect(() => {
    if (focus?.nodeId === undefined || handled.current === focus.request) return;
    handled.current = focus.request;
    view.reveal(focus.nodeId);
  }, [focus, view]);

  const onEdgesChange = useStable((changes: EdgeChange[]) => {
    const state = store.getState();
    const ids = new Set(state.selectedEdges);
    for (const change of changes) {
      if (change.type !== "select") continue;
      if (change.selected) ids.add(change.id);
      else ids.delete(change.id);
    }
    state.select(state.selectedNodes, [...ids], state.selectedNotes);
  });
  const onDrag = useStable((event: React.MouseEvent | MouseEvent | TouchEvent) => setFree(event.altKey));

  return (
    <section
      className="canvas"
      data-testid="canvas"
      data-hand={hand || undefined}
      aria-label={t("canvas")}
      tabIndex={isEmpty ? 0 : -1}
      onFocus={pointing.onFocus}
      onClickCapture={pointing.onClick}
    >
      <p className="visually-hidden">{t("canvasHelp")}</p>
      <ReactFlow<CanvasNode>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        defaultEdgeOptions={defaultEdge}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        {...connecting}
        {...dropping}
        {...moving}
        onNodeDrag={onDrag}
        onNodeDoubleClick={pointing.onEdit}
        onNodeContextMenu={pointing.onMenu}
        onEdgeContextMenu={pointing.onMenu}
        onPaneContextMenu={pointing.onMenu}
        onSelectionContextMenu={pointing.onMenu}
        onInit={showAtFirst}
        minZoom={0.1}
        maxZoom={2}
        connectionRadius={28}
        selectionMode={SelectionMode.Partial}
        selectionOnDrag={!hand}
        panOnDrag={hand || panWithMiddle}
        panOnScroll
        zoomOnDoubleClick={false}
        multiSelectionKeyCode={multiSelect}
        selectionKeyCode={nothing}
        deleteKeyCode={nothing}
        disableKeyboardA11y
        elevateNodesOnSelect={false}
        onlyRenderVisibleElements={isLarge}
        colorMode={scheme}
        proOptions={proOptions}
      >
        <Furniture />
      </ReactFlow>
      {isEmpty && (
        <div className="canvas-empty">
          <EmptyState title={t("empty.title")} text={t("empty.text")} />
        </div>
      )}
    </section>
  );
});

function useFlowEdges() {
  const locale = useLocale();
  const journey = useBuilder((state) => state.journey);
  const selected = useBuilder((state) => state.selectedEdges);
  // A name that is typed changes no connection: the same list keeps the library from taking them all anew.
  return useSameList(useMemo(() => flowEdges(journey, selected, locale), [journey, selected, locale]));
}

/** Everything on the canvas that does not come from the journey; drawn once. */
const Furniture = memo(function Furniture() {
  return (
    <>
      <Dots />
      <Bands />
      <DragMarks />
      <ConnectionHint />
      <Panel position="bottom-right">
        <Minimap />
      </Panel>
      <ArrangeBar />
      <CanvasTools />
    </>
  );
});

import "@xyflow/react/dist/style.css";
import "./canvas.css";
import { useComputedColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Panel, ReactFlow, SelectionMode, useKeyPress, type EdgeChange, type Viewport } from "@xyflow/react";
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
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
import { firstView, zoomLimits } from "./first-view.ts";
import { flowEdges } from "./flow.ts";
import { Minimap } from "./Minimap.tsx";
import { NoteNode } from "./NoteNode.tsx";
import type { Placed } from "./placement.ts";
import { StepNode } from "./StepNode.tsx";
import { useBuilder, useBuilderStore } from "./store.ts";
import { useLayoutAhead } from "./tidy/use-layout-ahead.ts";
import { useConnecting } from "./use-connecting.ts";
import { useDropping } from "./use-dropping.ts";
import type { CanvasNode } from "./canvas-node.ts";
import { useFlowNodes } from "./use-flow-nodes.ts";
import { useMoving } from "./use-moving.ts";
import { usePointing } from "./use-pointing.ts";
import { useDrawn, useShapes } from "./use-drawn.ts";
import { WayEdge } from "./WayEdge.tsx";

// New objects here would make the library draw everything again.
const nodeTypes = { step: StepNode, note: NoteNode };
const edgeTypes = { way: WayEdge };
const defaultEdge = { type: "way" };
const multiSelect = ["Shift", "Meta", "Control"];
const nothing: null = null;
/** A button that has the focus still answers to it. */
const besideOthers = { preventDefault: false };
const proOptions = { hideAttribution: true };
/** Middle and, with the hand, every button. */
const panWithMiddle = [1];
/** Above this many steps only those in view are drawn. */
const manySteps = 200;
/** Quiet time after which connections take on new names of steps (ms). */
const namesQuietMs = 300;

/** The drawing: steps and connections, moved and connected by mouse or keyboard. */
export const Canvas = memo(function Canvas() {
  const { t } = useTranslation("canvas");
  const store = useBuilderStore();
  const { view } = useDesk();
  const scheme = useComputedColorScheme();
  const hand = useBuilder((state) => state.hand);
  const spaceHeld = useKeyPress("Space", besideOthers);
  const isEmpty = useBuilder(({ journey }) => journey.nodes.length + journey.notes.length === 0);
  const isLarge = useBuilder(({ journey }) => journey.nodes.length > manySteps);
  const focus = useBuilder((state) => state.focus);
  const drawn = useDrawn();
  const { nodes, onNodesChange, setFree } = useFlowNodes(drawn);
  const edges = useFlowEdges(drawn);
  const connecting = useConnecting();
  const dropping = useDropping();
  const pointing = usePointing();
  const moving = useMoving();
  const layoutAhead = useLayoutAhead();

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
  const section = useRef<HTMLElement>(null);
  const [first, setFirst] = useState<{ view: Viewport | undefined }>();
  useLayoutEffect(() => {
    if (first !== undefined || section.current === null) return;
    setFirst({ view: firstView(nodes, section.current.getBoundingClientRect()) });
  }, [first, nodes]);
  const onDrag = useStable((event: React.MouseEvent | MouseEvent | TouchEvent) => setFree(event.altKey));

  return (
    <section
      ref={section}
      className="canvas"
      data-testid="canvas"
      data-hand={hand || undefined}
      data-space={spaceHeld || undefined}
      aria-label={t("canvas")}
      tabIndex={isEmpty ? 0 : -1}
      onFocus={pointing.onFocus}
      onClickCapture={pointing.onClick}
      onPointerEnter={layoutAhead}
    >
      <p className="visually-hidden">{t("canvasHelp")}</p>
      {first !== undefined && (
        <ReactFlow<CanvasNode>
          {...(first.view === undefined ? {} : { defaultViewport: first.view })}
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
          minZoom={zoomLimits.min}
          maxZoom={zoomLimits.max}
          connectionRadius={28}
          selectionMode={SelectionMode.Partial}
          selectionOnDrag={!hand}
          panOnDrag={hand || panWithMiddle}
          nodesDraggable={!hand}
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
      )}
      {isEmpty && (
        <div className="canvas-empty">
          <EmptyState title={t("empty.title")} text={t("empty.text")} />
        </div>
      )}
    </section>
  );
});

function useFlowEdges(drawn: Placed) {
  const locale = useLocale();
  const selected = useBuilder((state) => state.selectedEdges);
  // Whoever types a step's name hears it in its connections once that is done.
  const [named] = useDebouncedValue(drawn.nodes, namesQuietMs);
  const shapes = useShapes(drawn);
  // The same list keeps the library from taking all connections anew.
  return useSameList(
    useMemo(() => flowEdges(shapes, selected, locale, named), [shapes, selected, locale, named]),
  );
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

import "@xyflow/react/dist/style.css";
import "../canvas/canvas.css";
import { useComputedColorScheme } from "@mantine/core";
import {
  Background,
  BackgroundVariant,
  Controls,
  ReactFlow,
  ReactFlowProvider,
  type Edge,
  type NodeChange,
} from "@xyflow/react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LiveOverview } from "../../src-shared/api/shapes.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { useLocale } from "../app/i18n.ts";
import { flowEdges } from "../canvas/flow.ts";
import { lostPortsOf, viewOf } from "../canvas/node-view.ts";
import { NODE_WIDTH, positionsOf } from "../canvas/placement.ts";
import "../canvas/texts.ts";
import css from "./live.module.css";
import { LiveStep, type LiveFlowNode } from "./LiveStep.tsx";
import { countsByEdge, countsByNode, elsewhere } from "./live-counts.ts";

/** The draft as it runs: what is wrong with it is a matter of the builder. */
const NONE: LiveFlowNode["data"]["problems"] = [];
const NODE_TYPES = { step: LiveStep };

interface Props {
  journey: Journey;
  live: LiveOverview;
  chosen: string | undefined;
  onChoose: (nodeId: string) => void;
}

interface Size {
  width: number;
  height: number;
}

/** The journey as drawn in the builder, read-only, with the people at each step and how many went which way. */
export function LiveCanvas({ journey, live, chosen, onChoose }: Props) {
  const { t } = useTranslation("live");
  const locale = useLocale();
  const scheme = useComputedColorScheme();
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const nodes = useMemo((): LiveFlowNode[] => {
    const places = positionsOf(journey);
    const counts = countsByNode(live);
    const begun = live.nodes.some(({ entered }) => entered > 0);
    return journey.nodes.map((node) => {
      const { here = 0, entered = 0, nextDue, tests = [] } = counts.get(node.id) ?? {};
      return {
        id: node.id,
        type: "step",
        position: places.get(node.id) ?? { x: 0, y: 0 },
        data: {
          node,
          problems: NONE,
          lostPorts: lostPortsOf(node, journey, locale),
          here,
          entered,
          nextDue,
          tests,
          dim: begun && entered === 0,
        },
        selected: node.id === chosen,
        initialWidth: NODE_WIDTH,
        initialHeight: 90,
        // Without its size a step that is given anew loses its edges until it is measured again.
        ...(sizes.has(node.id) ? { measured: sizes.get(node.id) } : {}),
        ariaLabel: t("stepLabel", { name: viewOf(node, locale).title, here, entered }),
      };
    });
  }, [journey, live, chosen, sizes, locale, t]);
  const edges = useMemo((): Edge[] => {
    const passed = countsByEdge(live);
    return flowEdges(journey, [], locale).map((edge) => {
      const count = passed.get(`${edge.source}|${edge.sourceHandle ?? ""}`) ?? 0;
      if (count === 0) return edge;
      const label =
        typeof edge.label === "string" ? t("passedLabel", { label: edge.label, count }) : String(count);
      return { ...edge, label, labelBgPadding: [8, 3], labelBgBorderRadius: 9, className: css.passed };
    });
  }, [journey, live, locale, t]);
  const lost = useMemo(() => elsewhere(journey, live), [journey, live]);

  return (
    <section className={`canvas ${css.canvas}`} aria-label={t("canvas")} data-testid="live-canvas">
      <ReactFlowProvider>
        <ReactFlow
          colorMode={scheme}
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
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
        </ReactFlow>
      </ReactFlowProvider>
      {lost.people > 0 && (
        <p className={css.older} role="status">
          {t("older", { count: lost.people })} {lost.nodeIds.join(", ")}
        </p>
      )}
    </section>
  );
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

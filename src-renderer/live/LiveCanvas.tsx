import type { Edge } from "@xyflow/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { LiveOverview } from "../../src-shared/api/shapes.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { useLocale } from "../app/i18n.ts";
import { flowEdges } from "../canvas/flow.ts";
import { lostPortsOf, viewOf } from "../canvas/node-view.ts";
import { NODE_WIDTH, positionsOf } from "../canvas/placement.ts";
import { ReadOnlyCanvas } from "../canvas/ReadOnlyCanvas.tsx";
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

/** The journey as drawn in the builder, read-only, with the people at each step and how many went which way. */
export function LiveCanvas({ journey, live, chosen, onChoose }: Props) {
  const { t } = useTranslation("live");
  const locale = useLocale();
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
        ariaLabel: t("stepLabel", { name: viewOf(node, locale).title, here, entered }),
      };
    });
  }, [journey, live, chosen, locale, t]);
  const edges = useMemo((): Edge[] => {
    const passed = countsByEdge(live);
    return flowEdges(journey, [], locale).map((edge) => {
      const count = passed.get(`${edge.source}|${edge.sourceHandle ?? ""}`) ?? 0;
      if (count === 0) return edge;
      const label =
        typeof edge.label === "string" ? t("passedLabel", { label: edge.label, count }) : String(count);
      return { ...edge, label, labelBgPadding: [8, 3], labelBgBorderRadius: 9, className: "way-taken" };
    });
  }, [journey, live, locale, t]);
  const lost = useMemo(() => elsewhere(journey, live), [journey, live]);

  return (
    <ReadOnlyCanvas
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      className={css.canvas}
      label={t("canvas")}
      testId="live-canvas"
      onChoose={onChoose}
    >
      {lost.people > 0 && (
        <p className={css.older} role="status">
          {t("older", { count: lost.people })} {lost.nodeIds.join(", ")}
        </p>
      )}
    </ReadOnlyCanvas>
  );
}

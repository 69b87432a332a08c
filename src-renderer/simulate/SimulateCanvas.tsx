import type { Edge } from "@xyflow/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { useLocale } from "../app/i18n.ts";
import { flowEdges } from "../canvas/flow.ts";
import { lostPortsOf, viewOf } from "../canvas/node-view.ts";
import { NODE_WIDTH, positionsOf } from "../canvas/placement.ts";
import { ReadOnlyCanvas } from "../canvas/ReadOnlyCanvas.tsx";
import type { Seen } from "./seen.ts";
import css from "./simulate.module.css";
import { SimulatedStep, type SimulatedFlowNode } from "./SimulatedStep.tsx";

const NO_PROBLEMS: SimulatedFlowNode["data"]["problems"] = [];
const NO_TURNS: readonly number[] = [];
const NODE_TYPES = { step: SimulatedStep };

interface Props {
  journey: Journey;
  seen: Seen | undefined;
  chosen: string | undefined;
  onChoose: (nodeId: string) => void;
}

/** The journey with the way she took lit up, in order, and where she stands. */
export function SimulateCanvas({ journey, seen, chosen, onChoose }: Props) {
  const { t } = useTranslation("simulate");
  const locale = useLocale();
  const places = useMemo(() => positionsOf(journey), [journey]);
  const nodes = useMemo(
    (): SimulatedFlowNode[] =>
      journey.nodes.map((node) => {
        const turns = seen?.turns.get(node.id) ?? NO_TURNS;
        const here = seen?.here.has(node.id) ?? false;
        const name = viewOf(node, locale).title;
        return {
          id: node.id,
          type: "step",
          position: places.get(node.id) ?? { x: 0, y: 0 },
          data: {
            node,
            problems: NO_PROBLEMS,
            lostPorts: lostPortsOf(node, journey, locale),
            turns,
            here,
            dim: seen !== undefined && turns.length === 0,
          },
          selected: node.id === chosen,
          initialWidth: NODE_WIDTH,
          initialHeight: 90,
          ariaLabel: t(here ? "stepHere" : turns.length > 0 ? "stepPassed" : "stepNot", {
            name,
            turns: turns.join(", "),
          }),
        };
      }),
    [journey, places, seen, chosen, locale, t],
  );
  const edges = useMemo(
    (): Edge[] =>
      flowEdges(journey, [], locale).map((edge) =>
        seen?.left.has(`${edge.source}|${edge.sourceHandle ?? ""}`) === true
          ? { ...edge, className: "way-taken" }
          : edge,
      ),
    [journey, seen, locale],
  );
  return (
    <ReadOnlyCanvas
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      className={css.canvas}
      label={t("canvas")}
      testId="simulate-canvas"
      onChoose={onChoose}
    />
  );
}

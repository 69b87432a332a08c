import { useStore, type Node, type NodeProps } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { StepNode, type StepFlowNode } from "../canvas/StepNode.tsx";
import "../scenarios/texts.ts";
import css from "./simulate.module.css";

export type SimulatedFlowNode = Node<
  StepFlowNode["data"] & {
    /** At which turns of the walk she came to it. */
    turns: readonly number[];
    here: boolean;
    dim: boolean;
    /** No scenario comes here, and that is to be seen. */
    untested: boolean;
  },
  "step"
>;

/** A step as the builder draws it, with when in the walk she came to it. */
export function SimulatedStep(props: NodeProps<SimulatedFlowNode>) {
  const { t } = useTranslation(["simulate", "scenarios"]);
  // Far away the numbers stay readable: they are what one looks at from there.
  const grow = useStore((flow) => Math.min(Math.max(0.85 / flow.transform[2], 1), 1.7));
  const { node, turns, here, dim, untested } = props.data;
  const shown = turns.length > 3 ? [...turns.slice(0, 1), "…", ...turns.slice(-1)] : turns;
  return (
    <div className={css.step} data-here={here} data-dim={dim} data-testid={`simulated-${node.id}`}>
      {turns.length > 0 && (
        <span className={css.turn} style={{ fontSize: 10.5 * grow }} data-testid={`turn-${node.id}`}>
          {shown.join(" · ")}
          {here && ` · ${t("now")}`}
        </span>
      )}
      <StepNode {...props} />
      {untested && (
        <span className={css.untested} data-testid={`untested-${node.id}`}>
          {t("coverage.notCovered", { ns: "scenarios" })}
        </span>
      )}
    </div>
  );
}

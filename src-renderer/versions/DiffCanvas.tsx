import { Handle, Position, type NodeProps } from "@xyflow/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyDiff } from "../../src-shared/journey/diff.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { useLocale } from "../app/i18n.ts";
import { ReadOnlyCanvas } from "../canvas/ReadOnlyCanvas.tsx";
import { StepNode, type StepFlowNode } from "../canvas/StepNode.tsx";
import { diffEdges, diffNodes, type DiffFlowNode } from "./diff-flow.ts";
import css from "./versions.module.css";

interface Props {
  before: Journey;
  after: Journey;
  diff: JourneyDiff;
  shown: string | undefined;
  onShow: (stepId: string) => void;
}

const NODE_TYPES = { step: DiffStep, ghost: Ghost };

/** Both states in one drawing: what was added, removed, changed and moved. */
export function DiffCanvas({ before, after, diff, shown, onShow }: Props) {
  const { t } = useTranslation("versions");
  const locale = useLocale();
  const nodes = useMemo(
    () => diffNodes(before, after, diff, shown, locale),
    [before, after, diff, shown, locale],
  );
  const edges = useMemo(() => diffEdges(before, after, diff, locale), [before, after, diff, locale]);
  return (
    <ReadOnlyCanvas
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      className={css.canvas}
      label={t("canvas")}
      testId="diff-canvas"
      shown={shown}
      onChoose={(id) => nodes.some((node) => node.id === id && node.type === "step") && onShow(id)}
    />
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

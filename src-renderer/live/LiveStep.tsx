import { useStore, type Node, type NodeProps } from "@xyflow/react";
import { Clock, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { JourneyNode } from "../../src-shared/journey/schema.ts";
import { useLocale } from "../app/i18n.ts";
import { StepNode } from "../canvas/StepNode.tsx";
import { formatTime } from "../ui/TimeText.tsx";
import css from "./live.module.css";

export type LiveFlowNode = Node<
  { node: JourneyNode; here: number; entered: number; nextDue: number | undefined; dim: boolean },
  "step"
>;

/** A step as the builder draws it, with the people who stand there and when the first of them goes on. */
export function LiveStep(props: NodeProps<LiveFlowNode>) {
  const { t } = useTranslation("live");
  const locale = useLocale();
  // Far away the numbers stay readable: they are what one looks at from there.
  const grow = useStore((flow) => Math.min(Math.max(0.85 / flow.transform[2], 1), 1.7));
  const { node, here, entered, nextDue, dim } = props.data;
  return (
    <div className={css.step} data-here={here > 0} data-dim={dim}>
      <div
        className={css.counts}
        style={{ transform: `scale(${grow})` }}
        data-testid={`live-node-${node.id}`}
      >
        {here > 0 && (
          <span className={css.hereBadge} data-testid={`here-${node.id}`}>
            <UserRound size={11} aria-hidden /> {t("here", { count: here })}
          </span>
        )}
        {entered > 0 && <span className={css.enteredBadge}>{t("entered", { count: entered })}</span>}
        {nextDue !== undefined && (
          <span className={css.enteredBadge}>
            <Clock size={11} aria-hidden /> {t("next", { time: formatTime(new Date(nextDue), locale) })}
          </span>
        )}
      </div>
      <StepNode {...props} />
    </div>
  );
}

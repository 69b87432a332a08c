import type { Node, NodeProps } from "@xyflow/react";
import { Clock, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { JourneyNode } from "../../src-shared/journey/schema.ts";
import { useLocale } from "../app/i18n.ts";
import { StepNode } from "../canvas/StepNode.tsx";
import { formatTime } from "../ui/TimeText.tsx";
import css from "./live.module.css";

export type LiveFlowNode = Node<
  { node: JourneyNode; here: number; entered: number; nextDue: number | undefined },
  "step"
>;

/** A step as the builder draws it, with the people who stand there and when the first of them goes on. */
export function LiveStep(props: NodeProps<LiveFlowNode>) {
  const { t } = useTranslation("live");
  const locale = useLocale();
  const { node, here, entered, nextDue } = props.data;
  return (
    <div className={css.step} data-here={here > 0} data-empty={entered === 0}>
      <div className={css.counts} data-testid={`live-node-${node.id}`}>
        {here > 0 && (
          <span className={css.hereBadge} data-testid={`here-${node.id}`}>
            <UserRound size={11} aria-hidden /> {t("here", { count: here })}
          </span>
        )}
        <span className={css.enteredBadge}>{t("entered", { count: entered })}</span>
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

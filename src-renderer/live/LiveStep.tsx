import { useStore, type Node, type NodeProps } from "@xyflow/react";
import { Clock, Trophy, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LiveOverview } from "../../src-shared/api/shapes.ts";
import { useLocale } from "../app/i18n.ts";
import { StepNode, type StepFlowNode } from "../canvas/StepNode.tsx";
import { formatTime } from "../ui/TimeText.tsx";
import css from "./live.module.css";

export type LiveFlowNode = Node<
  StepFlowNode["data"] & {
    here: number;
    entered: number;
    nextDue: number | undefined;
    tests: NonNullable<LiveOverview["nodes"][number]["tests"]>;
    dim: boolean;
  },
  "step"
>;

/** A step as the builder draws it, with the people who stand there and when the first of them goes on. */
export function LiveStep(props: NodeProps<LiveFlowNode>) {
  const { t } = useTranslation("live");
  const locale = useLocale();
  // Far away the numbers stay readable: they are what one looks at from there.
  const grow = useStore((flow) => Math.min(Math.max(0.85 / flow.transform[2], 1), 1.7));
  const { node, here, entered, nextDue, tests, dim } = props.data;
  return (
    <div className={css.step} data-here={here > 0} data-dim={dim}>
      <div className={css.counts} style={{ fontSize: 10.5 * grow }} data-testid={`live-node-${node.id}`}>
        {here > 0 && (
          <span className={css.hereBadge} data-testid={`here-${node.id}`}>
            <UserRound size="1.05em" aria-hidden /> {t("here", { count: here })}
          </span>
        )}
        {entered > 0 && <span className={css.enteredBadge}>{t("entered", { count: entered })}</span>}
        {nextDue !== undefined && (
          <span className={css.enteredBadge}>
            <Clock size="1.05em" aria-hidden /> {t("next", { time: formatTime(new Date(nextDue), locale) })}
          </span>
        )}
        {tests.map(({ goal, arms, winner }) => (
          <span key={goal} className={css.enteredBadge} data-testid={`test-${node.id}`}>
            {winner !== undefined && <Trophy size="1.05em" aria-hidden />}
            {armsText(arms, winner, locale)}
          </span>
        ))}
      </div>
      <StepNode {...props} />
    </div>
  );
}

/** Each arm with the share of its people who reached the goal; the winner is marked in words too. */
function armsText(
  arms: LiveFlowNode["data"]["tests"][number]["arms"],
  winner: string | undefined,
  locale: string,
): string {
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return Object.entries(arms)
    .map(([id, { entered, reached }]) => {
      const rate = percent.format(entered === 0 ? 0 : reached / entered);
      return `${id}${id === winner ? " ✓" : ""} ${rate} (${reached}/${entered})`;
    })
    .join(" · ");
}

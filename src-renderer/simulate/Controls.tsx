import { ActionIcon, Tooltip } from "@mantine/core";
import { ChevronFirst, ChevronLast, SkipForward, StepBack, StepForward } from "lucide-react";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStable } from "../ui/use-stable.ts";
import type { Moment } from "./seen.ts";

interface Props {
  moments: readonly Moment[];
  /** Lines of the trace, and how many of them are seen. */
  all: number;
  upTo: number;
  onSee: (lines: number) => void;
}

const ICONS = {
  first: <ChevronFirst size={15} />,
  back: <StepBack size={14} />,
  step: <StepForward size={14} />,
  next: <SkipForward size={14} />,
  end: <ChevronLast size={15} />,
};

/** Steps through a walk, line by line and moment by moment. */
export function Controls({ moments, all, upTo, onSee }: Props) {
  const { t } = useTranslation("simulate");
  // The hand on the timeline moves on: a button is drawn again only when it can be pressed and could not, or the reverse.
  const toFirst = useStable(() => onSee(0));
  const back = useStable(() => onSee(upTo - 1));
  const step = useStable(() => onSee(upTo + 1));
  const toNext = useStable(() => onSee(moments.find((moment) => moment.lines > upTo)?.lines ?? all));
  const toEnd = useStable(() => onSee(all));
  const isFirst = upTo === 0;
  const isLast = upTo >= all;
  return (
    <>
      <Tool label={t("first")} onClick={toFirst} off={isFirst} icon={ICONS.first} />
      <Tool label={t("back")} onClick={back} off={isFirst} icon={ICONS.back} />
      <Tool label={t("step")} onClick={step} off={isLast} icon={ICONS.step} />
      <Tool label={t("nextMoment")} onClick={toNext} off={isLast} icon={ICONS.next} />
      <Tool label={t("end")} onClick={toEnd} off={isLast} icon={ICONS.end} />
    </>
  );
}

/** A small button that says in words what it does. */
export const Tool = memo(function Tool(props: {
  label: string;
  onClick: (() => void) | undefined;
  off?: boolean;
  icon: ReactNode;
  testId?: string;
}) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        variant="default"
        aria-label={props.label}
        disabled={props.off === true}
        onClick={() => props.onClick?.()}
        data-testid={props.testId}
      >
        {props.icon}
      </ActionIcon>
    </Tooltip>
  );
});

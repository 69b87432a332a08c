import { Button, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { keepingShown, type Futures, type Which } from "./futures.ts";
import css from "./simulate.module.css";

interface Props {
  futures: Futures;
  change: (to: Futures) => void;
  show: (which: Which) => void;
}

/** Which of two futures is looked at and changed, and the way back to one. */
export function FuturesBar({ futures, change, show }: Props) {
  const { t } = useTranslation("simulate");
  return (
    <div className={css.futures} data-testid="futures">
      <SegmentedControl
        size="xs"
        aria-label={t("futures.label")}
        value={futures.shown}
        data={(["first", "other"] as const).map((value) => ({ value, label: t(`futures.${value}`) }))}
        onChange={(value) => show(value === "other" ? "other" : "first")}
      />
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => change(keepingShown(futures))}
        data-testid="keep-future"
      >
        {t("futures.keep")}
      </Button>
    </div>
  );
}

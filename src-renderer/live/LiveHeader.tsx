import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Pause, Play, Square } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyState, LiveOverview } from "../../src-shared/api/shapes.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { StatusChip, type Tone } from "../ui/StatusChip.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import css from "./live.module.css";

const TONES: Readonly<Record<JourneyState, Tone>> = {
  draft: "plain",
  live: "ok",
  paused: "warn",
  stopped: "bad",
};

interface Props {
  journeyId: string;
  live: LiveOverview;
  published: boolean;
  children: ReactNode;
}

/** State of the journey with its switches, and how many people are where in their passage. */
export function LiveHeader({ journeyId, live, published, children }: Props) {
  const { t } = useTranslation("live");
  const describe = useErrorText();
  const number = new Intl.NumberFormat(useLocale());
  const [stopping, setStopping] = useState(false);
  const change = useMutation(
    orpc.journeys.setState.mutationOptions({
      onSuccess: () => setStopping(false),
      onError: (error) => toast("bad", describe(error)),
    }),
  );
  const to = (state: "live" | "paused" | "stopped") => change.mutate({ id: journeyId, to: state });
  const { state, runs, sends } = live;
  const totals = [
    ...(["active", "completed", "exited"] as const).map((name) => ({ name, count: runs[name] })),
    ...(["halted", "stopped"] as const)
      .map((name) => ({ name, count: runs[name] }))
      .filter(({ count }) => count > 0),
    { name: "sent" as const, count: sends["accepted"] ?? 0 },
  ];
  return (
    <div className={css.bar}>
      <StatusChip tone={TONES[state]}>
        <span data-testid="journey-state">{t(`state.${state}`)}</span>
      </StatusChip>
      {published && (
        <Group gap={6}>
          {state === "live" && (
            <Button
              variant="default"
              leftSection={<Pause size={13} aria-hidden />}
              loading={change.isPending}
              onClick={() => to("paused")}
            >
              {t("pause")}
            </Button>
          )}
          {state === "paused" && (
            <Button
              variant="default"
              leftSection={<Play size={13} aria-hidden />}
              loading={change.isPending}
              onClick={() => to("live")}
            >
              {t("resume")}
            </Button>
          )}
          {(state === "live" || state === "paused") && (
            <Button
              variant="default"
              leftSection={<Square size={12} aria-hidden />}
              onClick={() => setStopping(true)}
              data-testid="stop-journey"
            >
              {t("stop")}
            </Button>
          )}
          {(state === "stopped" || state === "draft") && (
            <Button
              leftSection={<Play size={13} aria-hidden />}
              loading={change.isPending}
              onClick={() => to("live")}
            >
              {t("start")}
            </Button>
          )}
        </Group>
      )}
      <dl className={css.totals} data-testid="live-totals">
        {totals.map(({ name, count }) => (
          <div key={name}>
            <dd>{number.format(count)}</dd>
            <dt>{t(`totals.${name}`, { count })}</dt>
          </div>
        ))}
      </dl>
      <div className={css.barEnd}>{children}</div>
      <ConfirmDialog
        opened={stopping}
        title={t("stopTitle")}
        text={t("stopText", { count: runs.active })}
        confirm={t("stop")}
        danger
        busy={change.isPending}
        onConfirm={() => to("stopped")}
        onClose={() => setStopping(false)}
      />
    </div>
  );
}

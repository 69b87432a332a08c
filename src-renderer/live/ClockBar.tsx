import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { FastForward, FlaskConical } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parseDuration } from "../../src-shared/time/duration.ts";
import { orpc } from "../app/api.ts";
import { useErrorText } from "../ui/error-text.ts";
import { TimeText } from "../ui/TimeText.tsx";
import css from "./live.module.css";

/**
 * The test lever: moves a virtual clock on and so runs everything due on the way. Absent on the system clock.
 * @param nextDue when the next run of this journey goes on by the clock, epoch ms
 */
export function ClockBar({ nextDue }: { nextDue: number | undefined }) {
  const { t } = useTranslation("live");
  const describe = useErrorText();
  const info = useQuery(orpc.workspace.info.queryOptions());
  const advance = useMutation(orpc.workspace.advanceClock.mutationOptions());
  const [custom, setCustom] = useState("P7D");
  if (info.data?.clock.mode !== "virtual") return null;
  const duration = parseDuration(custom.trim());
  const usable = duration !== undefined && duration.sign === 1;
  return (
    <div className={css.clock} role="group" aria-label={t("clock.label")} data-testid="advance-clock">
      <span className={css.clockNow}>
        <FlaskConical size={14} aria-hidden />
        {t("clock.now")}
        <b data-testid="clock-now">
          <TimeText at={info.data.clock.now} zone="UTC" seconds /> UTC
        </b>
      </span>
      <Button
        size="compact-xs"
        variant="default"
        disabled={advance.isPending}
        onClick={() => advance.mutate({ by: "PT1H" })}
        data-testid="advance-hour"
      >
        {t("clock.hour")}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        disabled={advance.isPending}
        onClick={() => advance.mutate({ by: "P1D" })}
        data-testid="advance-day"
      >
        {t("clock.day")}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<FastForward size={12} aria-hidden />}
        disabled={advance.isPending || nextDue === undefined}
        onClick={() => nextDue !== undefined && advance.mutate({ to: nextDue })}
        data-testid="advance-next"
      >
        {t("clock.next")}
      </Button>
      <form
        className={css.clockForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (usable) advance.mutate({ by: custom.trim() });
        }}
      >
        <TextInput
          aria-label={t("clock.custom")}
          placeholder="PT30M"
          value={custom}
          error={!usable}
          onChange={(event) => setCustom(event.currentTarget.value)}
          data-testid="advance-custom"
        />
        <Button size="compact-xs" variant="default" type="submit" disabled={!usable || advance.isPending}>
          {t("clock.go")}
        </Button>
      </form>
      <span role="status" className={css.bad}>
        {!usable ? t("clock.badDuration") : advance.isError ? describe(advance.error) : ""}
      </span>
    </div>
  );
}
